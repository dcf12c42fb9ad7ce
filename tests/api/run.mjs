#!/usr/bin/env node
// run.mjs [FILE…]: runs the tests of the program from outside and ends in one line `N passed, N failed, N skipped`.
// HOUSING_BIN: the program (build/release/housing). HOUSING_TEST_DATA: publishers' files. HOUSING_UPDATE_GOLDEN=1:
// rewrite tests/golden.
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failedTap, fromNodeTest } from '../../tools/testing/tally.mjs';
import { beginCalls } from './support/called.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const kFilesAtOnce = 2;

if (process.argv.includes('--help')) {
  console.log(
    'usage: run.mjs [FILE…]\nRuns tests/api/*.test.mjs (or FILEs) against $HOUSING_BIN (build/release/housing).',
  );
  process.exit(0);
}
const wanted = process.argv.slice(2);
const files = wanted.length
  ? wanted
  : readdirSync(here)
      .filter((name) => name.endsWith('.test.mjs'))
      .sort()
      .map((name) => join(here, name));

// A whole run keeps a list of what it called; tests/accounts/run.mjs says so of its own files.
const called = process.env.HOUSING_CALLED ?? (wanted.length > 0 ? '' : beginCalls('api'));
const run = spawn(process.execPath, ['--test', '--test-reporter=tap', `--test-concurrency=${kFilesAtOnce}`, ...files], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, HOUSING_CALLED: called },
});
let output = '';
run.stdout.on('data', (chunk) => {
  output += chunk;
});
const code = await new Promise((done) => run.once('close', (status) => done(status ?? 1)));
const tally = fromNodeTest(output) ?? { passed: 0, failed: 1, skipped: 0, reasons: [] };
if (code !== 0 || tally.failed) console.log(failedTap(output));
for (const reason of tally.reasons) console.log(`SKIPPED ${reason}`);
const failed = code !== 0 ? Math.max(1, tally.failed) : tally.failed;
console.log(`${tally.passed} passed, ${failed} failed, ${tally.skipped} skipped`);
process.exitCode = failed ? 1 : 0;
