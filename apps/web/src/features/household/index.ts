export { HouseholdButton } from "./components/household-button";
export { HouseholdPanel } from "./components/household-panel";
export { NumberField, type NumberSpec } from "./components/number-field";
