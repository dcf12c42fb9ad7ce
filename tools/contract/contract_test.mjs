// The contract is whole, its examples keep it, and what is made from it is what it should be.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { dereference, operationsOf, readContract, requirePackage } from './lib/contract.mjs';
import { joined } from './lib/join.mjs';
import { referencePage } from './lib/page.mjs';
import { exampleCommand, exampleUrl } from './lib/requests_html.mjs';
import { limitsOf, typePhrase } from './lib/schemas_html.mjs';
import { inline, opening, paragraphs, prettyJson } from './lib/text.mjs';

const has = (name) => {
  try {
    return Boolean(requirePackage(name));
  } catch {
    return false;
  }
};
const missing = (...names) => {
  const absent = names.filter((name) => !has(name));
  return absent.length > 0 && `npm ${absent.join(', ')} missing: run "pnpm install" at the project's root`;
};
const skip = missing('yaml');
const contract = skip ? null : readContract();
const source = new URL('../../src/', import.meta.url);

test('every operation is named, tagged, summarised and unique', { skip }, () => {
  const operations = operationsOf(contract);
  const tags = contract.tags.map((tag) => tag.name);
  assert.equal(new Set(operations.map((operation) => operation.operationId)).size, operations.length);
  for (const {
    path,
    operationId,
    summary,
    tags: [tag, ...more],
    responses,
  } of operations) {
    assert.match(operationId, /^[a-z][A-Za-z]+$/, path);
    assert.ok(summary && !summary.endsWith('.'), path);
    assert.ok(tags.includes(tag) && more.length === 0, path);
    assert.ok(Object.keys(responses).some((status) => status.startsWith('2')) && responses['405'], path);
  }
});

test('every schema and every member says what it means', { skip }, () => {
  for (const [name, schema] of Object.entries(contract.components.schemas)) {
    assert.ok(schema.description, name);
    for (const [member, of] of Object.entries(schema.properties ?? {})) {
      const described = of.description ?? dereference(contract, of.items ?? of).description;
      assert.ok(described, `${name}.${member} has no description`);
    }
    for (const member of schema.required ?? []) assert.ok(schema.properties?.[member], `${name} requires ${member}`);
  }
});

test('error kinds are unique, and have a status and a meaning', { skip }, () => {
  const kinds = contract['x-error-kinds'];
  assert.equal(new Set(kinds.map(({ kind }) => kind)).size, kinds.length);
  for (const { kind, status, meaning } of kinds) {
    assert.match(kind, /^[a-z]+(-[a-z]+)*$/);
    assert.ok(status >= 400 && status < 600 && meaning.endsWith('.'), kind);
  }
});

// The sources name a kind in reject("kind", …), .kind = "kind" or .type = "kind".
test('every error kind in the sources is in the contract, and the other way round', { skip }, () => {
  const files = readdirSync(source, { recursive: true }).filter((name) =>
    /^(analyses|api|app|http)\/.*(?<!_test|_bench)\.cpp$/.test(name),
  );
  const text = files.map((name) => readFileSync(new URL(name, source), 'utf8')).join('\n');
  const patterns = [
    /\breject\(\s*"([a-z-]+)"/g,
    /\bkind = "([a-z-]+)"/g,
    /\.type = "([a-z-]+)"/g,
    /\bset\(Refusal::\w+, \d+, "([a-z-]+)"/g,
    /\{RefusalKind::\w+, \d+, "([a-z-]+)"\}/g,
  ];
  const inSources = new Set(patterns.flatMap((pattern) => [...text.matchAll(pattern)].map((match) => match[1])));
  assert.ok(inSources.size > 10, 'the patterns no longer fit the sources');
  assert.deepEqual([...inSources].sort(), contract['x-error-kinds'].map(({ kind }) => kind).sort());
});

test('the page has an anchor for every operation, schema and link, and asks for nothing', { skip }, () => {
  const page = referencePage(contract);
  const ids = [...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  assert.equal(new Set(ids).size, ids.length, 'an id is there twice');
  for (const { operationId } of operationsOf(contract)) assert.ok(ids.includes(operationId), operationId);
  for (const [, target] of page.matchAll(/href="#([^"]+)"/g)) assert.ok(ids.includes(target), `#${target}`);
  assert.doesNotMatch(page, /<(script|link|img|iframe)\b|@import|url\(/);
  assert.doesNotMatch(page, /undefined|\[object /);
  assert.equal(page, referencePage(readContract()));
});

test('text becomes HTML without becoming markup', () => {
  assert.equal(inline('`a<b` & **c**'), '<code>a&lt;b</code> &amp; <strong>c</strong>');
  assert.equal(opening('One place,\none id: `us`. More'), 'One place, one id');
  assert.equal(opening('Version 3.1 of it.'), 'Version 3.1 of it');
  assert.equal(paragraphs('one\n\ntwo\n'), '<p>one</p>\n<p>two</p>');
  assert.equal(prettyJson({ a: [1, null] }), '{ "a": [ 1, null ] }');
  assert.equal(prettyJson({ a: 'x'.repeat(90) }), `{\n  "a": "${'x'.repeat(90)}"\n}`);
});

test('schemas become phrases', () => {
  assert.equal(typePhrase({ type: ['number', 'null'] }), 'number or null');
  assert.match(
    typePhrase({ type: 'array', items: { $ref: '#/components/schemas/Series' } }),
    /^array of <a .*>Series<\/a>$/,
  );
  assert.equal(limitsOf({ minimum: 1, maximum: 200, default: 20 }), '1 to 200, default <code>20</code>');
});

test('the example request is made of the examples', () => {
  const parameters = [
    { name: 'id', in: 'path', example: 'us' },
    { name: 'type', in: 'query', example: ['metro', 'county'] },
    { name: 'q', in: 'query', example: 'san fran' },
    { name: 'cursor', in: 'query' },
  ];
  assert.equal(exampleUrl({ path: '/r/{id}', parameters }), 'http://localhost:8080/r/us?type=metro,county&q=san+fran');
});

test('a request to copy carries what shows who asks, and its body', () => {
  const operation = { path: '/n', method: 'post', security: [{ session: [], csrf: [] }, { key: [] }] };
  const requestBody = { content: { 'application/json': { example: { name: "it's" } } } };
  const body = `-H 'Content-Type: application/json' \\\n  -d '{ "name": "it'\\''s" }'`;
  const start = "curl -X POST 'http://localhost:8080/n'";
  assert.equal(
    exampleCommand({ ...operation, requestBody }),
    `${start} \\\n  -H "Authorization: Bearer $KEY" \\\n  ${body}`,
  );
  const own = { ...operation, security: [{ session: [], csrf: [] }] };
  assert.equal(exampleCommand(own), `${start} \\\n  -b cookies.txt \\\n  -H "X-CSRF-Token: $CSRF"`);
  for (const security of [undefined, [], [{}, { key: [] }]])
    assert.equal(exampleCommand({ path: '/n', method: 'get', security }), "curl 'http://localhost:8080/n'");
});

test('files are joined by their references', () => {
  const files = {
    '/c/root.yaml': { a: { $ref: 'parts/p.yaml#/x' }, b: { c: 1 } },
    '/c/parts/p.yaml': { x: { one: [{ $ref: '../root.yaml#/b', more: 2 }], two: { $ref: 'q.yaml#/y~1z' } } },
    '/c/parts/q.yaml': { 'y/z': 3 },
  };
  const load = (file) => files[file];
  assert.deepEqual(joined('/c/root.yaml', load), { a: { one: [{ more: 2, $ref: '#/b' }], two: 3 }, b: { c: 1 } });
  const refuses = (part, message) => {
    files['/c/parts/p.yaml'] = { x: part };
    assert.throws(() => joined('/c/root.yaml', load), message);
  };
  refuses({ $ref: 'q.yaml#/gone' }, /q\.yaml#\/gone names nothing/);
  refuses({ $ref: '#/x' }, /only the first file/);
  refuses({ $ref: 'q.yaml#/y~1z', more: 2 }, /nothing may stand beside/);
  refuses({ $ref: 'p.yaml#/x' }, /leads back to itself/);
});

test('a broken contract is refused with its place', { skip }, async (t) => {
  const { mkdtempSync, rmSync, writeFileSync } = await import('node:fs');
  const { tmpdir } = await import('node:os');
  const folder = mkdtempSync(join(tmpdir(), 'contract-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'broken.yaml');
  writeFileSync(file, 'a: 1\nb: [1,\n');
  assert.throws(() => readContract({ file }), /broken\.yaml: .*line \d/s);
  writeFileSync(file, 'a: 1\na: 2\n');
  assert.throws(() => readContract({ file }), /unique/);
});
