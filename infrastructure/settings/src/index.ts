// Settings, names and tags of the infrastructure, for every TypeScript program of it.
export { SettingsError } from "./check";
export * from "./environments";
export * from "./fargate";
export * from "./jobs";
export * from "./names";
export * from "./regions";
export * from "./site";
