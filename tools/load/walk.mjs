// Somebody at a real browser: looks a place up, opens it, looks at the map, screens. Every step is timed until the page
// has come to rest and shows what was asked for.
import { existsSync } from 'node:fs';
import { openBrowser } from '../../tests/e2e/support/browser.mjs';
import { settled } from '../../tests/e2e/support/settled.mjs';
import { median } from '../../bench/lib/numbers.mjs';
import { webFolder } from './installation.mjs';

const kChromium = process.env.E2E_CHROMIUM ?? '/usr/bin/chromium';
export const whyNotWalk =
  (!existsSync(kChromium) && 'there is no chromium: apt-get install chromium') ||
  (!existsSync(webFolder) && `there is no dashboard in ${webFolder}: make web`);

const byTestId = (page, id) => page.getByTestId(id);

const steps = {
  'first page': async (page) => {
    await page.goto('/');
    await byTestId(page, 'search-input').waitFor();
    await settled(page);
  },
  search: async (page) => {
    await byTestId(page, 'search-input').fill('San Francisco');
    await byTestId(page, 'search-button').click();
    await byTestId(page, 'results').locator('a[href^="/region/"]').first().waitFor();
  },
  place: async (page) => {
    await byTestId(page, 'results').locator('a[href^="/region/"]').first().click();
    await byTestId(page, 'region-title').waitFor();
    await settled(page);
  },
  map: async (page) => {
    await page.goto('/map');
    await page.locator('[data-testid="region-map"][data-ready]').waitFor();
  },
  screener: async (page) => {
    await page.goto('/screener?level=metro&where=yoy(home_value)+%3E%3D+2&columns=yoy(home_value),home_value');
    await page.locator('[data-testid="matched"][data-settled="true"]').waitFor();
  },
};

/** {step: milliseconds, the median of `rounds`}; each round is a new visitor with nothing kept. */
export async function walk(base, rounds) {
  const times = Object.fromEntries(Object.keys(steps).map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    const browser = await openBrowser({ baseURL: base });
    browser.context.setDefaultTimeout(60_000);
    try {
      const page = await browser.page();
      for (const [name, step] of Object.entries(steps)) {
        const began = performance.now();
        await step(page);
        times[name].push(performance.now() - began);
      }
    } finally {
      await browser.close();
    }
  }
  return Object.fromEntries(Object.entries(times).map(([name, all]) => [name, median(all)]));
}
