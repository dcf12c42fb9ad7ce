#!/usr/bin/env node
// `pnpm test:e2e:aws`: the smoke test of search and chart, over WebDriver. On Device Farm in the browser of a phone;
// elsewhere with any driver that listens. Ends with "N passed, N failed"; exit 0, 1, or 2 for wrong usage.
import { capabilities } from './lib/capabilities.mjs';
import { checks } from './lib/checks.mjs';
import { smoke } from './lib/smoke.mjs';

const kUsage = `usage: SITE_URL=https://… run.mjs
Tests search and chart of the site in the browser that a WebDriver server gives.
  SITE_URL                    the site, without a slash at its end
  WEBDRIVER_URL               the server (http://127.0.0.1:$APPIUM_PORT, 4723)
  SMOKE_CHROMIUM              without a phone: the browser (/usr/bin/chromium)
  DEVICEFARM_SCREENSHOT_PATH  a folder for screenshots`;

const environment = process.env;
const site = environment.SITE_URL ?? '';
if (process.argv.length > 2 || !/^https?:\/\/[^/]+$/.test(site)) {
  if (process.argv[2] !== '--help') console.error(`SITE_URL is "${site}"`);
  console.log(kUsage);
  process.exit(process.argv[2] === '--help' ? 0 : 2);
}
const driver = environment.WEBDRIVER_URL ?? `http://127.0.0.1:${environment.APPIUM_PORT ?? 4723}`;

let results = [];
try {
  const screenshots = environment.DEVICEFARM_SCREENSHOT_PATH;
  results = await smoke({ driver, site, capabilities: capabilities(environment), screenshots });
} catch (error) {
  console.error(`device-farm: no session with ${driver}: ${error.cause?.message ?? error.message}`);
}
for (const { name, passed, reason } of results) console.log(`${passed ? 'ok' : `not ok (${reason})`} ${name}`);
const passed = results.filter((result) => result.passed).length;
const failed = checks.length - passed; // those that never ran are not passed
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
