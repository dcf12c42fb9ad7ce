export { PlaceSearch } from "./components/place-search";
export { SearchSection } from "./components/search-section";
