export { MethodsPage } from "./components/methods-page";
