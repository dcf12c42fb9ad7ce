export { NationalPicture } from "./components/national-picture";
