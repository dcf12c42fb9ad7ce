export { RentOrBuyPage } from "./components/rent-or-buy-page";
