// What the suites of a place's page share.
import { byTestId, region } from './suite.mjs';

export const metric = 'home_value';
export const of = `region=${region}&metric=${metric}`;

/** The numbers that elements such as <data> hold. */
export const numbers = (place) => place.evaluateAll((cells) => cells.map((cell) => Number(cell.value)));

/** Where a place has a single measure of prices, the question for their disagreement is refused, and told so. */
export const fewMeasures = { provoked: [/422/] };

/** Scrolls until a part of the page is there. */
export async function seen(page, id) {
  // Parts above take their own room when they come: so the way there is gone more than once.
  await byTestId(page, id).or(page.locator('footer')).first().waitFor();
  for (let tries = 0; tries < 12 && (await byTestId(page, id).count()) === 0; tries += 1) {
    await page.mouse.wheel(0, 1200);
    await page.waitForTimeout(120);
  }
  const place = byTestId(page, id);
  await place.scrollIntoViewIfNeeded();
  return place;
}
