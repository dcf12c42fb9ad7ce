// Maps of regions: RegionMap is loaded when the first is shown.
export { RegionMap } from "./components/lazy-map";
export type { RegionMapProps } from "./components/region-map";
export { MapLegend } from "./components/map-legend";
export { onlyClass, palettes } from "./colours";
export { useOutlineNotes, usePlaceNames } from "./use-shapes";
export type { MapLevel } from "./shapes/decode";
