// Each house rule fires on what it forbids and stays quiet on what it does not.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { fileFrom } from '../lib/files.mjs';
import { longFiles } from './rules/file_length.mjs';
import { parseWords } from './rules/forbidden_words.mjs';
import { rules } from './rules.mjs';

// Lines that `rule` complains about in a tree of {path: text}.
function found(name, tree) {
  const files = Object.entries(tree).map(([path, text]) => fileFrom(path, text));
  const rule = rules.find((candidate) => candidate.name === name);
  return rule.check(files).map(({ path, line }) => `${path}:${line}`);
}

test('line_length: 121 characters are refused, 120 are not, code points count', () => {
  const tree = { 'src/base/a.cpp': `${'x'.repeat(120)}\n${'x'.repeat(121)}\n${'é'.repeat(120)}` };
  assert.deepEqual(found('line_length', tree), ['src/base/a.cpp:2']);
  assert.deepEqual(found('line_length', { 'tests/golden/a.cpp': 'x'.repeat(200), 'a.md': 'x'.repeat(200) }), []);
});

test('file_length: 501 lines are refused; 401 are only listed', () => {
  const lines = (count) => 'x\n'.repeat(count);
  assert.deepEqual(found('file_length', { 'a.ts': lines(501), 'b.ts': lines(500) }), ['a.ts:501']);
  assert.deepEqual(longFiles([fileFrom('a.ts', lines(401)), fileFrom('b.ts', lines(400))]).length, 1);
});

test('no_todo: a marker is refused unless a reason is given', () => {
  const marker = ['TO', 'DO'].join('');
  assert.deepEqual(found('no_todo', { 'docs/a.md': `fine\n${marker}: later` }), ['docs/a.md:2']);
  assert.deepEqual(found('no_todo', { 'a.ts': `// ${marker} // tidy: allow no_todo because it is quoted` }), []);
  assert.equal(found('no_todo', { 'a.ts': `// ${marker} // tidy: allow no_todo` }).length, 1);
});

test('no_getenv: only src/main, src/testing and tests read the environment', () => {
  const text = 'auto x = std::getenv("X");';
  const tree = { 'src/app/a.cpp': text, 'src/main/b.cpp': text, 'src/app/a_test.cpp': text };
  assert.deepEqual(found('no_getenv', tree), ['src/app/a.cpp:1']);
});

test('no_stdout: only src/main prints', () => {
  const text = 'std::cout << 1;\nprintf("x");\nstd::snprintf(b, 1, "");\nint puts() const;';
  const tree = { 'src/app/a.cpp': text, 'src/main/b.cpp': text };
  assert.deepEqual(found('no_stdout', tree), ['src/app/a.cpp:1', 'src/app/a.cpp:2']);
});

test('blob_size: a file over 512 KiB is refused', () => {
  const tree = { 'big.bin': 'x'.repeat(512 * 1024 + 1), 'small.bin': 'x'.repeat(512 * 1024) };
  assert.deepEqual(found('blob_size', tree), ['big.bin:1']);
});

test('header_comment: a header begins with a comment', () => {
  const tree = { 'src/ports/a.hpp': '#pragma once\n', 'src/ports/b.hpp': '// Queue: …\n#pragma once\n' };
  assert.deepEqual(found('header_comment', tree), ['src/ports/a.hpp:1']);
});

test('forbidden_words: machine paths are refused, addresses that look like them are not', () => {
  const tree = { 'a.md': ['see /ho', 'me/ann/x'].join(''), 'b.md': 'https://example.org/home/value and apps/work/x' };
  assert.deepEqual(found('forbidden_words', tree), ['a.md:1']);
});

test('forbidden_words: the list is readable and does not contain what it forbids', () => {
  const text = readFileSync(new URL('./forbidden_words.txt', import.meta.url), 'utf8');
  assert.ok(parseWords(text).every(({ advice }) => advice));
  assert.deepEqual(found('forbidden_words', { 'tools/tidy/forbidden_words.txt': text }), []);
});

test('module_readme: every module has its line', () => {
  const tree = { 'src/README.md': '- `base/` Result', 'src/base/a.cpp': '', 'src/ports/a.hpp': '' };
  assert.deepEqual(found('module_readme', tree), ['src/README.md:1']);
});

test('decision_numbers: gaps, doubles and odd names are refused', () => {
  const at = (...names) => Object.fromEntries(names.map((name) => [`docs/decisions/${name}`, '']));
  assert.deepEqual(found('decision_numbers', at('0001-a.md', '0002-b.md')), []);
  assert.equal(found('decision_numbers', at('0001-a.md', '0003-b.md')).length, 1);
  assert.equal(found('decision_numbers', at('0001-a.md', '0001-b.md')).length, 1);
  assert.equal(found('decision_numbers', at('0001_a.md')).length, 1);
});

test('skip_message: a skip without a reason is refused', () => {
  const tree = { 'src/base/a_test.cpp': 'GTEST_SKIP();\nGTEST_SKIP() << "no data";' };
  assert.deepEqual(found('skip_message', tree), ['src/base/a_test.cpp:1']);
});

test('script_help: a script that knows no --help is refused', () => {
  const tree = { 'scripts/a.sh': '#!/bin/bash\n', 'scripts/b.sh': '#!/bin/bash\n# --help\n', 'scripts/list.txt': '' };
  assert.deepEqual(found('script_help', tree), ['scripts/a.sh:1']);
});

test('every rule in rules/ is run and has a test here', () => {
  const own = readFileSync(new URL(import.meta.url), 'utf8');
  const names = readdirSync(new URL('./rules/', import.meta.url)).map((file) => file.replace('.mjs', ''));
  assert.deepEqual(names.sort(), rules.map((rule) => rule.name).sort());
  for (const name of names) assert.ok(own.includes(`test('${name}:`), `no test for ${name}`);
});
