// What the map's suites share.
import { byTestId, getJson } from './suite.mjs';

export const kCounties = '/map?level=county&measure=rent'; // what both kinds of data have for counties

// The tests read pixels, and stay longer than the framework thinks a page needs its style sheets.
export const kMapProvokes = [/willReadFrequently/, /was preloaded using link preload/];

export const apiMap = (query) => getJson(`/api/v1/map?${new URLSearchParams(query)}`);

export async function openMap(page, address) {
  await page.goto(address);
  await page.locator('[data-testid="region-map"][data-ready]').waitFor();
  await page.locator('[data-testid="map-frame"][data-rounded="false"]').waitFor();
}

export async function historyReady(page) {
  await byTestId(page, 'scrub-slider').hover();
  await page.locator('[data-testid="scrubber"][data-ready="true"]').waitFor();
}

/** How many regions the legend says are in each class. */
export const counts = (page) =>
  byTestId(page, 'map-legend')
    .locator('button')
    .evaluateAll((all) => all.map((button) => Number(button.dataset.count)));

/** [region, value] of the rows in sight. */
/** The table is made when it comes into sight. */
export async function tableOf(page) {
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  const table = byTestId(page, 'map-table');
  await table.waitFor();
  return table;
}
export const tableValues = async (page) =>
  (await tableOf(page))
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [row.dataset.region, Number(row.querySelector('data').value)]));
