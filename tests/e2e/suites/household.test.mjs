// The household: kept in the browser, said by keyboard too, in no address.
import assert from 'node:assert/strict';
import { kept, ofPlace, openWith, settled } from '../support/household.mjs';
import { byTestId, region, suite } from '../support/suite.mjs';

const pageTest = suite();

pageTest('the household is kept over pages and reload, in no address, and sent only where it counts', async (page) => {
  const asked = [];
  page.on('request', (request) => asked.push(request.url()));
  await openWith(page, '/data');
  await byTestId(page, 'household').click();
  await byTestId(page, 'household-income').fill('91,234');
  await byTestId(page, 'household-rate').fill('5.5');
  await byTestId(page, 'household-close').click();
  assert.equal(await byTestId(page, 'household').getAttribute('data-said'), '2');
  assert.deepEqual(
    asked.filter((url) => /91234|rate=5\.5/.test(url)),
    [],
    'no page asks with it that does not need it',
  );
  await page.goto('/afford');
  await settled(page, 'place-cost');
  await page.reload();
  await settled(page, 'place-cost');
  assert.equal(await byTestId(page, 'household-income').inputValue(), '91,234');
  assert.equal(await byTestId(page, 'household-rate').inputValue(), '5.5');
  const sent = asked.filter((url) => url.includes('91234'));
  assert.ok(sent.length > 0 && sent.every((url) => url.includes('/affordability?region=')), 'a level is computed here');
  await page.goto(`/rent-or-buy?region=${region}`);
  await settled(page, 'stay');
  assert.ok(asked.some((url) => url.includes('/rent-or-buy?') && url.includes('rate=5.5')));
  assert.ok(
    !asked.some((url) => url.includes('/rent-or-buy?') && url.includes('income')),
    'renting asks for no income',
  );
  assert.doesNotMatch(page.url(), /income|rate/);
  await byTestId(page, 'household-forget').click();
  assert.equal(await byTestId(page, 'household-income').inputValue(), '');
  assert.equal((await kept(page)).rate, null);
});

pageTest('zero is said, nonsense is told, the usual comes back', async (page) => {
  await openWith(page, '/afford');
  const rate = byTestId(page, 'household-rate');
  await rate.fill('0');
  assert.equal((await kept(page)).rate, 0);
  await settled(page, 'place-cost');
  const zero = (await ofPlace('us', { rate: 0 })).regions[0].payment.total;
  await page.locator(`[data-testid="payment-total"][value="${zero}"]`).waitFor();
  await rate.fill('300');
  assert.match(await byTestId(page, 'household-rate-error').textContent(), /From 0% to 30%/);
  assert.equal((await kept(page)).rate, 0, 'what is not allowed is not kept');
  await rate.blur();
  await byTestId(page, 'household-rate-usual').click();
  const usual = (await ofPlace('us')).regions[0].payment.total;
  await page.locator(`[data-testid="payment-total"][value="${usual}"]`).waitFor();
  await byTestId(page, 'household-in-dollars').click();
  const { cash } = await kept(page);
  assert.ok(cash > 0 && cash % 5000 === 0);
  await byTestId(page, 'loan-words')
    .filter({ hasText: `$${cash.toLocaleString('en-US')} down` })
    .waitFor();
});

pageTest('by keyboard: the drawer opens, arrows move a slider, Escape leaves', async (page) => {
  await openWith(page, '/data', { income: 50_000 });
  const button = byTestId(page, 'household');
  await button.focus();
  await page.keyboard.press('Enter');
  await byTestId(page, 'household-drawer').waitFor();
  await byTestId(page, 'household-income-slider').focus();
  await page.keyboard.press('ArrowRight');
  assert.equal((await kept(page)).income, 51_000);
  await page.keyboard.press('Escape');
  await byTestId(page, 'household-drawer').waitFor({ state: 'detached' });
  assert.equal(await button.evaluate((b) => b === document.activeElement), true);
});
