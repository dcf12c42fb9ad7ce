import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { document, fingerprint, missing, report } from './coverage_report.mjs';
import { coverageText } from './lib/coverage_text.mjs';

const record = (dataset, more) => ({
  dataset,
  kept: 1000,
  refused: 0,
  cells_refused: 2,
  regions: 7,
  metrics: ['home_value'],
  periods: { from: '2000-01', to: '2025-03' },
  ...more,
});
const metric = (id, coverage) => ({ id, coverage });
const step = {
  dataset: 'zillow/zhvi/metro',
  from: { release: '2021-07-16' },
  to: { release: '2025-04-16' },
  kind: 'restatement',
  compared: 1200,
  revised: 1100,
  added: 5,
  withdrawn: 0,
  by_lag: [{ lag: 3, compared: 600, revised: 550, median_absolute: 6.931 }],
};
const told = () => ({
  summary: {
    files: [{ path: 'a.csv', refusals: [{ line: 3, column: 2, reason: "'abc' is no number" }] }],
    unrecognised: [{ path: 'b.pdf', reason: 'the file is no table: nobody reads it' }],
  },
  imports: [
    record('zillow/zhvi/metro'),
    record('zillow/zhvi/metro', { kept: 500, regions: 9, periods: { from: '1996-01', to: '2021-06' } }),
    record('census/geocodes', { metrics: [], periods: null, cells_refused: 0 }),
  ],
  metrics: [
    metric('home_value', { by_type: { us: 1, metro: 894 } }),
    metric('rent', { by_type: { metro: 691 } }),
    metric('cpi', null),
  ],
  revisions: { steps: [step] },
  fingerprint: 'abc123',
});

test('datasets add up their files, in order of name', () => {
  const text = coverageText(told());
  assert.match(text, /\| `zillow\/zhvi\/metro` \| 2 \| 1,500 \| 0 \| 4 \| 9 \| 1996-01 to 2025-03 \| 1 \|/);
  assert.ok(text.indexOf('`census/geocodes`') < text.indexOf('`zillow/zhvi/metro`'));
  assert.match(text, /\| `census\/geocodes` \| 1 \| 1,000 \| 0 \| 0 \| 7 \| – \| 0 \|/);
  assert.match(text, /\| metro \| 2 \| 894 \| `home_value` \|/);
  assert.match(text, /2 of the catalogue's 3 metrics/);
});

test('refusals and unread files are named, revisions told by lag', () => {
  const text = coverageText(told());
  assert.match(text, /`a\.csv`, line 3, column 2: 'abc' is no number/);
  assert.match(text, /`b\.pdf`: the file is no table\./);
  assert.match(text, /\| 3 to 5 before \| 600 \| 550 \| 6\.93 \|/);
  assert.match(coverageText({ ...told(), revisions: { steps: [] } }), /No two releases/);
});

test('docs/coverage.md is what the program says of these files', async (t) => {
  const lack = missing();
  if (lack) return t.skip(lack);
  const written = readFileSync(document, 'utf8');
  const [, of] = /Set of files: ([0-9a-f]{12})\./.exec(written) ?? [];
  if (of !== fingerprint()) return t.skip(`docs/coverage.md is about other files than HOUSING_TEST_DATA: ${of}`);
  assert.equal(await report(), written, 'run "node tools/coverage_report.mjs --write"');
});
