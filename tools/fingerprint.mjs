#!/usr/bin/env node
// Prints one SHA-256 over the names and bytes of the project's own files below the given paths.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFiles, projectRoot } from './lib/files.mjs';

const wanted = process.argv.slice(2);
if (wanted.length === 0 || wanted.includes('--help')) {
  console.log('usage: fingerprint.mjs PATH…\nPrints a hash that changes when a file below one of the paths does.');
  process.exit(wanted.length ? 0 : 2);
}

const isWanted = ({ path }) => wanted.some((start) => path === start || path.startsWith(`${start}/`));
const hash = createHash('sha256');
for (const { path, size } of projectFiles().filter(isWanted)) {
  hash.update(`${path}\0${size}\0`).update(readFileSync(join(projectRoot, path)));
}
console.log(hash.digest('hex'));
