// Where the settings' files are, and how they are read.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { SettingsError } from "./check";

const folder = resolve(__dirname, "../..");

export const environmentsFile = "environments.json";
export const siteFile = "site.json";
export const regionsFile = "regions.json";
export const jobsFile = "jobs.json";
export const exampleSiteFile = "site.example.json";

// As a person at the root of the project would call the file.
export const displayed = (file: string) => `infrastructure/settings/${file}`;

export function readJson(file: string): unknown {
  const path = join(folder, file);
  if (!existsSync(path)) {
    const remedy = file === siteFile ? `copy ${exampleSiteFile} to ${siteFile} and fill it in` : "restore it";
    throw new SettingsError(`${displayed(file)}: is missing; ${remedy}`);
  }
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    throw new SettingsError(`${displayed(file)}: is not JSON (${(error as Error).message}); correct it`);
  }
}
