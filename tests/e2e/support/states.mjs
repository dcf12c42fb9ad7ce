// The states a page can be in, made by changing what the real server answers on its way to the page. Used by the
// contact sheet and by the tests that look for each state's own words.
//   look      of the browser       query   put into the address
//   answer    what becomes of a question to the API: (route) => Promise
//   rests     whether the page comes to rest in it
//   says      words a page that reads data must show in it
import { settled } from './settled.mjs';

/** Who is signed in stays known whatever happens to the other questions. */
const kApi = /\/api\/v1\/(?!me$|auth\/)/;
const kSlowMs = 700;
const kHuge = 1_000_000;
const kShown = new Set(['value', 'values', 'median', 'price', 'income', 'payment', 'p25', 'p75', 'min', 'max']);

const kProblem = {
  type: 'about:blank#unavailable',
  title: 'Out of order',
  status: 503,
  detail: 'The data cannot be read at the moment.',
};

const enlarge = (value, shown) => {
  if (typeof value === 'number') return shown ? value * kHuge : value;
  if (Array.isArray(value)) return value.map((one) => enlarge(one, shown));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, enlarge(one, kShown.has(key))]));
};

async function answerEnlarged(route) {
  const response = await route.fetch();
  if (!(response.headers()['content-type'] ?? '').includes('json')) return route.fulfill({ response });
  return route.fulfill({ response, json: enlarge(await response.json(), false) });
}

const kDesktop = { viewport: { width: 1280, height: 900 }, colorScheme: 'light' };
const kPhone = { viewport: { width: 390, height: 844 }, colorScheme: 'light' };

export const states = [
  { name: 'plain', look: kDesktop },
  { name: 'dark', look: { ...kDesktop, colorScheme: 'dark' } },
  { name: 'phone', look: kPhone },
  { name: 'loading', look: kDesktop, answer: () => new Promise(() => undefined), rests: false },
  {
    name: 'slow network',
    look: kPhone,
    answer: (route) => new Promise((go) => setTimeout(go, kSlowMs)).then(() => route.continue()),
  },
  { name: 'offline', look: kDesktop, answer: (route) => route.abort(), says: /could not be reached/ },
  {
    name: 'error',
    look: kDesktop,
    answer: (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', json: kProblem }),
    says: /Out of order|cannot be read at the moment/,
  },
  { name: 'huge numbers', look: kPhone, answer: answerEnlarged },
  { name: 'as of a day', look: kDesktop, query: 'as_of=2024-06-15', says: /What was known on/ },
];

export const stateOf = (name) => states.find((state) => state.name === name);

/** What the console says of answers that never come, or come as failures. */
export const complaints = [/ERR_FAILED/, /status of 503/, /status of 4\d\d/];

const withQuery = (path, query) => (query ? `${path}${path.includes('?') ? '&' : '?'}${query}` : path);

/** Opens a page in a state. */
export async function openIn(page, state, path) {
  if (state.answer) await page.route(kApi, state.answer);
  await page.goto(withQuery(path, state.query));
  if (state.rests !== false) return settled(page);
  await page.locator('header a').first().waitFor();
  await page.waitForTimeout(kSlowMs / 2);
}
