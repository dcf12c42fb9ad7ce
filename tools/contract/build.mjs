#!/usr/bin/env node
// build.mjs [--packages DIR] OUT_DIR: writes openapi.json (compact) and docs.html (the readable reference) from
// contract/openapi.yaml. Both lie inside the housing program. The same contract gives the same bytes.
// --packages: a folder whose node_modules has yaml; by default this one.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readContract } from './lib/contract.mjs';
import { referencePage } from './lib/page.mjs';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { packages: { type: 'string' } } });
if (positionals.length !== 1) {
  console.error('usage: build.mjs [--packages DIR] OUT_DIR');
  process.exit(2);
}
try {
  const [folder] = positionals;
  const contract = readContract({ packages: values.packages });
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'openapi.json'), JSON.stringify(contract));
  writeFileSync(join(folder, 'docs.html'), referencePage(contract));
} catch (error) {
  console.error(`contract: ${error.message}`);
  process.exit(1);
}
