// Files of the project that the infrastructure reads instead of repeating what they say.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";

// From build/lib, where this file is when it runs.
const root = resolve(__dirname, "../../../..");

export const projectPath = (path: string): string => resolve(root, path);

export const projectText = (path: string): string => readFileSync(projectPath(path), "utf8");

export const projectJson = <T>(path: string): T => JSON.parse(projectText(path)) as T;
