export { SavedPage } from "./components/saved-page";
export { WatchlistPage } from "./components/watchlist-page";
