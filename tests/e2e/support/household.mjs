// What the suites about a household share: saying one, and asking the API the same.
import { getJson } from './suite.mjs';

const kNothing = { income: null, down: null, cash: null, rate: null, years: null };
const kKey = 'housing-household';

/** Opens a page as a reader who said this before; said once, what the page does with it later stays. */
export async function openWith(page, path, household = {}) {
  await page.addInitScript(
    ([key, text]) => {
      if (sessionStorage.getItem(key) === text) return;
      sessionStorage.setItem(key, text);
      localStorage.setItem(key, text);
    },
    [kKey, JSON.stringify({ ...kNothing, ...household })],
  );
  await page.goto(path);
}

export const kept = (page) => page.evaluate((key) => JSON.parse(localStorage.getItem(key) ?? 'null'), kKey);

export function queryOf(parts) {
  const said = Object.entries(parts).filter(([, value]) => value !== null && value !== undefined);
  return new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
}

export const ofPlace = (region, household = {}) =>
  getJson(`/api/v1/affordability?${queryOf({ region, ...household })}`);

export const ofLevel = (type, household = {}, fields = 'price') =>
  getJson(`/api/v1/affordability?${queryOf({ type, fields, ...household })}`);

export const settled = (page, id) => page.locator(`[data-testid="${id}"][data-settled="true"]`).waitFor();

export const numberOf = async (page, id) => {
  const text = await page.getByTestId(id).getAttribute('value');
  return text === '' || text === null ? null : Number(text);
};

/** The level the page shows where none was chosen: the first that has a price; and those that have one. */
export async function levels(metric = 'home_value') {
  const { metrics } = await getJson('/api/v1/metrics');
  const by = metrics.find(({ id }) => id === metric)?.coverage?.by_type ?? {};
  const known = ['county', 'metro', 'state', 'zip'].filter((level) => (by[level] ?? 0) > 0);
  return { first: known[0], known };
}
