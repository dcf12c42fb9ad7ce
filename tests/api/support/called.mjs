// Which operations of the contract the tests from outside have called with success. run.mjs names a file for a whole
// run (HOUSING_CALLED); every process of tests adds a line for each operation. tests/contract reads what they wrote.
import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readContract } from '../../../tools/contract/lib/contract.mjs';

export const kRuns = ['api', 'accounts', 'fred'];
const noted = new Set();
const fileOf = (run) => fileURLToPath(new URL(`../../../build/test-results/called/${run}.txt`, import.meta.url));
const digest = () => createHash('sha256').update(JSON.stringify(readContract())).digest('hex');

/** Begins a list for the run and gives what HOUSING_CALLED must be for its processes. */
export function beginCalls(run) {
  const file = fileOf(run);
  mkdirSync(dirname(file), { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(file, `${digest()}\n`);
  return file;
}

export function noteCall(operationId) {
  const file = process.env.HOUSING_CALLED;
  if (!file || noted.has(operationId)) return;
  noted.add(operationId);
  appendFileSync(file, `${operationId}\n`);
}

/** The operations a run called; null when there was no whole run with the contract as it is now. */
export function callsOf(run) {
  const file = fileOf(run);
  if (!existsSync(file)) return null;
  const [of, ...operations] = readFileSync(file, 'utf8').trimEnd().split('\n');
  return of === digest() ? new Set(operations) : null;
}
