// Thousands of odd requests, signed by us and by the signer of AWS's JavaScript SDK, have the same signatures.
// HOUSING_SEED repeats a run; HOUSING_CASES says how many.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { housingOk, temporaryFolder } from '../api/support/housing.mjs';
import { reference } from './support/reference.mjs';
import { batchLine, oddRequest } from './support/requests.mjs';

const kCases = Number(process.env.HOUSING_CASES ?? 3000);
const seed = Number(process.env.HOUSING_SEED ?? Date.now() % 1_000_000_000);

test(`${kCases} odd requests are signed as the SDK signs them (HOUSING_SEED=${seed})`, async () => {
  const requests = Array.from({ length: kCases }, (_, index) => oddRequest(seed + index));
  const file = join(temporaryFolder('housing-aws-'), 'cases.jsonl');
  writeFileSync(file, requests.map((request) => `${batchLine(request)}\n`).join(''));
  const { stdout } = await housingOk(['sigv4', '--batch', file]);
  const lines = stdout.trimEnd().split('\n');
  assert.equal(lines.length, kCases);
  for (const [index, request] of requests.entries()) {
    const ours = JSON.parse(lines[index]);
    const theirs = await reference(request);
    const where = `HOUSING_SEED=${seed + index} HOUSING_CASES=1 repeats it: ${batchLine(request)}`;
    for (const form of ['header', 'query']) {
      assert.equal(ours[form].canonical_request, theirs[form].canonical_request, `${form}: ${where}`);
      assert.equal(ours[form].signature, theirs[form].signature, `${form}: ${where}`);
    }
    assert.equal(ours.header.authorization, theirs.header.authorization, where);
    assert.ok(ours.query.presigned.includes(`X-Amz-Signature=${theirs.query.signature}`), where);
  }
});

test('the requests differ from each other, and repeat with their seed', () => {
  const lines = Array.from({ length: 500 }, (_, index) => batchLine(oddRequest(seed + index)));
  assert.ok(new Set(lines).size > 490);
  assert.deepEqual(lines[7], batchLine(oddRequest(seed + 7)));
});
