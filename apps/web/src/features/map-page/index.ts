export { MapPage } from "./components/map-page";
