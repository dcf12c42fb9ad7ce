// The linter: the contract passes it, and a contract with a fault does not.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { readContract, requirePackage } from './lib/contract.mjs';

const skip = (() => {
  try {
    requirePackage('yaml');
    requirePackage('@redocly/cli/package.json');
    return false;
  } catch (error) {
    return error.message;
  }
})();
const program = fileURLToPath(new URL('lint.mjs', import.meta.url));
const lint = (...files) => spawnSync(process.execPath, [program, ...files], { encoding: 'utf8' });

test('the contract passes the linter, its files and the document made of them', { skip }, () => {
  const { status, stdout, stderr } = lint();
  assert.equal(status, 0, stderr);
  assert.match(stdout, /openapi\.yaml, .*openapi\.json: clean/);
});

const faults = [
  [
    'operation-4xx-problem-details-rfc7807',
    ({ components: { responses } }) => {
      responses.NotSignedIn.content = { 'application/json': responses.NotSignedIn.content['application/problem+json'] };
    },
  ],
  [
    'no-invalid-media-type-examples',
    ({ components: { responses } }) => {
      responses.UnknownRegion.content['application/problem+json'].example.status = 'four hundred';
    },
  ],
  [
    'operation-operationId-unique',
    ({ paths }) => {
      paths['/health'].get.operationId = paths['/docs'].get.operationId;
    },
  ],
  ['parameter-description', ({ components }) => delete components.parameters.Id.description],
  [
    'no-unused-components',
    ({ components }) => {
      components.schemas.Forgotten = { type: 'string', description: 'Nobody refers to it.' };
    },
  ],
  ['no-unresolved-refs', ({ components }) => delete components.schemas.Series],
];

test('each of these faults is found', { skip }, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'contract-lint-test-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const contract = readContract();
  const broken = structuredClone(contract);
  for (const [, breakIt] of faults) breakIt(broken);
  const file = join(folder, 'broken.json');
  writeFileSync(file, JSON.stringify(broken, null, 1));
  const { status, stderr } = lint(file);
  assert.equal(status, 1);
  for (const [rule] of faults) assert.ok(stderr.includes(rule), `${rule} finds nothing in:\n${stderr}`);
});
