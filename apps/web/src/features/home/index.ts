export { YourPlaces } from "./components/your-places";
export { Later } from "./components/later";
