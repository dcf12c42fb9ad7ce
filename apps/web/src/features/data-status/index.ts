export { DataSections } from "./components/data-sections";
