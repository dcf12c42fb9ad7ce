// The arithmetic of a bill, and what it refuses.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Bill, byArea, freeAllowances, totals } from '../lib/bill.mjs';

const prices = {
  prices: { apple: { usd: 2, unit: 'apple' }, nail: { usd: 0.5, unit: '100 nails', per: 100 }, wrong: { usd: -1 } },
  discounts: { sale: { share: 0.25 }, wrong: { share: 1.5 } },
  free: { apple: { quantity: 3 } },
};

test('a line is quantity times price, with the pack it is sold in and what was agreed', () => {
  const bill = new Bill(prices);
  bill.add({ area: 'food', what: 'apples', price: 'apple', quantity: 10, factor: 0.75 });
  bill.add({ area: 'tools', what: 'nails', price: 'nail', quantity: 250 });
  assert.deepEqual(
    bill.lines.map(({ list }) => list),
    [15, 1.25],
  );
  assert.deepEqual(bill.total(), { list: 16.25, free: 0, usd: 16.25 });
  assert.deepEqual(
    byArea(bill.lines).map(({ area, usd }) => [area, usd]),
    [
      ['food', 15],
      ['tools', 1.25],
    ],
  );
});

test('a free allowance is used up once, over all bills that share it', () => {
  const shared = freeAllowances(prices);
  const [first, second] = [new Bill(prices, shared), new Bill(prices, shared)];
  for (const bill of [first, second]) bill.add({ area: 'a', what: 'b', price: 'apple', quantity: 2, free: 'apple' });
  assert.equal(first.total().usd, 0);
  assert.equal(second.total().usd, 2);
  assert.equal(second.total().list, 4);
  assert.deepEqual(totals([]), { list: 0, free: 0, usd: 0 });
});

test('a wrong quantity, an unknown price, discount or allowance are errors that say what to do', () => {
  const bill = new Bill(prices);
  const add = (fields) => () => bill.add({ area: 'a', what: 'apples', price: 'apple', quantity: 1, ...fields });
  assert.throws(add({ quantity: -1 }), /apples: the quantity is -1/);
  assert.throws(add({ quantity: NaN }), /must be a number/);
  assert.throws(add({ price: 'pear' }), /prices.json has no "pear": add/);
  assert.throws(add({ price: 'wrong' }), /costs -1/);
  assert.throws(add({ free: 'pear' }), /no free allowance "pear"/);
  assert.throws(() => bill.discount('wrong'), /between 0 and 1/);
  assert.throws(() => bill.discount('none'), /between 0 and 1/);
  assert.equal(bill.lines.length, 0);
});
