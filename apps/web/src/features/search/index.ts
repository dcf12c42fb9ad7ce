export { PlaceSearch, type Option as PlaceOption } from "./components/place-search";
export { SearchSection } from "./components/search-section";
