export { CoverageSummary } from "./components/coverage-summary";
export { RegionCoverage } from "./components/region-coverage";
export { StateList } from "./components/state-list";
