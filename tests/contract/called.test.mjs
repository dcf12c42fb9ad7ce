// Every operation of the contract is called with success by some test from outside (tests/api, tests/accounts), and so
// its answer was held against the contract. Skipped, loudly, unless both ran whole with the contract as it is now.
import assert from 'node:assert/strict';
import test from 'node:test';
import { operationsOf, readContract } from '../../tools/contract/lib/contract.mjs';
import { callsOf, kRuns } from '../api/support/called.mjs';

// Operations that no test calls yet. Empty, and to stay so: a name stands here only while its test is being written.
const kNotYetCalled = [];

const calls = kRuns.map((run) => [run, callsOf(run)]);
const missing = calls.filter(([, called]) => called === null).map(([run]) => run);
const skip =
  missing.length > 0 && `no whole run of ${missing.map((run) => `tests/${run}`).join(', ')}: run "make test"`;

test('every operation is called by a test from outside', { skip }, () => {
  const called = new Set(calls.flatMap(([, some]) => [...some]));
  const names = operationsOf(readContract()).map(({ operationId }) => operationId);
  const never = names.filter((name) => !called.has(name)).sort();
  assert.deepEqual(never, [...kNotYetCalled].sort(), `never called: ${never.join(', ')}`);
});
