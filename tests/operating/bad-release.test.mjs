// docs/operating/bad-release.md, as it stands there, on a self-hosted program: a publisher's file with values a hundred
// times too large comes in, an alert fires on it, the release is taken back, and the corrected one comes.
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import test, { after, before } from 'node:test';
import { Page } from '../../tools/operating/page.mjs';
import { Installation } from '../accounts/support/installation.mjs';
import { Postgres, whyNotPostgres } from '../accounts/support/servers.mjs';
import { until } from '../accounts/support/process.mjs';
import { monthEnds, names, zillow } from '../api/support/fixtures.mjs';
import { get } from '../api/support/http.mjs';
import { makeEnvironment, skipReason, startMoto } from '../delivery/support/cloud.mjs';
import { makeProject } from '../delivery/support/project.mjs';
import { assertNothingLeftOut, programs, shellEnvironment } from './support.mjs';

const skip = whyNotPostgres;
const skipAws = skipReason();
const kShowSeconds = 20;
const kPlaces = { 'New York, NY': 394913, 'Chicago, IL': 394463, 'San Francisco, CA': 395057 };
const kGood = { 'New York, NY': [600, 610, 620], 'Chicago, IL': [300, 310, 320], 'San Francisco, CA': [900, 910, 920] };
const page = new Page('bad-release', { METRIC: 'home_value', SOURCE: 'zillow/zhvi/metro' });

let home;
let server;
let publishers;
let env;
let person;
let bad;
let moto;
let project;

const thousands = (values, by = 1) =>
  Object.fromEntries(Object.entries(values).map(([place, all]) => [place, all.map((value) => value * 1000 * by)]));
/** The publisher's file with these values of each place, from 2024-01 on. */
function textOf(values) {
  const count = Math.max(...Object.values(values).map((all) => all.length));
  const rows = Object.entries(values).map(([place, all]) => [kPlaces[place], 1, place, 'msa', place.slice(-2), ...all]);
  return zillow(monthEnds(2024, 1, count), rows);
}
function write(text, folder = publishers) {
  mkdirSync(folder, { recursive: true });
  const path = join(folder, names.metroValues);
  writeFileSync(path, text);
  return path;
}
const next = (values, month) =>
  Object.fromEntries(
    Object.keys(kGood).map((place) => [place, [...kGood[place], ...(values[place] ?? [])].slice(0, month)]),
  );

before(async () => {
  if (!skipAws) {
    moto = await startMoto();
    const { hostedZoneId } = await makeEnvironment(moto);
    project = makeProject({ url: moto.url, hostedZoneId });
  }
  if (skip) return;
  const postgres = await Postgres.start();
  home = new Installation({ HOUSING_DATABASE_URL: postgres.url() });
  home.postgres = postgres;
  await home.ok('migrate');
  publishers = join(home.folder, 'publishers');
  await home.import(write(textOf(thousands(kGood))), '2024-04-16');
  server = await home.serve();
  const own = { HOUSING_DATA_DIR: home.data, HOUSING_PUBLISHERS_URL: `file://${publishers}` };
  env = shellEnvironment(programs(), { ...home.env, ...own });
  person = await home.add(server, 'ann@example.org');
});
after(() => {
  project?.remove();
  moto?.stop();
});

const latest = async (place = 'metro-35620') => {
  const { json } = await get(server.base, `/api/v1/series?region=${place}&metric=home_value&last=1`);
  return [json.series[0].periods[0], json.series[0].values[0]];
};
const shows = (period, value) =>
  until(async () => String(await latest()) === String([period, value]), kShowSeconds, `${period} ${value} is shown`);
const mails = (name) => home.lettersTo(person.email).filter(({ subject }) => subject === `Alert: ${name}`).length;
const alert = (more) => person.ok('POST', '/alerts', { metric: 'home_value', region: 'metro-35620', ...more }, 201);
const imports = async () => (await get(server.base, '/api/v1/imports')).json.imports;
const projected = async () =>
  (await home.postgres.sql("SELECT max(value)::bigint FROM observations WHERE metric = 'home_value'"))[0][0];

test('what cannot be a file of its publisher is refused whole', { skip }, async () => {
  const folder = join(home.folder, 'refused');
  const good = textOf(thousands(next({}, 3)));
  const whole = {
    'a web page': '<html><body>Access denied</body></html>',
    empty: '',
    header: good.replace('RegionID', 'Id'),
  };
  for (const [what, text] of Object.entries(whole)) {
    const { code, stderr } = await home.run('import', [write(text, folder)]);
    assert.equal(code, 1, what);
    assert.match(stderr, /not imported: /, what);
  }
  const cut = join(folder, `${names.metroValues}.gz`);
  writeFileSync(cut, gzipSync(good.repeat(50)).subarray(0, 120));
  assert.match((await home.run('import', [cut])).stderr, /compressed data end too early/);
  assert.equal((await imports()).length, 1);
});

test('places that a file lacks keep the numbers of the release before, and say so', { skip }, async () => {
  const { 'Chicago, IL': left, ...fewer } = thousands(next({}, 3));
  assert.ok(left);
  await home.publish(server, write(textOf(fewer), join(home.folder, 'fewer')), '2024-04-17');
  assert.deepEqual(await latest('metro-16980'), ['2024-03', 320_000]);
  const { json } = await get(server.base, '/api/v1/series?region=metro-16980&metric=home_value&last=1');
  assert.equal(json.series[0].prov.release, '2024-04-16');
  const [{ regions }, { regions: before }] = await imports();
  assert.ok(regions < before, `${regions} < ${before}`);
});

test('values a hundred times too large come in, and alerts fire', { skip }, async () => {
  await alert({ op: 'above', threshold: 625_000, name: 'above' });
  await alert({ op: 'crosses', threshold: 625_000, hysteresis: 1, cooldown: 365, name: 'crosses' });
  await alert({ op: 'revised', threshold: 1, name: 'revised' });
  const places = { type: 'metro', where: 'home_value > 1000000' };
  await person.ok('POST', '/alerts', { screen: places, name: 'screen' }, 201);
  await person.ok('POST', '/alerts', { screen: { type: 'metro', where: 'home_value < 700000' }, name: 'cheap' }, 201);
  await home.workOk();
  assert.equal(home.lettersTo(person.email).length, 0);

  const wrong = thousands(next({ 'New York, NY': [630], 'Chicago, IL': [330], 'San Francisco, CA': [930] }, 4), 100);
  const limit = 21_474_836.47;
  for (const values of Object.values(wrong)) assert.ok(values.some((value) => value > limit));
  // As a publisher's slip would be, and small enough to be taken: one place of three.
  const slipped = { ...thousands(next({ 'Chicago, IL': [330], 'San Francisco, CA': [930] }, 4)) };
  slipped['New York, NY'] = wrong['New York, NY'].map((value) => value / 10);
  await home.publish(server, write(textOf(slipped), join(home.folder, 'bad')), '2024-05-16');
  await shows('2024-04', 6_300_000);
  await home.workOk();
  assert.deepEqual(['above', 'crosses', 'revised', 'screen'].map(mails), [1, 1, 1, 1]);
  assert.equal(await projected(), '6300000');
});

test('the page says which release it is', { skip }, async () => {
  const list = await page.run('Look at it', 0, { env, words: { REGION: 'metro-35620', PERIOD: '2024-04' } });
  const [row] = /^zillow\/zhvi\/metro@[0-9a-f]{12} +2024-05-16 operator.* shown$/m.exec(list);
  [bad] = row.split(' ');
  assert.match(list, /most 900\.00 in metro-35620/);
  assert.match(list, /6300000/);
});

test('it is taken back: former numbers, everywhere, on record, and nobody is told again', { skip }, async () => {
  const told = home.lettersTo(person.email).length;
  const said = await page.run('Take it back, on one machine', 0, { env, words: { ID: bad } });
  assert.ok(said.startsWith(`${bad} is withdrawn; publication `), said);
  await shows('2024-03', 620_000);
  await home.workOk();
  assert.equal(home.lettersTo(person.email).length, told, 'no mail on the way back');
  assert.equal(await projected(), '920000');
  const record = (await imports()).find(({ id }) => id === bad);
  assert.equal(record.withdrawn.reason, 'Values are a hundred times too large');
  assert.match(record.withdrawn.at, /^\d{4}-\d\d-\d\dT/);
  const past = await get(server.base, '/api/v1/series?region=metro-35620&metric=home_value&last=1&as_of=2024-06-01');
  assert.deepEqual(past.json.series[0].values, [620_000]);
  const { json } = await get(server.base, '/api/v1/revisions?metric=home_value');
  assert.ok(JSON.stringify(json).includes('2024-04-17') && !JSON.stringify(json).includes(bad));
  await home.workOk();
  assert.equal(home.lettersTo(person.email).length, told);
});

test('the same bytes stay withdrawn', { skip }, async () => {
  const { stdout } = await home.run('import', [join(home.folder, 'bad', names.metroValues)]);
  assert.match(stdout, /\(unchanged, withdrawn\)/);
  assert.deepEqual(await latest(), ['2024-03', 620_000]);
});

test('the corrected release is taken, and tells what is true, of the same period too', { skip }, async () => {
  const told = { above: mails('above'), crosses: mails('crosses'), revised: mails('revised') };
  write(textOf(thousands(next({ 'New York, NY': [630], 'Chicago, IL': [330], 'San Francisco, CA': [930] }, 4))));
  await page.run('Keep it from coming back', 0, { env });
  await shows('2024-04', 630_000);
  await home.workOk();
  assert.equal(mails('above'), told.above + 1, '2024-04 is above 625,000 indeed');
  assert.equal(mails('crosses'), told.crosses + 1, 'the cool-down of the false alarm is forgotten');
  assert.equal(mails('revised'), told.revised, 'nothing that was true was revised');
  assert.equal(mails('cheap'), 0);
});

test('a withdrawal can be taken back', { skip }, async () => {
  const told = home.lettersTo(person.email).length;
  await page.run('Keep it from coming back', 1, { env, words: { ID: bad } });
  const restored = (await imports()).find(({ id }) => id === bad);
  await until(async () => !(await imports()).find(({ id }) => id === bad).withdrawn, kShowSeconds, 'it is shown again');
  assert.ok(restored);
  await home.workOk();
  assert.equal(home.lettersTo(person.email).length, told);
  const reason = ['release', 'withdraw', bad, '--reason', 'wrong after all'];
  await home.ok('release withdraw', reason.slice(2));
});

test('notices that wait for a digest can be thrown away', { skip }, async () => {
  const count = async () => Number((await home.postgres.sql('SELECT count(*) FROM notifications'))[0][0]);
  assert.ok((await count()) > 0);
  await page.run('What people were told', 0, { env, words: { SINCE: '0' } });
  assert.equal(await count(), 1, 'the one of the screen names no metric');
});

test('on AWS the import task is asked to do it', { skip: skipAws }, async () => {
  await page.run('Take it back, on AWS', 0, { env: project.env, words: { E: 'staging', ID: 'a/b@c' } });
  const calls = readFileSync(join(project.folder, 'calls'), 'utf8');
  const [, overrides] = /^aws ecs run-task [^]* --overrides (\{[^]*?\]\}\]\})/m.exec(calls);
  const [{ name, command }] = JSON.parse(overrides).containerOverrides;
  assert.equal(name, 'import');
  assert.deepEqual(command, ['release', 'withdraw', 'a/b@c', '--reason', 'Values are a hundred times too large']);
  assert.match(calls, /--network-configuration \{\s*"awsvpcConfiguration"/);
});

test('no command is left out by silence', () => assertNothingLeftOut(page));
