export { TrendChart } from "./components/trend-chart";
export { SeriesTable } from "./components/series-table";
export { fillGaps, toLines, type Line } from "./lines";
export { kMaxUnits } from "./scales";
