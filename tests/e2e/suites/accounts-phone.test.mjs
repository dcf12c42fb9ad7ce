// The pages of an account at phone width and in the dark.
import assert from 'node:assert/strict';
import { byTestId, region, suite } from '../support/suite.mjs';
import { forget, newPerson, signIn } from '../support/people.mjs';

const pageTest = suite({ viewport: { width: 360, height: 760 }, colorScheme: 'dark' });

async function fits(page, path) {
  await page.goto(path, { waitUntil: 'networkidle' });
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.equal(wide, 0, `${path} does not scroll sideways`);
  assert.equal(await page.evaluate(() => document.querySelectorAll('h1').length), 1, `${path} has one heading`);
  const nameless = await page.evaluate(
    () =>
      [...document.querySelectorAll('input:not([hidden]), select, textarea')].filter(
        (control) => control.labels.length === 0 && !control.getAttribute('aria-label'),
      ).length,
  );
  assert.equal(nameless, 0, `${path}: every field has a label`);
}

pageTest('the ways in fit a phone', async (page) => {
  await forget(page);
  for (const path of ['/sign-in', '/register', '/forgot', '/reset?token=x', '/verify?token=x', '/unsubscribe?token=x'])
    await fits(page, path);
});

pageTest('the pages of an account fit a phone', async (page) => {
  const person = await newPerson({ admin: true, name: 'Somebody With Quite A Long Name' });
  await signIn(page, person);
  const pages = [
    '/',
    `/region/${region}`,
    '/watchlist',
    '/alerts',
    '/notifications',
    '/saved',
    '/exports',
    '/account',
    '/admin',
  ];
  for (const path of pages) await fits(page, path);
  await byTestId(page, 'account-menu').click();
  const box = await byTestId(page, 'account-links').boundingBox();
  assert.ok(box.x >= 0 && box.x + box.width <= 360, 'the menu stays in sight');
});
