// The same story as in production: PostgreSQL, Redis, an SMTP server, two servers of ours; and what happens when one of
// them goes away.
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { Installation } from './support/installation.mjs';
import { get } from '../api/support/http.mjs';
import { writeFixtures } from '../api/support/fixtures.mjs';
import { later, older, skip as noData } from './support/data.mjs';
import { tokenOf } from './support/letter.mjs';
import { Person } from './support/person.mjs';
import { pause, until } from './support/process.mjs';
import { Postgres, Redis, Smtp, whyNotPostgres, whyNotRedis, whyNotSmtp } from './support/servers.mjs';

const skip = whyNotPostgres || whyNotRedis || whyNotSmtp;
const kEmail = 'bea@example.org';
const kSecondsToNotice = 20; // readiness looks every five

let postgres;
let redis;
let smtp;
let home;
let one;
let two;
let bea;
before(async () => {
  if (skip) return;
  [postgres, redis, smtp] = await Promise.all([Postgres.start(), Redis.start(), Smtp.start()]);
  home = new Installation({
    HOUSING_DATABASE_URL: postgres.url(),
    HOUSING_CACHE_URL: redis.url,
    HOUSING_MAIL_URL: smtp.url,
    HOUSING_MAIL_FROM: 'Housing Trends <alerts@housing.example>',
  });
  if (noData) {
    const { metroValues } = writeFixtures(home.folder, ['metroValues']);
    await home.import(metroValues, '2025-04-16');
  } else {
    await home.import(older.path, older.released);
  }
});
const lettersTo = (email) => smtp.letters().filter(({ to }) => to === email);

test('without its tables nothing starts, and the message says what to do', { skip }, async () => {
  for (const command of ['serve', 'work --once']) {
    const { code, stderr } = await home.run(command, command === 'serve' ? ['--port', '0'] : []);
    assert.equal(code, 1, stderr);
    assert.match(stderr, /housing migrate/);
  }
  assert.equal((await home.run('migrate', ['--check'])).code, 1);
  assert.match(await home.ok('migrate'), /applied 0001_queue/);
  assert.match(await home.ok('migrate'), /^the database is at version \d+\n$/, 'a second time there is nothing to do');
  await home.ok('migrate', ['--check']);
  [one, two] = await Promise.all([home.serve(), home.serve()]);
});

test('an alert on real data fires once, by SMTP', { skip: skip || noData }, async () => {
  bea = new Person(one, kEmail);
  assert.equal((await bea.register({ name: 'Beá "B" Ünal' })).status, 201);
  await home.workOk();
  const [letter] = lettersTo(kEmail);
  assert.match(letter.header('From'), /^"?Housing Trends"? <alerts@housing\.example>$/);
  assert.equal((await bea.verify(tokenOf(letter))).status, 200);
  assert.equal((await bea.login()).status, 200);
  const rule = { metric: 'home_value', op: 'above', threshold: 250_000, name: 'Yuma ✓ über 250' };
  await bea.ok('POST', '/alerts', { ...rule, region: 'metro-49740' }, 201);
  await home.workOk();
  assert.equal(lettersTo(kEmail).length, 1);
  await home.publish(one, later.path, later.released);
  await home.workOk();
  await home.workOk();
  const alerts = lettersTo(kEmail).filter(({ subject }) => subject === 'Alert: Yuma ✓ über 250');
  assert.equal(alerts.length, 1);
  assert.equal(alerts[0].header('List-Unsubscribe-Post'), 'List-Unsubscribe=One-Click');
  assert.equal((await bea.notifications()).length, 1);
});

test('the table of observations says what the API says', { skip: skip || noData }, async () => {
  await home.workOk();
  for (const region of ['metro-49740', 'metro-41860', 'us']) {
    const rows = await postgres.sql(
      "SELECT period, value FROM observations WHERE metric = 'home_value' " +
        `AND region = '${region}' ORDER BY period_begin`,
    );
    const { series } = (await get(one.base, `/api/v1/series?region=${region}&metric=home_value`)).json;
    const told = series[0].periods
      .map((period, i) => [period, series[0].values[i]])
      .filter(([, value]) => value !== null);
    assert.ok(told.length > 200, region);
    assert.deepEqual(
      rows.map(([period, value]) => [period, Number(value)]),
      told,
      region,
    );
  }
  const [[rows]] = await postgres.sql('SELECT sum(rows) FROM observation_versions');
  const [[counted]] = await postgres.sql('SELECT count(*) FROM observations');
  assert.equal(counted, rows);
});

test('a session is good at every server, and ends at every server', { skip }, async () => {
  const there = await home.add(one, 'cy@example.org');
  const here = Object.assign(new Person(two, there.email), { cookie: there.cookie, csrf: there.csrf });
  assert.equal((await here.get('/me')).status, 200);
  assert.equal((await here.call('POST', '/auth/logout-all')).status, 204);
  assert.equal((await there.get('/me')).status, 401);
  assert.equal((await here.get('/me')).status, 401);
});

const ready = async (server) => (await get(server.base, '/health/ready')).json;
const becomes = (server, status) =>
  until(async () => (await ready(server)).status === status, kSecondsToNotice, `/health/ready is ${status}`);

test('without Redis everything is answered, and readiness tells', { skip }, async () => {
  const di = await home.add(one, 'di@example.org');
  const elsewhere = Object.assign(new Person(two, di.email), { cookie: di.cookie, csrf: di.csrf });
  assert.equal((await elsewhere.get('/me')).status, 200);
  await redis.kill();
  assert.equal((await di.get('/me')).status, 200);
  assert.equal((await di.login()).status, 200);
  assert.equal((await get(one.base, '/api/v1/metrics')).status, 200);
  const begin = Date.now();
  for (let i = 0; i < 20; ++i) assert.equal((await di.get('/me')).status, 200);
  assert.ok(Date.now() - begin < 5000, `20 calls took ${Date.now() - begin} ms`);
  await becomes(one, 'degraded');
  const cache = (await ready(one)).checks.find(({ name }) => name === 'cache');
  assert.notEqual(cache.status, 'ok');
  assert.equal((await get(one.base, '/health/ready')).status, 200, 'degraded, but it serves');
  assert.equal((await di.call('POST', '/auth/logout-all')).status, 204);
  assert.equal((await di.get('/me')).status, 401, 'ends at this server at once');
  await redis.begin();
  await becomes(one, 'ready');
  await becomes(two, 'ready');
  assert.equal((await di.login()).status, 200);
});

test(
  'a restart of PostgreSQL under load costs nobody public data, and nobody a restart of ours',
  { skip },
  async () => {
    const ed = await home.add(one, 'ed@example.org');
    let running = true;
    const statuses = { public: new Set(), own: new Set() };
    const ask = async (name, question) => {
      while (running) statuses[name].add((await question()).status);
    };
    const asking = [
      ask('public', () => get(one.base, '/api/v1/regions?q=san')),
      ask('own', () => ed.get('/notifications')),
      ask('own', () => ed.call('PUT', '/watchlist/us')),
    ];
    await pause(200);
    await postgres.stop();
    await pause(600);
    await postgres.begin();
    const recovered = async () => (await ed.get('/notifications')).status === 200;
    await until(recovered, kSecondsToNotice, 'account calls after the restart');
    await pause(200);
    running = false;
    await Promise.all(asking);
    assert.deepEqual([...statuses.public], [200]);
    assert.deepEqual(
      [...statuses.own].filter((status) => ![200, 204, 503].includes(status)),
      [],
    );
    assert.ok(statuses.own.has(503), 'it was away for a moment');
    await becomes(one, 'ready');
    await home.workOk();
  },
);
