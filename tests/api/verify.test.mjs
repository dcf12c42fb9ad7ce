// housing verify, and the page's data at /api/v1/methods: formulas against worked examples, red when one is off.
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { assertKept } from './support/contract.mjs';
import { housing, housingOk, projectRoot, serve, temporaryFolder } from './support/housing.mjs';
import { get } from './support/http.mjs';

const folder = temporaryFolder();
const examples = () => JSON.parse(readFileSync(join(projectRoot, 'src/proof/examples.json'), 'utf8'));
const verify = async (document, ...flags) => {
  const file = join(folder, 'vectors.json');
  writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document));
  return housing(['verify', '--vectors', file, ...flags]);
};

test('the examples inside the program agree, in JSON and in a table', async () => {
  const { stdout } = await housingOk(['verify', '--json']);
  const { checks, unknown, not_run: notRun } = JSON.parse(stdout);
  assert.ok(checks.length > 100);
  for (const { name, expected, got, tolerance, ok } of checks) {
    assert.equal(typeof name, 'string');
    assert.ok(ok && Math.abs(expected - got) <= tolerance, name);
  }
  assert.deepEqual([unknown, notRun], [[], []]);
  assert.match((await housingOk(['verify'])).stdout, /\n\d+ checks, 0 wrong\n$/);
});

test('the same examples as a file give the same', async () => {
  const inside = (await housingOk(['verify', '--json'])).stdout;
  const { code, stdout } = await verify(examples(), '--json');
  assert.equal(code, 0);
  assert.equal(stdout, inside);
});

test('one wrong expectation turns it red, and is named', async () => {
  const document = examples();
  document.mortgage[0].published = 1264.16;
  const { code, stdout } = await verify(document, '--json');
  assert.equal(code, 1);
  const wrong = JSON.parse(stdout).checks.filter(({ ok }) => !ok);
  assert.deepEqual(
    wrong.map(({ name, expected }) => [name, expected]),
    [['mortgage[0].published', 1264.16]],
  );
  const table = await verify(document);
  assert.equal(table.code, 1);
  assert.match(table.stdout, /mortgage\[0\]\.published.*WRONG/);
});

test('a key nobody knows is told loudly and is not passed', async () => {
  const { code, stdout, stderr } = await verify(
    { cagr: { x0: 1, x1: 1, years: 1, cagr: 0 }, novelty: { a: 1 } },
    '--json',
  );
  assert.equal(code, 1);
  assert.deepEqual(JSON.parse(stdout).unknown, ['novelty']);
  assert.match(stderr, /novelty: unknown/);
});

const malformed = [
  ['{"cagr": ', /vectors\.json/],
  ['[]', /an object is needed/],
  [{ cagr: { x0: 1, years: 3, cagr: 0 } }, /cagr\.x1: a number is needed, and there is none/],
  [{ mortgage: [{ P: 'much', rate: 6, years: 30 }] }, /mortgage\[0\]\.P: a number is needed/],
  [{ stl: { y: [1, 2], columns: [], params: {}, expected_rows: [] } }, /stl/],
];
for (const [document, complaint] of malformed) {
  test(`a malformed file exits 2 and names the key: ${JSON.stringify(document).slice(0, 50)}`, async () => {
    const { code, stdout, stderr } = await verify(document, '--json');
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, complaint);
  });
}

test('a file that is not there, and wrong usage, exit 2', async () => {
  assert.equal((await housing(['verify', '--vectors', join(folder, 'nothing.json')])).code, 2);
  assert.equal((await housing(['verify', 'surplus'])).code, 2);
  assert.equal((await housing(['verify', '--help'])).code, 0);
  assert.equal((await verify({})).code, 1); // nothing was checked
});

let server;
before(async () => {
  server = await serve(join(folder, 'empty'));
});

test('/api/v1/methods: every method with its formula, source and live example', async () => {
  const { methods, checks, agreed } = assertKept('/api/v1/methods', await get(server.base, '/api/v1/methods'));
  const inside = JSON.parse((await housingOk(['verify', '--json'])).stdout).checks;
  assert.deepEqual([checks, agreed], [inside.length, inside.length]);
  assert.equal(new Set(methods.map(({ id }) => id)).size, methods.length);
  const sum = methods.reduce((all, { example }) => all + example.checks, 0);
  assert.equal(sum, checks);
  for (const id of ['mortgage', 'affordability-index', 'owner-cost', 'stl', 'hp', 'theta', 'heat-bands'])
    assert.ok(methods.find((method) => method.id === id)?.example.ok, id);
});
