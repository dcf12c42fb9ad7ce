#!/usr/bin/env node
// lint.mjs: checks contract/openapi.yaml against the OpenAPI 3.1 specification and the rules of redocly.yaml, examples
// included, with npm's @redocly/cli. It asks nothing of the network. Skips, saying so, where the package is missing.
// Exit 0 clean or skipped, 1 findings.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { contractFile } from './lib/contract.mjs';

const here = dirname(fileURLToPath(import.meta.url));

function linter() {
  const require = createRequire(import.meta.url);
  try {
    const manifest = require.resolve('@redocly/cli/package.json');
    return join(dirname(manifest), Object.values(require(manifest).bin)[0]);
  } catch {
    return null;
  }
}

const program = linter();
if (!program) {
  console.log('SKIPPED contract lint: @redocly/cli is missing: run "pnpm install" at the project\'s root');
} else {
  const args = [program, 'lint', '--config', join(here, 'redocly.yaml'), '--format', 'stylish', contractFile];
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' };
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8', cwd: here });
  const name = relative(process.cwd(), contractFile);
  if (status === 0) console.log(`${name}: clean`);
  else console.error(`${stdout}${stderr}${name}: see above`);
  process.exitCode = status === 0 ? 0 : 1;
}
