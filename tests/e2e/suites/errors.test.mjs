import assert from 'node:assert/strict';
import { baseUrl, byTestId, chartDrawn, region, suite } from '../support/suite.mjs';

const pageTest = suite();
const refused = (status) => new RegExp(`status of ${status}`);

pageTest(
  "an unknown place is told in the server's words, with a way on",
  async (page) => {
    const answer = await fetch(`${baseUrl}/api/v1/regions/metro-99999`);
    assert.equal(answer.status, 404);
    const { detail } = await answer.json();
    await page.goto('/region/metro-99999');
    const problem = byTestId(page, 'problem');
    await problem.waitFor();
    assert.ok((await problem.textContent()).includes(detail));
    await problem.getByRole('link', { name: 'Search for a place' }).click();
    await byTestId(page, 'search-input').waitFor();
  },
  { provoked: [refused(404)] },
);

pageTest(
  'an unknown metric in the address is told, and can be left',
  async (page) => {
    await page.goto(`/region/${region}?metric=home_valu`);
    await byTestId(page, 'problem').filter({ hasText: 'home_valu' }).waitFor();
    await page.getByRole('link', { name: 'Start over' }).click();
    await chartDrawn(page);
  },
  { provoked: [refused(422)] },
);

pageTest(
  'a lost connection offers to try again, and recovers',
  async (page) => {
    await page.route('**/api/v1/series**', (route) => route.abort());
    await page.goto(`/region/${region}`);
    await byTestId(page, 'problem').filter({ hasText: 'could not be reached' }).waitFor();
    await page.unroute('**/api/v1/series**');
    await byTestId(page, 'retry').click();
    await chartDrawn(page);
    assert.equal(await byTestId(page, 'problem').count(), 0);
  },
  { provoked: [/ERR_FAILED/] },
);

pageTest(
  'an unknown address answers 404 with a page of ours',
  async (page) => {
    const response = await page.goto('/no/such/page');
    assert.equal(response.status(), 404);
    await page.getByRole('heading', { name: 'There is no page at this address' }).waitFor();
    await page.getByRole('link', { name: 'Housing Trends' }).first().waitFor();
  },
  { provoked: [refused(404)] },
);
