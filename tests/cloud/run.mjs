#!/usr/bin/env node
// run.mjs [FILE…]: runs the tests of the system on loopback, all in one process on one stack (all.mjs), prints what
// they measured, and ends in one line `N passed, N failed, N skipped`.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { failedTap, fromNodeTest } from '../../tools/testing/tally.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
if (process.argv.includes('--help')) {
  console.log(
    'usage: run.mjs [FILE…]\nRuns tests/cloud/*.test.mjs (or FILEs) against $HOUSING_BIN (build/release/housing).',
  );
  process.exit(0);
}
const wanted = process.argv.slice(2);
const files = wanted.length > 0 ? wanted : [join(here, 'all.mjs')];
const kMinutes = 12;
const run = spawn(
  process.execPath,
  ['--test', '--test-reporter=tap', `--test-timeout=${kMinutes * 60_000}`, ...files],
  {
    stdio: ['ignore', 'pipe', 'inherit'],
  },
);
let output = '';
run.stdout.on('data', (chunk) => {
  output += chunk;
});
const [code, signal] = await new Promise((done) => run.once('close', (...how) => done(how)));
if (signal || code > 1) console.log(`the tests were ended by ${signal ?? `exit ${code}`}`);
const tally = fromNodeTest(output) ?? { passed: 0, failed: 1, skipped: 0, reasons: [] };
for (const [, measured] of output.matchAll(/^\s*# (measured: .*)$/gm)) console.log(measured);
if (code !== 0 || tally.failed) console.log(failedTap(output));
for (const reason of tally.reasons) console.log(`SKIPPED ${reason}`);
const failed = code !== 0 ? Math.max(1, tally.failed) : tally.failed;
console.log(`${tally.passed} passed, ${failed} failed, ${tally.skipped} skipped`);
process.exitCode = failed ? 1 : 0;
