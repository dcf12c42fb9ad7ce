// What the tests of build specifications and workflows share.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot } from './project.mjs';

const packages = createRequire(join(projectRoot, 'infrastructure/delivery/package.json'));

/** A package of infrastructure/delivery, or undefined where `pnpm install` has not run. */
export async function tool(name) {
  try {
    return await import(pathToFileURL(packages.resolve(name)));
  } catch (error) {
    if (error.code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}

export const text = (path) => readFileSync(join(projectRoot, path), 'utf8');
export const exists = (path) => existsSync(join(projectRoot, path));
export const list = (folder) => readdirSync(join(projectRoot, folder)).map((name) => `${folder}/${name}`);

/** What bash says is wrong with the grammar of a command; nothing when it is well. */
export function grammarProblem(command) {
  const { status, stderr } = spawnSync('bash', ['-n'], { input: command, encoding: 'utf8' });
  return status === 0 ? undefined : stderr.trim();
}

// Files of the project that a command names.
const kOurs = /(?<![\w/.$}-])(?:\.\/)?((?:scripts|infrastructure|tests|tools|\.ci)\/[\w./-]*\w)/g;
export const filesIn = (command) => [...command.matchAll(kOurs)].map(([, path]) => path);
