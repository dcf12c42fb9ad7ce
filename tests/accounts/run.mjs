#!/usr/bin/env node
// run.mjs [FILE…]: runs the tests of accounts, alerts, mails, jobs and exports from outside, as tests/api/run.mjs runs
// its own, and ends in one line `N passed, N failed, N skipped`.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beginCalls } from '../api/support/called.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
if (process.argv.includes('--help')) {
  console.log(
    'usage: run.mjs [FILE…]\nRuns tests/accounts/*.test.mjs (or FILEs) against $HOUSING_BIN (build/release/housing).',
  );
  process.exit(0);
}
const wanted = process.argv.slice(2);
const own = readdirSync(here).filter((name) => name.endsWith('.test.mjs'));
const files = wanted.length > 0 ? wanted : own.sort().map((name) => join(here, name));
const env = { ...process.env, HOUSING_CALLED: wanted.length > 0 ? '' : beginCalls('accounts') };
const { status } = spawnSync(process.execPath, [join(here, '../api/run.mjs'), ...files], { stdio: 'inherit', env });
process.exitCode = status ?? 1;
