// The canary: what a visitor does first, and what the API promises, checked from outside against the running site.
// CloudWatch Synthetics runs it (a Puppeteer runtime, handler index.handler); local/run.mjs runs the same file here.
// One file without dependencies, so that it can be handed over as text. It searches places: the site has no listings.
//
//   SITE_URL                 address of the site, without a slash at its end
//   CANARY_MAX_AGE_DAYS      a series that ended longer ago than this is stale (120)
//   CANARY_STEP_MS           time limit of one wait (10000)
//   CANARY_ALLOW_SYNTHETIC   `true` where demo data may be served
const synthetics = require("Synthetics");
const log = require("SyntheticsLogger");

const kPlace = "San Francisco";
const kRegion = "metro-41860";
const kMetric = "home_value";
const kDayMs = 86_400_000;

function settings(environment) {
  const site = environment.SITE_URL ?? "";
  if (!/^https?:\/\/[^/]+$/.test(site)) throw new Error(`SITE_URL "${site}" is not like https://example.com`);
  const number = (name, otherwise) => {
    const value = Number(environment[name] ?? otherwise);
    if (!(value > 0)) throw new Error(`${name} "${environment[name]}" is not a positive number`);
    return value;
  };
  return {
    site,
    maxAgeDays: number("CANARY_MAX_AGE_DAYS", 120),
    stepMs: number("CANARY_STEP_MS", 10_000),
    allowSynthetic: environment.CANARY_ALLOW_SYNTHETIC === "true",
  };
}

async function loadHomepage(page, { site, stepMs }) {
  // Until the network is quiet: before its scripts have run, the page does not listen to what is typed.
  const response = await page.goto(`${site}/`, { waitUntil: "networkidle0", timeout: stepMs });
  if (response.status() !== 200) throw new Error(`the home page answered ${response.status()}`);
  await page.waitForSelector('[data-testid="search-input"]', { visible: true, timeout: stepMs });
}

async function searchPlaces(page, { stepMs }) {
  await page.type('[data-testid="search-input"]', kPlace);
  await page.click('[data-testid="search-button"]');
  await page.waitForSelector('[data-testid="results"]', { visible: true, timeout: stepMs });
  const found = await page.$$eval('[data-testid="results"] a', (links) => links.map((link) => link.textContent));
  if (!found.some((text) => text.includes(kPlace))) throw new Error(`${found.length} results, none is ${kPlace}`);
}

async function getJson({ site, stepMs, allowSynthetic }, path) {
  const response = await fetch(site + path, { signal: AbortSignal.timeout(stepMs) });
  if (response.status !== 200) throw new Error(`GET ${path} answered ${response.status}`);
  const body = await response.json();
  if (body.synthetic && !allowSynthetic) throw new Error(`GET ${path} answered with synthetic data`);
  return body;
}

async function apiReady(options) {
  const { status, checks } = await getJson(options, "/health/ready");
  const bad = checks.filter((check) => check.status !== "ok").map((check) => check.name);
  if (status !== "ready" || bad.length > 0) throw new Error(`not ready: ${bad.join(", ") || status}`);
}

async function apiRegions(options) {
  const { regions } = await getJson(options, `/api/v1/regions?q=${encodeURIComponent(kPlace)}&limit=10`);
  if (!regions.some((region) => region.id === kRegion)) throw new Error(`"${kPlace}" does not find ${kRegion}`);
}

// Days since a period ended: 2026-03, 2026-Q1, 2026-03-14 or 2026.
function ageInDays(period, now) {
  const [, year, quarter, month, day] = /^(\d{4})(?:-Q(\d)|-(\d\d)(?:-(\d\d))?)?$/.exec(period);
  const monthsToEnd = quarter ? quarter * 3 : Number(month ?? 12);
  const end = day ? Date.UTC(year, month - 1, day) : Date.UTC(year, monthsToEnd, 0);
  return (now - end) / kDayMs;
}

async function apiSeries(options) {
  const { series } = await getJson(options, `/api/v1/series?region=${kRegion}&metric=${kMetric}&last=12`);
  const [{ periods, values } = { periods: [], values: [] }] = series;
  const last = periods.filter((_, i) => Number.isFinite(values[i])).at(-1);
  if (last === undefined) throw new Error(`${kMetric} of ${kRegion} has no values`);
  const age = ageInDays(last, Date.now());
  if (age > options.maxAgeDays)
    throw new Error(`${kMetric} ends with ${last}, ${Math.floor(age)} days ago; ${options.maxAgeDays} are allowed`);
  log.info(`${kMetric} of ${kRegion} ends with ${last}`);
}

exports.handler = async () => {
  const options = settings(process.env);
  log.info(`checking ${options.site}`);
  const page = await synthetics.getPage();
  await synthetics.executeStep("Load Homepage", () => loadHomepage(page, options));
  await synthetics.executeStep("Search Places", () => searchPlaces(page, options));
  await synthetics.executeStep("API Ready", () => apiReady(options));
  await synthetics.executeStep("API Regions", () => apiRegions(options));
  await synthetics.executeStep("API Series", () => apiSeries(options));
};
