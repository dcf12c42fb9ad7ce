export { AlertsPage } from "./components/alerts-page";
export { UnsubscribeForm } from "./components/unsubscribe-form";
