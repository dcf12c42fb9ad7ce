export { RankingsPage } from "./components/rankings-page";
