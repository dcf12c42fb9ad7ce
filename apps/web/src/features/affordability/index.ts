export { AffordPage } from "./components/afford-page";
export { MoneyPage } from "./components/money-page";
