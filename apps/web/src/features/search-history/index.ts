export { SaveSearch, SearchHistory } from "./components/search-history";
