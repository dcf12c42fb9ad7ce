// Files of the project, and which programs this machine has, for the tests of images and compose files.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requirePackage } from '../../../tools/contract/lib/contract.mjs';

export const root = resolve(fileURLToPath(new URL('../../..', import.meta.url)));
export const path = (...parts) => resolve(root, ...parts);
export const text = (...parts) => readFileSync(path(...parts), 'utf8');
// A repeated key is an error, merge keys (<<) are resolved.
export const yaml = (...parts) => requirePackage('yaml').parse(text(...parts), { uniqueKeys: true, merge: true });

export const binary = path(process.env.HOUSING_BIN ?? 'build/release/housing');
export const web = path(process.env.HOUSING_WEB_DIR ?? 'apps/web/out');

/** The program's path, or undefined. */
export function find(program) {
  try {
    const where = `command -v ${program}`;
    return execFileSync('sh', ['-c', where], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return undefined;
  }
}

/**
 * False, or why these tests cannot run here; that is also printed.
 * @param programs {name: how to get it}; @param files {path: how to make it}
 */
export function skipWithout(what, programs, files = {}) {
  const missing = [
    ...Object.entries(programs).filter(([program]) => !find(program)),
    ...Object.entries(files).filter(([file]) => !existsSync(file)),
  ];
  if (missing.length === 0) return false;
  const why = missing.map(([name, how]) => `${name} is missing: ${how}`).join('; ');
  console.error(`SKIP ${what}: ${why}`);
  return why;
}

export async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}
