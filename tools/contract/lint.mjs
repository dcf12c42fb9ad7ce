#!/usr/bin/env node
// lint.mjs [FILE…]: checks contract/openapi.yaml, and the one document made of it that the program serves, (or FILEs)
// against the OpenAPI 3.1 specification and the rules of redocly.yaml, examples included, with npm's @redocly/cli.
// It asks nothing of the network. Exit 0 clean or skipped, saying so, where the package is missing; 1 findings.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contractFile, readContract } from './lib/contract.mjs';

const here = dirname(fileURLToPath(import.meta.url));
// No usage report, no question whether there is a newer version, no update notice.
const kQuiet = { REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' };

function linter() {
  const require = createRequire(import.meta.url);
  try {
    const manifest = require.resolve('@redocly/cli/package.json');
    return join(dirname(manifest), Object.values(require(manifest).bin)[0]);
  } catch {
    return null;
  }
}

function isClean(program, files) {
  const args = [program, 'lint', '--config', join(here, 'redocly.yaml'), '--format', 'stylish', ...files];
  const env = { ...process.env, ...kQuiet };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8', cwd: here });
  const names = files.map((file) => relative(process.cwd(), file)).join(', ');
  if (status === 0) console.log(`${names}: clean`);
  else console.error(`${stdout}${stderr}${names}: see above`);
  return status === 0;
}

/** openapi.yaml and, made of it in `folder`, the document as it is served. */
function whole(folder) {
  const served = join(folder, 'openapi.json');
  writeFileSync(served, JSON.stringify(readContract(), null, 1));
  return [contractFile, served];
}

const program = linter();
const given = process.argv.slice(2);
if (given.includes('--help')) {
  console.log('usage: lint.mjs [FILE…]\nChecks contract/openapi.yaml, or FILEs, against the rules of redocly.yaml.');
} else if (!program) {
  console.log('SKIPPED contract lint: @redocly/cli is missing: run "pnpm install" at the project\'s root');
} else {
  const folder = mkdtempSync(join(tmpdir(), 'contract-lint-'));
  try {
    process.exitCode = isClean(program, given.length > 0 ? given.map((file) => resolve(file)) : whole(folder)) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
