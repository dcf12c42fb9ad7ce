// Nothing that costs is left out: the topology page's names, the alarms, the metrics, the price table itself.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'node:test';
import { readInputs } from '../lib/inputs.mjs';
import { changed, priceAccount, priceEnvironment, priceSpecification } from '../lib/model.mjs';
import { alarmMetrics, metricMonths } from '../lib/telemetry.mjs';

const inputs = readInputs();
const { prices, settings, assume } = inputs;
const { prod } = settings.environments;
const text = (path) => readFileSync(new URL(path, import.meta.url), 'utf8');
const free = JSON.parse(text('../free.json'));

// The names of the section on an environment's resources: `service-resource` in backticks.
function namesOfTopology() {
  const section = /## Resources of an environment\n([^]*?)\n## /.exec(text('../../README.md'))?.[1];
  assert.ok(section, 'the topology page has no section on the resources of an environment');
  const services = 'network|api|frontend|db|cache|data|jobs|mail|edge|monitoring|recovery|delivery';
  const names = [...section.matchAll(new RegExp(`\`((?:${services})-[a-z0-9-]+)\``, 'g'))].map(([, name]) => name);
  return [...new Set(names)];
}

test('every resource of the topology page is paid for by a line, or said to be free', () => {
  const everything = changed(prod, { options: { efs: true } });
  const lines = [...priceEnvironment(inputs, everything).lines, ...priceAccount(inputs).delivery.lines];
  const paid = new Set(lines.flatMap(({ resources }) => resources));
  const names = namesOfTopology();
  assert.ok(names.length > 40, `${names.length} names`);
  const missing = names.filter((name) => !paid.has(name) && !(name in free.resources));
  assert.deepEqual(missing, [], 'neither priced nor free');
  const unknown = [...paid, ...Object.keys(free.resources)].filter((name) => !names.includes(name));
  assert.deepEqual(unknown, [], 'priced, but not on the topology page');
});

// Resource kinds of the Terraform modules, which CDK's are kept equal to.
function kindsOfInfrastructure() {
  const folder = new URL('../../terraform', import.meta.url);
  const files = readdirSync(folder, { recursive: true }).filter((name) => /^(?!.*\.terraform\/).*\.tf$/.test(name));
  const blocks = files.flatMap((name) => [...text(`../../terraform/${name}`).matchAll(/^resource "(aws_\w+)"/gm)]);
  return [...new Set(blocks.map(([, kind]) => kind))];
}

test('every kind of resource the infrastructure makes is priced, or said to cost nothing by itself', () => {
  const kinds = JSON.parse(text('../kinds.json'));
  const everything = changed(prod, { options: { efs: true, amplify: true } });
  const lines = [...priceEnvironment(inputs, everything).lines, ...priceAccount(inputs).delivery.lines];
  const areas = new Set(lines.map(({ area }) => area));
  for (const [kind, area] of Object.entries(kinds.priced)) assert.ok(areas.has(area), `${kind}: no area "${area}"`);
  const known = new Set([...Object.keys(kinds.priced), ...Object.values(kinds.free).flat()]);
  const made = kindsOfInfrastructure();
  assert.ok(made.length > 80, `${made.length} kinds`);
  assert.deepEqual(
    made.filter((kind) => !known.has(kind)),
    [],
    'add them to kinds.json, and to the bill when they cost',
  );
});

test('every price and discount has unit, page, address and month, and is used', () => {
  const used = readdirSync(new URL('../lib', import.meta.url), { recursive: true })
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => text(`../lib/${name}`))
    .join('\n');
  for (const [name, { unit, source, known, usd }] of Object.entries(prices.prices)) {
    assert.ok(usd > 0 && unit && prices.sources[source]?.url.startsWith('https://aws.amazon.com/'), name);
    assert.match(known, /^20\d\d-\d\d$/, name);
    const computed = /^(rds|elasticache)\..*Hour$|^fargate\.|^lambda\./.test(name);
    assert.ok(computed || used.includes(`'${name}'`), `${name} is used nowhere`);
  }
  for (const [name, { share, source, known }] of Object.entries(prices.discounts)) {
    assert.ok(share > 0 && share < 1 && prices.sources[source] && /^20\d\d-\d\d$/.test(known), name);
    assert.ok(used.includes(`'${name}'`), `${name} is used nowhere`);
  }
  for (const name of Object.keys(prices.free)) assert.ok(used.includes(`'${name}'`), `${name} is used nowhere`);
});

test('every assumption has a reason and is used', () => {
  const used = readdirSync(new URL('../lib', import.meta.url), { recursive: true })
    .filter((name) => name.endsWith('.mjs'))
    .map((name) => text(`../lib/${name}`))
    .join('\n');
  for (const [name, { value, why }] of Object.entries(inputs.assumptions)) {
    assert.ok(Number.isFinite(value) && value >= 0 && why.length > 10, name);
    assert.ok(new RegExp(`\\b${name}\\b`).test(used), `${name} is used nowhere`);
  }
});

test('alarms are counted by the metrics they watch, members and conditions included', () => {
  const made = {
    lists: { queues: ['a', 'b', 'c'] },
    alarms: [
      { id: 'one', metric: {} },
      { id: 'each', each: 'queues', metric: {} },
      { id: 'expression', metrics: { a: {}, b: {} } },
      { id: 'nodes', each: 'cacheNodes', metric: {} },
      { id: 'option', when: 'options.waf', metric: {} },
    ],
  };
  const environment = { cache: { shards: 2, replicasPerShard: 1 }, options: { waf: false } };
  assert.equal(alarmMetrics(made, environment), 1 + 3 + 2 + 4);
  assert.equal(alarmMetrics(made, { ...environment, options: { waf: true } }), 1 + 3 + 2 + 4 + 1);
  const wrong = { lists: {}, alarms: [{ id: 'x', each: 'nobody', metric: {} }] };
  assert.throws(() => alarmMetrics(wrong, environment), /x repeats for each of "nobody"/);
});

test('metrics are counted by their labels and hours', () => {
  const { labels } = inputs.telemetry;
  const telemetry = {
    labels,
    metrics: [
      { name: 'A', by: [] },
      { name: 'B', by: ['StatusClass'] },
    ],
  };
  assert.equal(metricMonths({ ...inputs, telemetry, environment: prod }), 5);
  const rare = { labels, metrics: [{ name: 'ImportRowsKept', by: ['Source'] }] };
  assert.equal(metricMonths({ ...inputs, telemetry: rare, environment: prod }), (240 / 8 / assume.hoursPerMonth) * 8);
  const wrong = { labels, metrics: [{ name: 'C', by: ['Colour'] }] };
  assert.throws(() => metricMonths({ ...inputs, telemetry: wrong, environment: prod }), /C has label Colour/);
});

test('the specification’s own table sums up to what it states, and all its services are priced', () => {
  const { rows, statedTotal, configurations } = inputs.specification;
  assert.equal(
    rows.reduce((sum, { usd }) => sum + usd, 0),
    statedTotal,
  );
  for (const name of Object.keys(configurations)) {
    const areas = new Set(priceSpecification(inputs, name).lines.map(({ area }) => area));
    for (const row of rows) for (const area of row.areas) assert.ok(areas.has(area), `${name}: ${area}`);
  }
});

test('figures computed by hand: the specification’s sizes, and ours', () => {
  const quantityOf = (bill, what) => bill.lines.find((line) => line.what === what);
  const table = priceSpecification(inputs, 'costTable');
  const tasks = table.lines.filter(({ what }) => what.startsWith('API tasks on demand'));
  const taskUsd = tasks.reduce((sum, { list }) => sum + list, 0);
  assert.equal(taskUsd.toFixed(2), (4 * 730 * (2 * 0.04048 + 4 * 0.004445)).toFixed(2));
  assert.equal(quantityOf(table, 't3.medium, Multi-AZ').list.toFixed(2), (730 * 0.145).toFixed(2));
  assert.equal(quantityOf(table, 'gp3 storage, 2 copies').list.toFixed(2), '23.00');
  assert.equal(quantityOf(table, '2 × cache.t3.small').list.toFixed(2), (2 * 730 * 0.034).toFixed(2));
  assert.equal(quantityOf(table, 'HTTPS requests').list, 5);
  assert.equal(quantityOf(table, 'to viewers').list, 8.5);
  assert.equal(quantityOf(table, 'mails').list, 1);
});
