// Every link between the project's pages leads somewhere, and every alarm has its run-book.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { projectRoot } from '../../tools/lib/files.mjs';
import { anchorsOf, brokenLinks, exists, pages, pathsIn, read } from './documents.mjs';

const kRunbooks = 'docs/operating/runbooks';
const kSections = ['## What it means', '## Look at', '## Do', '## Over when'];
const { alarms, notices } = JSON.parse(read('infrastructure/settings/alarms.json'));
const entries = [...alarms, ...notices];

test('links between pages resolve', () => {
  const broken = pages().flatMap(({ path, text }) => brokenLinks(path, text));
  assert.deepEqual(broken, []);
});

test('a link to nothing is found', () => {
  const tree = { 'docs/a.md': '# One two\n## `code`, and more!', 'b.md': '' };
  const options = { there: (path) => path in tree, textOf: (path) => tree[path] };
  const find = (text) => brokenLinks('docs/c.md', text, options);
  assert.deepEqual(find('[a](a.md) [b](../b.md) [a](a.md#one-two) [w](https://example.org/x) `[x](no.md)`'), []);
  assert.deepEqual(find('[a](b.md)'), ['docs/c.md: b.md']);
  assert.deepEqual(find('[a](a.md#three)'), ['docs/c.md: a.md#three']);
  assert.deepEqual(find('[a](../../outside.md)'), ['docs/c.md: ../../outside.md']);
  assert.ok(anchorsOf(tree['docs/a.md']).has('code-and-more'));
});

test('every alarm and notice has its run-book, and every run-book its alarm', () => {
  const wanted = entries.map(({ runbook }) => runbook).sort();
  const there = readdirSync(join(projectRoot, kRunbooks)).map((name) => `${kRunbooks}/${name}`);
  assert.deepEqual(there.sort(), wanted);
});

test('a run-book carries the alarm’s name and urgency, and all of its sections have something to say', () => {
  const urgency = { page: 'Look at once.', ticket: 'Look within a working day.' };
  for (const { id, name, severity, runbook } of entries) {
    const text = read(runbook);
    assert.ok(text.startsWith(`# ${id}: ${name}\n\n${urgency[severity]} `), `${runbook}: title or urgency`);
    const parts = text.split(/^(?=## )/m).slice(1);
    assert.deepEqual(
      parts.map((part) => part.split('\n')[0]),
      kSections,
      runbook,
    );
    for (const part of parts) assert.ok(part.split('\n').slice(1).join('').length > 20, `${runbook}: ${part}`);
  }
});

test('widgets and queries that run-books and the page on watching name are there', () => {
  const dashboard = JSON.parse(read('infrastructure/settings/dashboard.json'));
  const titles = dashboard.widgets.map(({ properties }) => properties.title).filter(Boolean);
  const { queries } = JSON.parse(read('infrastructure/settings/log-queries.json'));
  const names = queries.map(({ id }) => id);
  const texts = [...entries.map(({ runbook }) => runbook), 'docs/operating/monitor.md'].map((path) => [
    path,
    read(path),
  ]);
  for (const [path, text] of texts) {
    for (const [, widget] of text.replaceAll(/\s+/g, ' ').matchAll(/(?<!\*)\*([A-Z][^*]+?)\*/g)) {
      const known = titles.some(
        (title) => title === widget || (widget.endsWith('…') && title.startsWith(widget.slice(0, -2))),
      );
      assert.ok(known, `${path}: no widget "${widget}"`);
    }
    for (const [, list] of text.matchAll(/quer(?:y|ies) ((?:`[a-z-]+`(?:, | and )?)+)/gi))
      for (const [, query] of list.matchAll(/`([a-z-]+)`/g))
        assert.ok(names.includes(query), `${path}: no query "${query}"`);
  }
  for (const name of names)
    assert.ok(read('docs/operating/monitor.md').includes(`\`${name}\``), `${name} is not explained`);
});

test('paths in backticks on the pages about operating and security exist', () => {
  const roots = readdirSync(projectRoot);
  const own = pages().filter(({ path }) => /^docs\/(operating|security)\//.test(path));
  const missing = own.flatMap(({ path, text }) =>
    pathsIn(text, roots)
      .filter((found) => !exists(found) && !isGenerated(found))
      .map((found) => `${path}: ${found}`),
  );
  assert.deepEqual(missing, []);
});

// Made by the build or by the operator: named on pages, not in the repository.
const kMadeLater = ['infrastructure/settings/site.json', 'deploy/.env', 'deploy/tls'];
const isGenerated = (path) => path.startsWith('build/') || kMadeLater.includes(path);

test('the index of docs/operating names every page there', () => {
  const index = read('docs/operating/README.md');
  const names = readdirSync(join(projectRoot, 'docs/operating')).filter((name) => name !== 'README.md');
  for (const name of names) assert.ok(index.includes(`](${name})`), `docs/operating/README.md does not name ${name}`);
});
