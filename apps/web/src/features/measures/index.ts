export { MeasurePicker } from "./components/measure-picker";
export { choicesFor, type Choice } from "./catalogue";
export { isDerived, kDerived, measureName, parseMeasure, printMeasure, type Measure } from "./measure";
