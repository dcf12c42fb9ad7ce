#!/usr/bin/env node
// Checks that includes and imports follow src/LAYERS. Exit 0 clean, 1 with one line for each violation.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCpp } from './layers/cpp.mjs';
import { parseLayers } from './layers/spec.mjs';
import { checkWeb } from './layers/web.mjs';
import { projectFiles, projectRoot } from './lib/files.mjs';

if (process.argv.includes('--help')) {
  console.log('usage: check_layers.mjs');
  console.log('Checks every #include in src/ and every import in apps/web/src against src/LAYERS.');
  process.exit(0);
}

const spec = parseLayers(readFileSync(join(projectRoot, 'src/LAYERS'), 'utf8'));
const files = projectFiles();
const violations = [...checkCpp(files, spec), ...checkWeb(files, spec)];
for (const { path, line, message } of violations) console.log(`${path}:${line}: ${message}`);
console.log(`layers: ${files.length} files looked at, ${violations.length} violations`);
process.exitCode = violations.length ? 1 : 0;
