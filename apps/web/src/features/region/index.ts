export { RegionPage } from "./components/region-page";
