// Runs the checks in one WebDriver session; the first that fails ends them. A screenshot of each is kept where
// `screenshots` names a folder.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checks } from './checks.mjs';
import { openSession } from './webdriver.mjs';

async function keepScreenshot(session, folder, number) {
  if (!folder) return;
  const png = await session.screenshot();
  writeFileSync(join(folder, `check-${number}.png`), Buffer.from(png, 'base64'));
}

/** @returns {{name: string, passed: boolean, reason?: string}[]} one for each check that ran */
export async function smoke({ driver, site, capabilities, screenshots }) {
  const session = await openSession(driver, capabilities);
  const results = [];
  try {
    for (const [i, check] of checks.entries()) {
      try {
        await check.run(session, site);
        results.push({ name: check.name, passed: true });
      } catch (error) {
        results.push({ name: check.name, passed: false, reason: error.message });
      }
      await keepScreenshot(session, screenshots, i + 1);
      if (!results.at(-1).passed) break;
    }
  } finally {
    await session.close();
  }
  return results;
}
