export { RegionActions } from "./components/region-actions";
