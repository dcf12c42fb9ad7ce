export { CoverageSummary } from "./components/coverage-summary";
export { StateList } from "./components/state-list";
