export { TrendChart } from "./components/trend-chart";
export { Overview } from "./components/overview";
export { SeriesTable } from "./components/series-table";
export { allPositive, fillGaps, pointAt, toLines, type Line, type Point } from "./lines";
export { type Band, type Mark, type Overlay } from "./overlay";
export { printValue } from "./print";
export { assignScales, flatLines, kMaxUnits } from "./scales";
