// The screener's page, as its tests use it.
import assert from 'node:assert/strict';
import { byTestId, getJson } from './suite.mjs';

/** A screen that each kind of data has places for. `measures` have sliders, the first has a bound. */
export const screens = {
  demo: { level: 'zip', where: 'yoy(home_value) >= 2', measures: ['yoy(home_value)', 'rent'] },
  real: {
    level: 'zip',
    where: 'home_value_growth_forecast >= 0',
    measures: ['home_value_growth_forecast', 'percentile(home_value_growth_forecast)'],
  },
};

export function addressFor({ level = 'zip', where = '', columns = [], ...rest }) {
  const q = new URLSearchParams({ level, ...(where ? { where } : {}), ...rest });
  if (columns.length > 0) q.set('columns', columns.join(','));
  return `/screener?${q}`;
}

/** Opens the page and waits until local columns and the server's answer are there. */
export async function openScreen(page, screen) {
  await page.goto(typeof screen === 'string' ? screen : addressFor(screen));
  await settled(page);
}

export const settled = (page) => page.locator('[data-testid="matched"][data-settled="true"]').waitFor();

/** What the address asks, asked of the API. */
export function askedByAddress(page, extra = {}) {
  const shown = new URL(page.url()).searchParams;
  const q = new URLSearchParams({ type: shown.get('level') ?? 'zip' });
  for (const name of ['where', 'within', 'period', 'columns', 'sort', 'order', 'offset'])
    if (shown.get(name)) q.set(name, shown.get(name));
  for (const [name, value] of Object.entries(extra)) q.set(name, value);
  return getJson(`/api/v1/screener?${q}`);
}

export async function countsShown(page) {
  const matched = byTestId(page, 'matched');
  return {
    shown: Number(await matched.getAttribute('value')),
    here: Number(await matched.getAttribute('data-here')),
    unknown: Number(await byTestId(page, 'unknown').getAttribute('data-value')),
  };
}

export const card = (page, measure) => page.locator(`[data-testid="measure-card"][data-measure="${measure}"]`);

/** Where a slider's thumb is, in pixels of the page. */
export async function thumb(page, measure, end) {
  const slider = card(page, measure).getByTestId(`slider-${end}`);
  await slider.scrollIntoViewIfNeeded();
  const box = await slider.boundingBox();
  const position = Number(await slider.inputValue()) / Number(await slider.getAttribute('max'));
  const size = 20; // a thumb's centre keeps half its width off the ends
  return {
    y: box.y + box.height / 2,
    x: box.x + size / 2 + position * (box.width - size),
    at: (share) => box.x + size / 2 + share * (box.width - size),
  };
}

/** Drags a thumb to a share of its slider, through some steps on the way. */
export async function drag(page, measure, end, share, steps = 6) {
  const from = await thumb(page, measure, end);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(from.at(share), from.y, { steps });
  await page.mouse.up();
}

/** What the page says of the address, against the API. */
export async function sameAsApi(page) {
  await settled(page);
  const { shown, here, unknown } = await countsShown(page);
  const answer = await askedByAddress(page, { limit: '0' });
  assert.deepEqual(
    { shown, here, unknown },
    { shown: answer.matched, here: answer.matched, unknown: answer.unknown },
    answer.where,
  );
  return answer;
}

export const where = (page) => byTestId(page, 'where').textContent();

/** As part of a pattern. */
export const literal = (text) => text.replace(/[()]/g, '\\$&');
