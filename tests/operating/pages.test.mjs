// Every operator's page with commands has somebody who tries them: a file of tests here, or, by name, elsewhere.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { projectRoot } from '../../tools/cloud/process.mjs';
import { sectionsOf } from '../../tools/operating/page.mjs';

const folder = join(projectRoot, 'docs/operating');
const read = (path) => readFileSync(join(projectRoot, path), 'utf8');

// Whole scripts and servers, with tests of their own.
const elsewhere = {
  accounts: 'tests/accounts/servers.test.mjs',
  'cloud-on-loopback': 'tests/cloud/run.mjs',
  cost: 'infrastructure/cost/report.mjs',
  deploy: 'tests/delivery/deploy.test.mjs',
  functions: 'tests/cloud/functions.test.mjs',
  image: 'tests/image/image.test.mjs',
  monitor: 'tests/docs/documents.mjs',
  'roll-back': 'tests/delivery/deploy.test.mjs',
  telemetry: 'tests/api/operations.test.mjs',
};
const here = readdirSync(join(projectRoot, 'tests/operating'))
  .filter((name) => name.endsWith('.test.mjs'))
  .map((name) => read(`tests/operating/${name}`))
  .join('\n');

for (const file of readdirSync(folder).filter((name) => name.endsWith('.md'))) {
  const name = file.replace('.md', '');
  const text = read(`docs/operating/${file}`);
  if (sectionsOf(text).every(({ blocks }) => blocks.length === 0)) continue;
  test(`somebody tries the commands of ${file}`, () => {
    if (elsewhere[name]) return assert.ok(read(elsewhere[name]).length > 0);
    assert.ok(here.includes(`new Page('${name}'`), 'no file of tests/operating opens it');
    return assert.match(text, /^## What was tried, and how$/m);
  });
}
