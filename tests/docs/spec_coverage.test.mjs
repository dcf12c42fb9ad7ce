// docs/spec-coverage.md: all 35 systems of the architecture specification are there, each says where it lives, how it
// is tested and how far it is, and every path it names exists.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { projectRoot } from '../../tools/lib/files.mjs';
import { exists, pathsIn, read } from './documents.mjs';

const kSystems = 35;
const kColumns = ['number', 'system', 'becomes', 'where', 'tests', 'status'];
// A row's last cell begins with one of these.
const kStatus = /^(built|place left|partly): \S/;

function rowsOf(text) {
  const lines = text.split('\n').filter((line) => /^\| \d+ \|/.test(line));
  return lines.map((line) => {
    const cells = line.split('|').slice(1, -1);
    assert.equal(cells.length, kColumns.length, `not ${kColumns.length} columns: ${line}`);
    return Object.fromEntries(kColumns.map((name, i) => [name, cells[i].trim()]));
  });
}

const text = read('docs/spec-coverage.md');
const rows = rowsOf(text);
const roots = readdirSync(projectRoot);

test(`the ${kSystems} systems are there, in order, once each`, () => {
  assert.deepEqual(
    rows.map(({ number }) => Number(number)),
    Array.from({ length: kSystems }, (_, i) => i + 1),
  );
  assert.equal(new Set(rows.map(({ system }) => system)).size, kSystems);
});

test('every row says what the system becomes, where it lives and how far it is', () => {
  for (const { number, becomes, where, status } of rows) {
    assert.ok(becomes.length > 10, `row ${number}: what it becomes`);
    assert.ok(pathsIn(where, roots).length > 0, `row ${number}: no path says where it lives`);
    assert.match(status, kStatus, `row ${number}`);
  }
});

test('what is called built names a test', () => {
  for (const { number, tests, status } of rows)
    if (status.startsWith('built')) assert.ok(pathsIn(tests, roots).length > 0, `row ${number}: no test`);
});

test('every path exists', () => {
  const missing = pathsIn(text, roots).filter((path) => !exists(path));
  assert.deepEqual(missing, []);
});

test('whatever looks like a path is looked at: none begins with an unknown folder', () => {
  const pieces = [...text.matchAll(/`([\w.-]+\/[^`\s]*)`/g)].map(([, piece]) => piece);
  const strange = pieces.filter((piece) => !roots.includes(piece.split('/')[0]));
  assert.deepEqual(strange, []);
});

test('a row that lacks a cell or a path is found', () => {
  assert.throws(() => rowsOf('| 1 | a | b | c | d |'), /not 6 columns/);
  assert.deepEqual(pathsIn('`src/base` and `docs/no-such-page.md` and `make test`', roots), [
    'src/base',
    'docs/no-such-page.md',
  ]);
  assert.ok(exists('src/base') && !exists('docs/no-such-page.md'));
});
