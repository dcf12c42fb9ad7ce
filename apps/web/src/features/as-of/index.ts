export { AsOfControl } from "./components/as-of-control";
export { AsOfBanner } from "./components/as-of-banner";
