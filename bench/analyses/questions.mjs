// The questions put to every contender: the two screens, in our words and as SQL over a table
// observations(month, metric, region, value), and the other questions as SQL that both databases understand.
// Changes are rounded to 10^-4 percent, as ours are. A question of several statements is one that can be put in several
// ways: each database is asked in all of them and the quickest counts.

export const kPage = 50;

// Their numbers in the table. The first has all its months there, the others the last 13.
export const kMetrics = [
  'home_value',
  'rent',
  'days_to_pending',
  'market_heat',
  'list_price@zillow',
  'home_value.condo@zillow',
  'home_value.sfr@zillow',
  'home_value.bottom-tier@zillow',
  'home_value.top-tier@zillow',
  'rent.sfr@zillow',
];

const compare = (transform, metric, op, bound) => ({ transform, metric, op, bound });

// Sorted by the first measure; each part leaves some regions out.
export const kScreen = [
  compare('yoy', 'home_value', '>=', 1),
  compare('level', 'home_value', '<=', 900_000),
  compare('level', 'rent', '>=', 1_000),
  compare('level', 'days_to_pending', '<=', 60),
  compare('level', 'market_heat', '>=', 20),
];
export const kLongScreen = [
  ...kScreen,
  ...kMetrics.slice(4, 9).map((metric) => compare('level', metric, '<=', 1_100_000)),
  ...kMetrics.slice(4, 9).map((metric) => compare('yoy', metric, '<=', 5)),
  compare('level', 'rent.sfr@zillow', '<=', 3_500),
  compare('yoy', 'rent.sfr@zillow', '<=', 5),
  compare('yoy', 'rent', '>=', 0.5),
  compare('yoy', 'market_heat', '>=', -30),
  compare('yoy', 'days_to_pending', '<=', 60),
];

const measureOf = ({ transform, metric }) => (transform === 'level' ? metric : `${transform}(${metric})`);
export const conditionText = (screen) =>
  screen.map((part) => `${measureOf(part)} ${part.op} ${part.bound}`).join(' and ');

const number = (metric) => kMetrics.indexOf(metric);
const change = (now, was) => `round(100 * (${now} / ${was} - 1) * 10000)`;

// One self-join a metric and month.
function screenByJoins(screen, newest, yearBefore) {
  const tables = new Map(); // alias: [metric, month]
  const value = (metric, month, alias) => {
    const name = `${alias}${number(metric)}`;
    tables.set(name, [metric, month]);
    return `${name}.value`;
  };
  const side = ({ transform, metric }) =>
    transform === 'level'
      ? value(metric, newest, 'now')
      : change(value(metric, newest, 'now'), value(metric, yearBefore, 'was'));
  const bound = ({ transform, bound }) => (transform === 'level' ? bound : bound * 10_000);
  const order = side(screen[0]);
  const where = screen.map((part) => `${side(part)} ${part.op} ${bound(part)}`);
  const [[first, of], ...others] = tables;
  const is = (name, [metric, month]) => `${name}.metric = ${number(metric)} AND ${name}.month = DATE '${month}'`;
  const joins = others.map(
    ([name, of]) => `JOIN observations ${name} ON ${name}.region = ${first}.region AND ${is(name, of)}`,
  );
  return (
    `SELECT ${first}.region, count(*) OVER () AS matched FROM observations ${first} ${joins.join(' ')} ` +
    `WHERE ${is(first, of)} AND ${where.join(' AND ')} ORDER BY ${order} DESC, ${first}.region LIMIT ${kPage}`
  );
}

// One pass over two months, a group a region.
function screenByGroups(screen, newest, yearBefore) {
  const value = (metric, month) => `max(value) FILTER (WHERE metric = ${number(metric)} AND month = DATE '${month}')`;
  const side = ({ transform, metric }) =>
    transform === 'level' ? value(metric, newest) : change(value(metric, newest), value(metric, yearBefore));
  const bound = ({ transform, bound }) => (transform === 'level' ? bound : bound * 10_000);
  const numbers = [...new Set(screen.map(({ metric }) => number(metric)))];
  return (
    `SELECT region, count(*) OVER () AS matched FROM observations ` +
    `WHERE month IN (DATE '${newest}', DATE '${yearBefore}') AND metric IN (${numbers}) GROUP BY region ` +
    `HAVING ${screen.map((part) => `${side(part)} ${part.op} ${bound(part)}`).join(' AND ')} ` +
    `ORDER BY ${side(screen[0])} DESC, region LIMIT ${kPage}`
  );
}

const yoy = (newest, yearBefore) =>
  `SELECT now.region, ${change('now.value', 'was.value')} AS yoy FROM observations now ` +
  `JOIN observations was ON was.region = now.region AND was.metric = 0 AND was.month = DATE '${yearBefore}' ` +
  `WHERE now.metric = 0 AND now.month = DATE '${newest}' AND was.value <> 0`;

export const topSql = (newest, yearBefore) =>
  `SELECT region, yoy FROM (${yoy(newest, yearBefore)}) changes ORDER BY yoy DESC, region LIMIT ${kPage}`;

// The SQL of each question, by its name; `newest` is "2025-12".
export function statements(newest, [screen, longScreen]) {
  const month = `${newest}-01`;
  const before = `${Number(newest.slice(0, 4)) - 1}${newest.slice(4)}-01`;
  const ranks =
    'SELECT region, rank() OVER (ORDER BY value) - 1 AS below, count(*) OVER (PARTITION BY value) AS same, ' +
    `count(*) OVER () AS n FROM observations WHERE metric = 0 AND month = DATE '${month}'`;
  return {
    yoy: [`SELECT count(*), sum(yoy) FROM (${yoy(month, before)}) changes`],
    top: [topSql(month, before)],
    percentile: [
      `SELECT count(*), sum(round(1000000.0 * (below + same / 2.0) / n) * (region % 97)) FROM (${ranks}) ranks`,
    ],
    screen: [screenByJoins(screen, month, before), screenByGroups(screen, month, before)],
    long_screen: [screenByJoins(longScreen, month, before), screenByGroups(longScreen, month, before)],
  };
}
