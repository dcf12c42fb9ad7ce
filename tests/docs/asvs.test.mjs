// docs/security/asvs.md: every requirement of OWASP ASVS 4.0.3 of level 1 and 2 is there once; what is met says where
// and by what it is proved or judged; every path exists.
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { test } from 'node:test';
import { projectRoot } from '../../tools/lib/files.mjs';
import { exists, pathsIn, read } from './documents.mjs';

// The numbers of the standard; those it deleted and those of level 3 alone are left out.
const kNumbers = `1.1: 1-7; 1.2: 1-4; 1.4: 1,4,5; 1.5: 1-4; 1.6: 1-4; 1.7: 1,2; 1.8: 1,2; 1.9: 1,2; 1.10: 1; 1.11: 1,2;
  1.12: 2; 1.14: 1-6; 2.1: 1-12; 2.2: 1-3; 2.3: 1-3; 2.4: 1-5; 2.5: 1-7; 2.6: 1-3; 2.7: 1-6; 2.8: 1-7; 2.9: 1-3;
  2.10: 1-4; 3.1: 1; 3.2: 1-4; 3.3: 1-4; 3.4: 1-5; 3.5: 1-3; 3.7: 1; 4.1: 1-3,5; 4.2: 1,2; 4.3: 1-3; 5.1: 1-5; 5.2: 1-8;
  5.3: 1-10; 5.4: 1-3; 5.5: 1-4; 6.1: 1-3; 6.2: 1-6; 6.3: 1,2; 6.4: 1,2; 7.1: 1-4; 7.2: 1,2; 7.3: 1,3,4; 7.4: 1-3;
  8.1: 1-4; 8.2: 1-3; 8.3: 1-8; 9.1: 1-3; 9.2: 1-4; 10.2: 1,2; 10.3: 1-3; 11.1: 1-8; 12.1: 1-3; 12.2: 1; 12.3: 1-6;
  12.4: 1,2; 12.5: 1,2; 12.6: 1; 13.1: 1,3-5; 13.2: 1-3,5,6; 13.3: 1,2; 13.4: 1,2; 14.1: 1-4; 14.2: 1-6; 14.3: 2,3;
  14.4: 1-7; 14.5: 1-4`;
const numbers = kNumbers.split(';').flatMap((part) => {
  const [section, list] = part.split(':').map((text) => text.trim());
  return list.split(',').flatMap((piece) => {
    const [first, last = first] = piece.split('-').map(Number);
    return Array.from({ length: last - first + 1 }, (_, i) => `${section}.${first + i}`);
  });
});

const kTest = /(_test\.(cpp|mjs)|[._]test\.(mjs|ts|tsx)|_fuzz\.cpp)$/;
const roots = readdirSync(projectRoot);

function rowsOf(text) {
  return text
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
    .map((line) => {
      const [number, subject, state, ...more] = line.split('|').slice(1, -1);
      assert.ok(state && more.length === 0, `three cells: ${line}`);
      return { number: number.trim(), subject: subject.trim(), state: state.trim() };
    });
}

/** What is wrong with a row; nothing when all is well. */
function complaint({ number, subject, state }) {
  if (subject.length < 3) return `${number}: no subject`;
  const [, verdict, rest] = /^(met|not met|does not apply): (.*)$/.exec(state) ?? [];
  if (!verdict || rest.length < 4) return `${number}: begins with none of met, not met, does not apply`;
  if (verdict !== 'met') return undefined;
  const [where, proof] = rest.split(/; proof: /);
  if (!where || !proof) return `${number}: met, but by no proof`;
  if (!/judged by/.test(proof) && !pathsIn(proof, roots).some((path) => kTest.test(path)))
    return `${number}: met, but neither a test nor by what it is judged`;
  return undefined;
}

const text = read('docs/security/asvs.md');
const rows = rowsOf(text);

test('every requirement of level 1 and 2 is there once, in order', () => {
  assert.ok(numbers.length > 250);
  assert.deepEqual(
    rows.map(({ number }) => number),
    numbers,
  );
});

test('each says how it stands, and what is met says by what', () => {
  assert.deepEqual(rows.map(complaint).filter(Boolean), []);
});

test('every path exists, and none begins with an unknown folder', () => {
  const named = (path) => pathsIn(path, roots);
  assert.deepEqual(
    named(text).filter((path) => !exists(path)),
    [],
  );
  const pieces = [...text.matchAll(/`([\w.-]+\/[\w./-]*)`/g)].map(([, piece]) => piece);
  const kOfAFolderOfData = ['objects/'];
  assert.deepEqual(
    pieces.filter((piece) => !roots.includes(piece.split('/')[0]) && !kOfAFolderOfData.includes(piece)),
    [],
  );
});

test('a row without proof, or with an unknown state, is found', () => {
  const row = (state) => rowsOf(`| 1.1.1 | a subject | ${state} |`)[0];
  assert.match(complaint(row('met: `src/base`')), /no proof/);
  assert.match(complaint(row('met: `src/base`; proof: it is good')), /neither a test/);
  assert.match(complaint(row('perhaps: later')), /none of met/);
  assert.equal(complaint(row('met: `src/base`; proof: `src/base/json_test.cpp`')), undefined);
  assert.equal(complaint(row('not met: there is nothing')), undefined);
  assert.throws(() => rowsOf('| 1.1.1 | two cells |'), /three cells/);
});
