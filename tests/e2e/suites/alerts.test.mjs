// What an account keeps: watched places, alerts and their rehearsal, notifications, exports, saved things.
import assert from 'node:assert/strict';
import { byTestId, getJson, mode, openRegion, parseCsv, region, suite } from '../support/suite.mjs';
import { forget, newPerson, signIn, work } from '../support/people.mjs';

const pageTest = suite();
const refused = (status) => new RegExp(`status of ${status}`);
const kMonths = 100;

/** A level the place's home value was below and above in the last years. */
async function middle() {
  const { series } = await getJson(`/api/v1/series?region=${region}&metric=home_value&last=${kMonths}`);
  const values = series[0].values.filter((value) => value !== null).sort((a, b) => a - b);
  return Math.round(values[Math.floor(values.length / 2)]);
}

pageTest('a place is watched from its page, listed, and let go', async (page) => {
  await signIn(page, await newPerson());
  await openRegion(page);
  const label = await byTestId(page, 'region-title').textContent();
  const watch = byTestId(page, 'watch');
  await watch.and(page.locator('[aria-disabled="false"]')).click();
  await watch.filter({ hasText: 'Watching' }).waitFor();
  assert.equal(await watch.getAttribute('aria-pressed'), 'true');
  await page.goto('/watchlist');
  const row = byTestId(page, 'watched').filter({ hasText: label });
  await row.waitFor();
  await row.getByTestId('unwatch').click();
  await row.waitFor({ state: 'detached' });
  await byTestId(page, 'watch-input').fill('California');
  await page.getByRole('option').first().filter({ hasText: 'California' }).click();
  await byTestId(page, 'watched').filter({ hasText: 'California' }).waitFor();
});

pageTest(
  'an alert is rehearsed, saved, paused, changed and ended',
  async (page) => {
    await signIn(page, await newPerson());
    await openRegion(page, '?metric=home_value');
    const label = await byTestId(page, 'region-title').textContent();
    await byTestId(page, 'alert-me').click();
    await byTestId(page, 'alert-place').filter({ hasText: label }).waitFor();
    await byTestId(page, 'metric').locator('option[value="home_value"]').waitFor({ state: 'attached' });
    assert.equal(await byTestId(page, 'metric').inputValue(), 'home_value');

    await byTestId(page, 'rehearse').click();
    await byTestId(page, 'threshold-error').waitFor();
    const threshold = await middle();
    await byTestId(page, 'op').selectOption('crosses');
    await byTestId(page, 'threshold').fill(threshold.toLocaleString('en-US'));
    await byTestId(page, 'rehearse').click();
    const rehearsal = byTestId(page, 'rehearsal');
    await rehearsal.waitFor();
    const firings = await byTestId(page, 'firing').count();
    assert.ok(firings > 0, 'it would have fired');
    assert.match(
      await rehearsal.getByRole('heading').textContent(),
      firings === 1 ? /once/ : new RegExp(`${firings} times`),
    );
    assert.match(await byTestId(page, 'firing').first().textContent(), /\$[\d,]+/);
    assert.equal(await byTestId(page, 'alert-row').count(), 0, 'a rehearsal saves nothing');

    await byTestId(page, 'hysteresis').fill('-1');
    await byTestId(page, 'save-alert').click();
    await byTestId(page, 'hysteresis-error').waitFor();
    await byTestId(page, 'hysteresis').fill('0');
    await byTestId(page, 'cooldown').fill('9999');
    await byTestId(page, 'save-alert').click();
    await byTestId(page, 'cooldown-error').filter({ hasText: '3660' }).waitFor();
    await byTestId(page, 'cooldown').fill('30');
    await byTestId(page, 'name').fill('Mine');
    await byTestId(page, 'save-alert').click();
    const row = byTestId(page, 'alert-row').filter({ hasText: 'Mine' });
    await row.filter({ hasText: label }).waitFor();

    await row.getByTestId('pause-alert').click();
    await row.filter({ hasText: '(paused)' }).waitFor();
    await row.getByTestId('pause-alert').click();
    await row.getByTestId('change-alert').click();
    await byTestId(page, 'change-threshold').fill('123456');
    await byTestId(page, 'change-alert-form').getByTestId('submit').click();
    await row.filter({ hasText: '$123,456' }).waitFor();
    await row.getByTestId('end-alert').click();
    await row.getByTestId('end-alert-sure').click();
    await row.waitFor({ state: 'detached' });
  },
  { provoked: [refused(422)] },
);

pageTest('an alert looks after a whole watchlist; a place is chosen by keyboard', async (page) => {
  await signIn(page, await newPerson());
  await openRegion(page);
  await byTestId(page, 'watch').and(page.locator('[aria-disabled="false"]')).click();
  await byTestId(page, 'watch').filter({ hasText: 'Watching' }).waitFor();
  await page.goto('/alerts');
  const input = byTestId(page, 'alert-place-input');
  await byTestId(page, 'threshold').fill('5');
  await byTestId(page, 'save-alert').click();
  await byTestId(page, 'region-error').waitFor();
  await page.waitForFunction(() => document.activeElement?.getAttribute('data-testid') === 'alert-place-input');
  await input.pressSequentially('California', { delay: 10 });
  await page.getByRole('option').first().filter({ hasText: 'California' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await byTestId(page, 'alert-place').filter({ hasText: 'California' }).waitFor();
  assert.equal(await byTestId(page, 'alert-row').count(), 0, 'Enter chose a place and sent nothing');
  await byTestId(page, 'where-list').check();
  await byTestId(page, 'transform').selectOption('yoy');
  await byTestId(page, 'rehearse').click();
  await byTestId(page, 'rehearsal').filter({ hasText: 'over 1 place of “My places”' }).waitFor();
  await byTestId(page, 'save-alert').click();
  await byTestId(page, 'alert-row').filter({ hasText: 'every place of “My places”' }).waitFor();
});

pageTest('an export is made, told of in the header, and downloaded', async (page) => {
  await signIn(page, await newPerson(), '/exports');
  const form = byTestId(page, 'export-form');
  await form.getByTestId('submit').click();
  await byTestId(page, 'metrics-error').waitFor();
  await form.locator('input[value="home_value"]').check();
  await form.locator('input[name="types"][value="state"]').check();
  await byTestId(page, 'from').fill('2020-01');
  await form.getByTestId('submit').click();
  const row = byTestId(page, 'export-row').first();
  await row.filter({ hasText: 'being made' }).waitFor();
  await work();
  await page.goto('/');
  await byTestId(page, 'unread').filter({ hasText: '1' }).waitFor();
  await byTestId(page, 'notifications-link').click();
  await byTestId(page, 'notification').filter({ hasText: 'export' }).waitFor();
  await byTestId(page, 'read-all').click();
  await byTestId(page, 'unread').waitFor({ state: 'detached' });
  await byTestId(page, 'notification').getByRole('link').click();
  await page.waitForURL('**/exports');
  const [file] = await Promise.all([page.waitForEvent('download'), byTestId(page, 'download').click()]);
  const stream = await file.createReadStream();
  let text = '';
  for await (const chunk of stream) text += chunk;
  const rows = parseCsv(text);
  assert.ok(rows.length > 0 || mode === 'real', 'the file has rows');
  for (const { metric, region: id } of rows) {
    assert.equal(metric, 'home_value');
    assert.match(id, /^state-/);
  }
});

pageTest('a chart, a search and a note are kept, renamed and removed', async (page) => {
  await signIn(page, await newPerson());
  await openRegion(page, '?transform=yoy');
  await byTestId(page, 'save-chart').and(page.locator('button')).click();
  await byTestId(page, 'actions-said').getByRole('link').waitFor();
  await page.goto('/?q=Springfield');
  await byTestId(page, 'save-search').click();
  await page.getByRole('link', { name: 'Your saved searches' }).click();
  await page.waitForURL('**/saved');
  await byTestId(page, 'saved-searches').getByRole('link', { name: 'Springfield' }).waitFor();
  const chart = byTestId(page, 'saved-charts').getByTestId('saved-item');
  assert.match(await chart.getByRole('link').getAttribute('href'), /^\/region\/metro-41860\?.*transform=yoy/);
  await chart.getByRole('button', { name: /^Change/ }).click();
  await byTestId(page, 'item-name').fill('The Bay');
  await byTestId(page, 'change-item-form').getByTestId('submit').click();
  await chart.filter({ hasText: 'The Bay' }).waitFor();
  await byTestId(page, 'note-name').fill('Viewing');
  await byTestId(page, 'note-text').fill('Ask about the roof. <b>really</b>');
  await byTestId(page, 'note-form').getByTestId('submit').click();
  const note = byTestId(page, 'notes').getByTestId('saved-item');
  await note.filter({ hasText: '<b>really</b>' }).waitFor();
  await note.getByTestId('remove-item').click();
  await note.getByTestId('remove-item-sure').click();
  await note.waitFor({ state: 'detached' });
});

pageTest('what was looked for is offered on the first page, until that is turned off', async (page) => {
  await signIn(page, await newPerson(), '/');
  await byTestId(page, 'search-input').fill('California');
  await page.getByRole('option').first().filter({ hasText: 'California' }).click();
  await page.waitForURL('**/region/state-ca');
  await page.goto('/');
  await byTestId(page, 'search-history').getByRole('link', { name: 'California' }).waitFor();
  await page.goto('/account');
  await byTestId(page, 'keeps_searches').uncheck();
  await byTestId(page, 'profile-form').getByTestId('submit').click();
  await byTestId(page, 'profile-form').getByTestId('form-done').filter({ hasText: 'Saved' }).waitFor();
  await page.goto('/', { waitUntil: 'networkidle' });
  await byTestId(page, 'account-menu').waitFor();
  assert.equal(await byTestId(page, 'search-history').count(), 0);
});

pageTest(
  'the end of mails needs nobody signed in',
  async (page) => {
    await forget(page);
    await page.goto('/unsubscribe?token=made-up');
    await byTestId(page, 'submit').click();
    await byTestId(page, 'form-problem').filter({ hasText: 'not one of ours' }).waitFor();
    await page.goto('/unsubscribe');
    await byTestId(page, 'no-token').waitFor();
  },
  { provoked: [refused(422)] },
);

pageTest('an alert on a screen comes from the screener, is rehearsed, saved, listed and leads back', async (page) => {
  await signIn(page, await newPerson());
  const where = 'home_value > 0';
  await page.goto(`/alerts?screen_type=metro&screen_within=state-ca&screen_where=${encodeURIComponent(where)}`);
  await byTestId(page, 'alert-screen').filter({ hasText: 'California' }).filter({ hasText: where }).waitFor();
  await byTestId(page, 'rehearse-screen').click();
  const rehearsal = byTestId(page, 'screen-rehearsal');
  await rehearsal.waitFor();
  const mails = await byTestId(page, 'screen-mail').count();
  const said = await rehearsal.getByRole('heading').textContent();
  assert.match(
    said,
    mails === 0 ? /none would have|No publication/ : new RegExp(mails === 1 ? 'one would' : `${mails} would`),
  );
  assert.equal(await byTestId(page, 'alert-row').count(), 0, 'a rehearsal saves nothing');

  await byTestId(page, 'screen-cooldown').fill('a week');
  await byTestId(page, 'save-screen-alert').click();
  await byTestId(page, 'screen-cooldown-error').waitFor();
  await byTestId(page, 'screen-cooldown').fill('30');
  await byTestId(page, 'screen-alert-name').fill('Anything in California');
  await byTestId(page, 'save-screen-alert').click();
  const row = byTestId(page, 'alert-row').filter({ hasText: 'Anything in California' });
  const link = row.getByRole('link', { name: /meets? it/ });
  await link.waitFor();
  const asked = await getJson(`/api/v1/screener?type=metro&within=state-ca&where=${encodeURIComponent(where)}&limit=1`);
  assert.equal(parseInt((await link.textContent()).replace(',', ''), 10), asked.matched);
  assert.match(await link.getAttribute('href'), /^\/screener\?level=metro&where=home_value/);
  await row.getByTestId('change-alert').click();
  assert.equal(await byTestId(page, 'change-threshold').count(), 0, 'its numbers stand in the condition');
  await byTestId(page, 'change-cooldown').fill('60');
  await byTestId(page, 'change-alert-form').getByTestId('submit').click();
  await row.filter({ hasText: 'silent for 60 days' }).waitFor();
});

pageTest("the watchlist shows the API's newest value of each place", async (page) => {
  await signIn(page, await newPerson());
  await openRegion(page);
  await byTestId(page, 'watch').and(page.locator('[aria-disabled="false"]')).click();
  await byTestId(page, 'watch').filter({ hasText: 'Watching' }).waitFor();
  await page.goto('/watchlist');
  const shown = byTestId(page, 'watched-value').locator('data').first();
  await shown.waitFor();
  const { series } = await getJson(`/api/v1/series?region=${region}&metric=home_value&last=13`);
  const value = series[0].values.findLast((one) => one !== null);
  assert.equal(Number(await shown.getAttribute('value')), value);
});
