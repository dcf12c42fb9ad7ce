export { Inside } from "./components/inside";
export { Neighbours } from "./components/neighbours";
