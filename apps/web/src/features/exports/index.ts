export { ExportsPage } from "./components/exports-page";
