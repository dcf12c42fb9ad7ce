// The page shows what the publisher published: compared with Zillow's own file, read here without our parser.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { byTestId, dataDir, mode, openRegion, suite } from '../support/suite.mjs';

const file = join(dataDir, 'zillow', 'Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv.gz');

/** Decimal text to hundredths, half to even, without binary fractions. */
function hundredths(text) {
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d+))?$/.exec(text);
  const kept = BigInt(whole + fraction.padEnd(2, '0').slice(0, 2));
  const rest = fraction.slice(2);
  const half = /^50*$/.test(rest);
  const up = half ? kept % 2n === 1n : rest[0] >= '5';
  return kept + (up ? 1n : 0n);
}

function lastPublished(name) {
  const [head, ...rows] = gunzipSync(readFileSync(file)).toString('utf8').split('\n');
  const row = rows.find((line) => line.includes(`"${name}"`));
  const cells = row.replace(`"${name}"`, 'NAME').split(',');
  const periods = head.split(',');
  const at = cells.findLastIndex((cell, i) => i > 4 && cell.trim() !== '');
  return { period: periods[at].slice(0, 7), value: cells[at].trim() };
}

test('hundredths are rounded half to even', () => {
  assert.deepEqual(['1.005', '1.015', '1.0150001', '2', '2.1'].map(hundredths), [100n, 102n, 102n, 200n, 210n]);
});

if (mode === 'real' && existsSync(file)) {
  suite()("San Francisco's newest home value is the last one in Zillow's file", async (page) => {
    const { period, value } = lastPublished('San Francisco, CA');
    const cents = hundredths(value);
    await openRegion(page, '?metric=home_value', 'metro-41860');
    const cell = byTestId(page, 'latest-home_value');
    assert.equal(Number(await cell.getAttribute('value')), Number(cents) / 100);
    const dollars = `$${Math.round(Number(cents) / 100).toLocaleString('en-US')}`;
    assert.equal(await cell.textContent(), dollars);
    const month = new Date(`${period}-01T00:00:00Z`).toLocaleDateString('en-US', {
      month: 'short',
      year: 'numeric',
      timeZone: 'UTC',
    });
    const readout = await byTestId(page, 'chart-readout').textContent();
    assert.ok(readout.includes(dollars) && readout.includes(month), readout);
  });
} else if (mode === 'real') {
  test("San Francisco's newest home value is the last one in Zillow's file", { skip: `not found: ${file}` }, () => {});
}
