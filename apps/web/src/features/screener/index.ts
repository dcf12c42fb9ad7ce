export { ScreenerPage } from "./components/screener-page";
