// Every page that reads data, in every state: each says what is the matter in words, and none comes apart.
import assert from 'node:assert/strict';
import { enterOnce, newPerson, signIn } from '../support/people.mjs';
import { ownPages, publicPages } from '../support/pages.mjs';
import { complaints, openIn, stateOf } from '../support/states.mjs';
import { byTestId, region, settled, suite } from '../support/suite.mjs';

const pageTest = suite();
const reading = publicPages().filter(({ reads }) => reads);
const ownReading = ownPages().filter(({ reads }) => reads);
const words = (page) => page.locator('main').innerText();

async function saysIn(page, state, path) {
  await openIn(page, state, path);
  const said = `${await page.locator('body').innerText()}`;
  assert.match(said, state.says, `${path}, ${state.name}`);
  assert.equal(await page.locator('h1').count(), 1, `${path}, ${state.name}: has its heading`);
  assert.doesNotMatch(said, /undefined|NaN|\[object/, `${path}, ${state.name}`);
}

for (const each of reading) {
  for (const name of ['offline', 'error', 'as of a day'])
    pageTest(`${each.path}, ${name}: says so`, (page) => saysIn(page, stateOf(name), each.path), {
      provoked: complaints,
    });

  pageTest(`${each.path}, loading: its heading stands, and it says that it is busy`, async (page) => {
    await openIn(page, stateOf('loading'), each.path);
    await page.locator('main [aria-busy="true"]').first().waitFor({ state: 'attached' });
    assert.doesNotMatch(await words(page), /undefined|NaN|No (data|places|series)|not found/i);
  });

  pageTest(`${each.path}, huge numbers: nothing runs out of the window`, async (page) => {
    await page.setViewportSize(stateOf('huge numbers').look.viewport);
    await openIn(page, stateOf('huge numbers'), each.path);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.equal(wide, 0);
    assert.doesNotMatch(await words(page), /undefined|NaN|Infinity|\de\+\d/);
  });
}

pageTest('a slow network shows the same in the end', async (page) => {
  await page.goto('/data');
  await settled(page);
  const before = await words(page);
  await openIn(page, stateOf('slow network'), '/data');
  assert.equal(await words(page), before);
});

for (const each of ownReading)
  for (const name of ['offline', 'error'])
    pageTest(
      `${each.path}, signed in, ${name}: says so`,
      async (page) => {
        await enterOnce(page, { admin: true });
        await saysIn(page, stateOf(name), each.path);
      },
      { provoked: complaints },
    );

pageTest('who has nothing yet is told how to begin', async (page) => {
  await signIn(page, await newPerson(), '/watchlist');
  for (const [path, said] of [
    ['/watchlist', /No places watched yet/],
    ['/alerts', /No alerts yet/],
    ['/notifications', /Nothing to tell yet/],
    ['/exports', /No exports yet/],
    ['/saved', /None yet/],
    ['/account', /No keys yet/],
  ]) {
    await page.goto(path);
    await settled(page);
    assert.match(await words(page), said, path);
  }
});

pageTest(
  'a failure that may pass can be tried again, and is over then',
  async (page) => {
    await openIn(page, stateOf('offline'), `/region/${region}`);
    await page.unrouteAll();
    await byTestId(page, 'retry').first().click();
    await byTestId(page, 'region-title').waitFor();
  },
  { provoked: complaints },
);

pageTest("a place's name stands before anything is read", async (page) => {
  await openIn(page, stateOf('loading'), `/region/${region}`);
  assert.match(await page.locator('h1').textContent(), /San Francisco/);
});
