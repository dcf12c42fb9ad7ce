// When a page has come to rest: its scripts run, nothing it asked for is outstanding, nothing says that it is busy.
// What waits for "networkidle" waits half a second for nothing; this waits for the thing.
const kQuietMs = 60;
const kPollMs = 20;
const kMostMs = 20_000;
const kStep = 700; // of scrolling, in pixels
const kLookMs = 40;

const asked = new WeakMap();

/** Counts what a page has asked for and not got yet. Answers that never end (event streams) do not count. */
export function watch(page) {
  const open = new Set();
  asked.set(page, open);
  page.on('request', (request) => request.resourceType() !== 'eventsource' && open.add(request));
  page.on('requestfinished', (request) => open.delete(request));
  page.on('requestfailed', (request) => open.delete(request));
}

/** In the page: what is not ready yet, or null. The header knows who is signed in once the scripts run. */
function unready() {
  const header = document.querySelector('header');
  if (header && !document.querySelector('[data-testid="sign-in-link"], [data-testid="account-menu"]')) return 'header';
  const busy = document.querySelector('main [aria-busy="true"]');
  return busy ? `busy: ${busy.outerHTML.slice(0, 200)}` : null;
}

/** @throws when the page does not come to rest, naming what it waits for */
export async function settled(page) {
  await page.waitForLoadState('load');
  const open = asked.get(page);
  const end = Date.now() + kMostMs;
  let quietSince = Date.now();
  let why = null;
  while (Date.now() < end) {
    why = open.size > 0 ? `asked: ${[...open].map((request) => request.url())}` : await page.evaluate(unready);
    if (why !== null) quietSince = Date.now();
    else if (Date.now() - quietSince >= kQuietMs) return;
    await new Promise((resolve) => setTimeout(resolve, kPollMs));
  }
  throw new Error(`${page.url()} does not come to rest: ${why}`);
}

/** Goes to a page and waits until it is at rest. @returns the document's response */
export async function open(page, path) {
  const response = await page.goto(path);
  await settled(page);
  return response;
}

/** Looks at all of a page from top to bottom, and is back at the top: what is read once it comes in sight is there. */
export async function seeAll(page) {
  for (let y = 0; y < (await page.evaluate(() => document.documentElement.scrollHeight)); y += kStep) {
    await page.evaluate((top) => scrollTo(0, top), y);
    await page.waitForTimeout(kLookMs);
  }
  await settled(page);
  await page.evaluate(() => scrollTo(0, 0));
}
