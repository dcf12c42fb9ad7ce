// The types of the dashboard's client are made of the contract: all of it, the same bytes each time, and only anew when
// the contract is another.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { operationsOf, readContract, requirePackage } from './lib/contract.mjs';

const web = new URL('../../apps/web/', import.meta.url);
const program = fileURLToPath(new URL('scripts/contract-types.mjs', web));
const skip = (() => {
  try {
    requirePackage('yaml');
    createRequire(new URL('package.json', web))('openapi-typescript/package.json');
    return false;
  } catch {
    return 'npm openapi-typescript missing: run "pnpm install" at the project\'s root';
  }
})();

test('the types name every address, operation and schema, and come out the same', { skip }, (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'contract-types-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const made = (name) => {
    const file = join(folder, name);
    const { status, stderr } = spawnSync(process.execPath, [program, '--out', file], { encoding: 'utf8' });
    assert.equal(status, 0, stderr);
    return file;
  };
  const file = made('a.ts');
  const text = readFileSync(file, 'utf8');
  assert.equal(readFileSync(made('b.ts'), 'utf8'), text);

  const contract = readContract();
  for (const { path, operationId } of operationsOf(contract)) {
    assert.ok(text.includes(`"${path}": {`), path);
    assert.ok(text.includes(`    ${operationId}: {`), operationId);
  }
  for (const name of Object.keys(contract.components.schemas)) assert.ok(text.includes(`export type ${name} =`), name);

  const { mtimeMs } = statSync(file);
  made('a.ts');
  assert.equal(statSync(file).mtimeMs, mtimeMs, 'written though nothing changed');
  writeFileSync(file, text.replace(/^\/\/ [0-9a-f]{64}$/m, '// of another contract'));
  made('a.ts');
  assert.equal(readFileSync(file, 'utf8'), text);
});
