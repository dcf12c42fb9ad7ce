export { AffordPage } from "./components/afford-page";
export { MoneyTabs } from "./components/money-tabs";
