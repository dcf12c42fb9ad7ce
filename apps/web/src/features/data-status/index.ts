export { ImportTable } from "./components/import-table";
export { SourceCards } from "./components/source-cards";
