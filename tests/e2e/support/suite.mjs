// What the suites share. Every page test also fails on a request that leaves the host, on a console error or
// warning, and on an uncaught exception, unless it names the ones it provokes.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { openBrowser } from './browser.mjs';
import { region } from './pages.mjs';

export { open, seeAll, settled } from './settled.mjs';
export { region };

export const baseUrl = process.env.E2E_URL ?? '';
export const mode = process.env.E2E_MODE ?? 'demo';
export const dataDir = process.env.E2E_DATA ?? '';
if (!baseUrl) throw new Error('E2E_URL is not set: run tests/e2e/run.mjs');

export const byTestId = (page, id) => page.getByTestId(id);

/** Asks for what the data may not have. @returns the answer, or null where it is refused for want of data */
export async function getKnown(path) {
  const response = await fetch(baseUrl + path);
  const answer = await response.json();
  if (response.status === 200) return answer;
  assert.match(answer.type, /#no-data$/, `GET ${path}`);
  return null;
}

export async function getJson(path) {
  const response = await fetch(baseUrl + path);
  assert.equal(response.status, 200, `GET ${path}`);
  return response.json();
}

/** Defines tests that get a fresh page of one browser. */
export function suite(options = {}) {
  let browser;
  before(async () => {
    browser = await openBrowser({ baseURL: baseUrl, ...options });
  });
  after(async () => {
    await browser?.close();
  });

  /**
   * @param body gets a page, and the test: t.skip(why) where the data have nothing to test with
   * @param provoked patterns of the complaints this test provokes on purpose
   */
  return function pageTest(name, body, { provoked = [] } = {}) {
    test(`${name} [${mode}]`, async (t) => {
      browser.requests.length = 0;
      browser.complaints.length = 0;
      const page = await browser.page();
      try {
        await body(page, t);
      } finally {
        await page.close();
      }
      const away = browser.requests.filter((url) => !url.startsWith(`${baseUrl}/`) && !url.startsWith('data:'));
      assert.deepEqual(away, [], 'no request leaves the host');
      const complaints = browser.complaints.filter((text) => !provoked.some((pattern) => pattern.test(text)));
      assert.deepEqual(complaints, [], 'the console stays silent');
    });
  };
}

/** Opens a region's page and waits for the drawn chart. */
export async function openRegion(page, query = '', id = region) {
  await page.goto(`/region/${id}${query}`);
  await chartDrawn(page);
}

export async function chartDrawn(page) {
  await page.locator('[data-testid="trend-chart"] canvas').waitFor();
  await page.locator('figure[aria-busy="false"]').waitFor();
}

export const addressOf = (page) => new URL(page.url());

/** Waits until the address's parameter is as wanted (null: absent). */
export async function addressHas(page, name, wanted) {
  await page.waitForURL((url) => {
    const value = url.searchParams.get(name);
    return wanted instanceof RegExp ? value !== null && wanted.test(value) : value === wanted;
  });
}

export function parseCsv(text) {
  const rows = [];
  for (const line of text.trimEnd().split(/\r?\n/)) {
    const cells = [];
    for (const [, quoted, plain] of line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
      cells.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    }
    rows.push(cells);
  }
  const [head, ...body] = rows;
  return body.map((cells) => Object.fromEntries(head.map((name, i) => [name, cells[i]])));
}
