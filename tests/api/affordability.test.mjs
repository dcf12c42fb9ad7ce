// What homes cost a household: /api/v1/affordability of places and of a whole level, /api/v1/rent-or-buy, and
// `housing affordability`, which says the same. The arithmetic is done again here.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { assertKept, assertProblem } from './support/contract.mjs';
import { fred, monthEnds, names, weeks, zillow } from './support/fixtures.mjs';
import { goldenJson } from './support/golden.mjs';
import { housing, housingOk, serve, temporaryFolder } from './support/housing.mjs';
import { get, target } from './support/http.mjs';

const kMetros = [
  [394913, 1, 'New York, NY', 'NY', 35620, 640_000, 3100, 97_334],
  [394463, 3, 'Chicago, IL', 'IL', 16980, 320_000, 1900, 88_850],
  [395057, 11, 'San Francisco, CA', 'CA', 41860, 1_150_000, 2900, 133_780],
  [394404, 24, 'Boston, MA', 'MA', 14460, 700_000, null, 112_484],
  [394753, 33, 'Kansas City, MO', 'MO', 28140, 300_000, 1500, null],
];
const kMonths = 25;
const path = '/api/v1/affordability';
const rentOrBuy = '/api/v1/rent-or-buy';

const rows = (column) =>
  kMetros
    .filter((metro) => metro[column] !== null)
    .map(([id, rank, name, state, , ...numbers]) => [
      ...[id, rank, name, 'msa', state],
      ...Array.from({ length: kMonths }, (_, i) => (numbers[column - 5] * (1 + i / 1000)).toFixed(2)),
    ]);
const survey = () =>
  [
    'GEO_ID,NAME,S1901_C01_012E,S1901_C01_012M',
    'Geography,Geographic Area Name,Estimate!!Households!!Median income (dollars),' +
      'Margin of Error!!Households!!Median income (dollars)',
    ...kMetros
      .filter((metro) => metro[7])
      .map((metro) => `310M700US${metro[4]},${metro[2].replace(',', '')},${metro[7]},500`),
  ].join('\n') + '\n';

let world;
before(async () => {
  const folder = temporaryFolder();
  const files = join(folder, 'files');
  mkdirSync(files);
  const dates = monthEnds(2023, 3, kMonths);
  const rates = weeks('2024-12-05', 17);
  writeFileSync(join(files, names.metroValues), zillow(dates, rows(5)));
  writeFileSync(join(files, names.metroRents), zillow(dates, rows(6)));
  writeFileSync(
    join(files, names.mortgage),
    fred(
      'MORTGAGE30US',
      rates,
      rates.map((_, i) => (6.5 + i / 100).toFixed(2)),
    ),
  );
  writeFileSync(join(files, 'ACSST5Y2023.S1901-Data.csv'), survey());
  const data = join(folder, 'data');
  await housingOk(['import', '--data-dir', data, files]);
  world = { folder, data, server: await serve(data) };
});

const ask = async (where, query) => {
  const at = target(where, query);
  return assertKept(at, await get(world.server.base, at));
};

function payment(loan, rate, years) {
  const r = rate / 1200;
  const n = years * 12;
  return r === 0 ? loan / n : (loan * r * (1 + r) ** n) / ((1 + r) ** n - 1);
}
function costOf(price, { rate, down = 20, years = 30, tax = 1.1, insurance = 0.35, pmi = 0.58 }) {
  const loan = price * (1 - down / 100);
  return payment(loan, rate, years) + (price * (tax + insurance)) / 1200 + (down < 20 ? (loan * pmi) / 1200 : 0);
}
const near = (got, expected, within = 0.0051) =>
  assert.ok(Math.abs(got - expected) <= within, `${got} is not ${expected}`);

test('a place: every number is what the formulas make of the inputs told', async () => {
  const { household, regions, counts } = await ask(path, { region: 'metro-41860', income: 200_000, down: 10 });
  const [place] = regions;
  const input = Object.fromEntries(place.inputs.map((one) => [one.role, one]));
  assert.equal(input.price.period, '2025-03');
  assert.equal(input.median_income.period, '2019-2023');
  assert.equal(household.market_rate.period, '2025-03-27');
  assert.equal(household.rate, 6.66);
  near(place.payment.total, costOf(input.price.value, { rate: 6.66, down: 10 }));
  near(place.payment.pmi, (place.loan * 0.58) / 1200);
  near(place.share, (12 * 100 * place.payment.total) / 200_000);
  assert.equal(place.affordable, place.share <= 30);
  near(place.qualifying_income, (place.payment.total * 12) / 0.3, 0.2);
  near(place.max_price, place.price * (200_000 / place.qualifying_income), 0.2);
  near(place.price_to_income, input.price.value / 133_780);
  near(place.gross_yield, (1200 * input.rent.value) / input.price.value);
  const pmt = Math.round(payment(0.8 * input.price.value, 6.66, 30));
  assert.equal(place.index.payment, pmt);
  near(place.index.value, (100 * 133_780) / (pmt * 48), 0.051);
  assert.match(place.index.method, /NAR's method.*not NAR's/);
  assert.deepEqual([counts.places, counts.compared], [1, 1]);
  for (const one of place.inputs) assert.match(one.prov.sha256, /^[0-9a-f]{64}$/);
});

test('a level: one call, ids once, the same numbers as place by place', async () => {
  for (const query of [{}, { income: 150_000 }, { cash: 100_000, income: 90_000, rate: 0 }, { down: 0, tax: 0 }]) {
    const level = await ask(path, { type: 'metro', fields: 'all', ...query });
    assert.equal(level.regions.length, kMetros.length);
    const places = await ask(path, { region: level.regions, ...query });
    assert.deepEqual(level.counts, { ...places.counts, places: level.places });
    for (const { id, values } of level.columns) {
      assert.equal(values.length, level.regions.length);
      const single = (place) =>
        ({ payment: place.payment.total, index: place.index?.value ?? null })[id] ??
        place[id] ??
        place.payment[id] ??
        null;
      assert.deepEqual(values, places.regions.map(single), id);
    }
  }
});

test('without a median income a place is counted, not compared', async () => {
  const { counts, columns, regions } = await ask(path, { type: 'metro' });
  assert.deepEqual(
    [counts.with_price, counts.with_income, counts.with_rent, counts.compared],
    [kMetros.length, kMetros.length - 1, kMetros.length - 1, kMetros.length - 1],
  );
  const at = regions.indexOf('metro-28140');
  const column = (id) => columns.find((one) => one.id === id).values;
  assert.deepEqual([column('share')[at], column('affordable')[at]], [null, null]);
  assert.ok(column('payment')[at] > 0);
  assert.equal(column('affordable').filter((yes) => yes === true).length, counts.affordable);
});

test('a period takes what was the newest then; within keeps to the area', async () => {
  const then = await ask(path, { region: 'metro-41860', period: '2024-12' });
  assert.equal(then.regions[0].inputs[0].period, '2024-12');
  assert.equal(then.household.market_rate.period, '2024-12-26');
  const california = await ask(path, { type: 'metro', within: 'state-ca', income: 1 });
  assert.deepEqual(california.regions, ['metro-41860']);
});

test('zero is a value', async () => {
  const { regions, household } = await ask(path, {
    region: 'metro-16980',
    rate: 0,
    down: 0,
    pmi: 0,
    tax: 0,
    insurance: 0,
  });
  assert.deepEqual([household.rate, household.down, household.rate_from], [0, 0, 'question']);
  near(regions[0].payment.total, regions[0].price / 360);
});

test('with cash fixed the highest price stops where mortgage insurance begins', async () => {
  const terms = { region: 'metro-16980', cash: 50_000, rate: 7 };
  const atFive = costOf(250_000, { rate: 7 });
  const { household } = await ask(path, { ...terms, income: ((atFive + 1) * 12) / 0.3 });
  assert.equal(household.max_price, 250_000);
  const richer = await ask(path, { ...terms, income: ((atFive + 150) * 12) / 0.3 });
  assert.ok(richer.household.max_price > 250_000);
});

test('rent or buy: both sides, the break-evens put in give nothing to either', async () => {
  const query = { region: 'metro-35620', horizon: 5, rate: 6.5, return: 4 };
  const answer = await ask(rentOrBuy, query);
  near(answer.advantage, answer.renting.cost - answer.buying.cost, 0.011);
  near(answer.path.advantage[4], answer.advantage);
  assert.equal(answer.path.years.length, 30);
  const even = await ask(rentOrBuy, { ...query, appreciation: answer.break_even.appreciation.percent });
  assert.ok(Math.abs(even.advantage) < 5, `${even.advantage}`);
  const rent = await ask(rentOrBuy, { ...query, rent: answer.break_even.rent });
  assert.ok(Math.abs(rent.advantage) < 1, `${rent.advantage}`);
  assert.deepEqual(
    answer.past_growth.price.map(({ years }) => years),
    [1],
  );
  assert.equal(answer.price.input.period, '2025-03');
  const said = await ask(rentOrBuy, {
    region: 'metro-14460',
    price: 120_000,
    rent: 500,
    down: 100,
    horizon: 2,
    rate: 0,
    tax: 0,
    insurance: 0,
    maintenance: 0,
    buying: 2,
    selling: 5,
    appreciation: 0,
    rent_growth: 0,
    return: 0,
  });
  assert.deepEqual([said.buying.cost, said.renting.cost, said.break_even.rent], [8400, 12_000, 350]);
});

const wrong = [
  [path, {}, 'missing-parameter', 'type'],
  [path, { type: 'planet' }, 'unknown-type', 'type'],
  [path, { region: 'metro-99999' }, 'unknown-region', 'region'],
  [path, { region: 'us', type: 'metro' }, 'bad-parameter', 'type'],
  [path, { region: 'us', rate: 'high' }, 'bad-number', 'rate'],
  [path, { region: 'us', rate: 31 }, 'bad-number', 'rate'],
  [path, { region: 'us', income: -1 }, 'bad-number', 'income'],
  [path, { region: 'us', down: 20, cash: 0 }, 'bad-parameter', 'cash'],
  [path, { region: 'us', price_metric: 'rent' }, 'bad-parameter', 'price_metric'],
  [path, { type: 'metro', fields: 'colour' }, 'bad-parameter', 'fields'],
  [path, { type: 'metro', price_metric: 'sale_price' }, 'no-data', 'price_metric'],
  [path, { type: 'metro', period: 'soon' }, 'bad-date', 'period'],
  [path, { type: 'metro', deposit: 20 }, 'unknown-parameter', 'deposit'],
  [rentOrBuy, {}, 'missing-parameter', 'region'],
  [rentOrBuy, { region: 'metro-14460' }, 'missing-parameter', 'rent'],
  [rentOrBuy, { region: 'metro-35620', horizon: 51 }, 'bad-number', 'horizon'],
  [rentOrBuy, { region: 'metro-35620', appreciation: '-60' }, 'bad-number', 'appreciation'],
];
for (const [where, query, kind, parameter] of wrong) {
  test(`${target(where, query)}: ${kind}`, async () => {
    assertProblem(await get(world.server.base, target(where, query)), kind, { parameter });
  });
}

test('word for word', async () => {
  for (const [name, at] of Object.entries({
    'affordability-place': target(path, { region: 'metro-41860', income: 200_000, rate: 6.5 }),
    'affordability-level': target(path, {
      type: 'metro',
      income: 120_000,
      rate: 6.5,
      fields: 'price,payment,share,affordable',
    }),
    'rent-or-buy': target(rentOrBuy, { region: 'metro-35620', rate: 6.5 }),
  }))
    goldenJson(`api/${name}.json`, { target: at, body: (await get(world.server.base, at)).json });
});

test('housing affordability says what the API says; its table has the numbers', async () => {
  const flags = [
    'affordability',
    '--data-dir',
    world.data,
    '--region',
    'metro-41860,metro-16980',
    '--income',
    '150000',
    '--down',
    '0',
  ];
  const { stdout } = await housingOk([...flags, '--json']);
  const answer = await get(
    world.server.base,
    target(path, { region: 'metro-41860,metro-16980', income: 150_000, down: 0 }),
  );
  assert.equal(stdout.trimEnd(), answer.text);
  const table = (await housingOk(flags)).stdout;
  assert.match(table, /mortgage insurance \(PMI\) +[1-9]/);
  assert.match(table, /\d of 2 regions within the rule, 2 compared/);
  const wrongRate = await housing([...flags, '--rate', 'x']);
  assert.deepEqual([wrongRate.code, wrongRate.stdout], [2, '']);
  assert.match(wrongRate.stderr, /--rate: /);
});
