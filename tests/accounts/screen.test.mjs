// An alert on a screen, from its rehearsal to its end: one mail when places newly meet a condition, and none more.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { Installation, kPublicUrl } from './support/installation.mjs';
import { monthEnds, names, zillow } from '../api/support/fixtures.mjs';
import { send } from '../api/support/http.mjs';

const kChicago = 'metro-16980';
const kNewYork = 'metro-35620';
const zillowIds = { 'New York, NY': 394913, 'Chicago, IL': 394463, 'San Francisco, CA': 395057 };
const kWhere = 'home_value >= 500 and rent < 3000';
const kWords = 'Metro areas where home value is at least $500 and rent is below $3,000';
const kPath = '/screener?level=metro&where=home_value%20%3E%3D%20500%20and%20rent%20%3C%203000';

let home;
let server;
let ann;
let made;
let releases = 0;
/** Publishes a metric's values from 2024-01 on: {"Chicago, IL": [100, 101…]…}. */
async function publish(file, values, released) {
  const count = Math.max(...Object.values(values).map((all) => all.length));
  const rows = Object.entries(values).map(([name, all]) => [zillowIds[name], 1, name, 'msa', name.slice(-2), ...all]);
  const folder = join(home.folder, `release-${++releases}`);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, file);
  writeFileSync(path, zillow(monthEnds(2024, 1, count), rows));
  if (server) await home.publish(server, path, released);
  else await home.import(path, released);
}
before(async () => {
  home = new Installation();
  await publish(names.metroValues, { 'Chicago, IL': [300], 'New York, NY': [600] }, '2024-02-16');
  await publish(names.metroRents, { 'Chicago, IL': [1000], 'New York, NY': [3100] }, '2024-02-20');
  await publish(names.metroRents, { 'Chicago, IL': [1000, 1001], 'New York, NY': [3100, 2900] }, '2024-03-20');
  server = await home.serve();
  ann = await home.add(server, 'ann@example.org');
});
const screen = (more) => ({ screen: { type: 'metro', where: kWhere, ...more } });
const aboutScreens = (email = ann.email) => home.lettersTo(email).filter(({ subject }) => subject.startsWith('Alert:'));
const fieldsOf = ({ json }) => json.errors.map(({ field }) => field).sort();

test('what is wrong with a screen is told where it is wrong', async () => {
  const twice = await ann.call('POST', '/alerts', { ...screen(), metric: 'home_value', op: 'above', threshold: 1 });
  assert.equal(twice.status, 422);
  assert.deepEqual(fieldsOf(twice), ['metric', 'op', 'threshold']);
  const unclear = await ann.call('POST', '/alerts', screen({ type: 'galaxy', where: 'rent <', size: 3 }));
  assert.deepEqual(fieldsOf(unclear), ['screen.size', 'screen.type', 'screen.where']);
  const asked = await send(server.base, '/api/v1/screener?type=metro&where=rent+%3C');
  assert.equal(unclear.json.errors.find(({ field }) => field === 'screen.where').message, asked.json.detail);
  const both = await ann.call('POST', '/alerts', { ...screen(), region: kChicago });
  assert.deepEqual(fieldsOf(both), ['region']);
  const absent = await ann.call('POST', '/alerts/rehearse', { screen: { type: 'metro' } });
  assert.deepEqual(fieldsOf(absent), ['screen.where']);
});

test('a rehearsal tells every mail it would have sent', async () => {
  const rehearsal = await ann.ok('POST', '/alerts/rehearse', screen());
  assert.equal(rehearsal.text, kWords);
  assert.deepEqual(
    [rehearsal.publications, rehearsal.from, rehearsal.to, rehearsal.left_out, rehearsal.matched, rehearsal.total],
    [3, '2024-02-16', '2024-03-20', 0, 1, 1],
  );
  const [mail] = rehearsal.mails;
  assert.deepEqual([mail.release, mail.new, mail.matched], ['2024-03-20', 1, 1]);
  assert.deepEqual(
    mail.measures.map(({ measure, period, source, release }) => [measure, period, source, release]),
    [
      ['home_value', '2024-01', 'zillow', '2024-02-16'],
      ['rent', '2024-02', 'zillow', '2024-03-20'],
    ],
  );
  assert.deepEqual(
    mail.places.map(({ region, values }) => [region, values]),
    [[kNewYork, [600, 2900]]],
  );
  assert.deepEqual((await ann.ok('GET', '/alerts')).alerts, [], 'nothing is kept');
});

test('made, it remembers what meets the screen; a newer release is told of in one mail', async () => {
  made = await ann.ok('POST', '/alerts', screen({ within: 'us' }), 201);
  assert.deepEqual(
    [made.text, made.matched, made.metric, made.threshold],
    [kWords.replace('areas', 'areas in United States'), 1, null, null],
  );
  await ann.ok('DELETE', `/alerts/${made.id}`, undefined, 204);
  made = await ann.ok('POST', '/alerts', screen(), 201);
  assert.deepEqual(made.screen, { type: 'metro', within: null, where: kWhere });
  await home.workOk();
  assert.equal(aboutScreens().length, 0, 'what was there already is no news');

  await publish(
    names.metroValues,
    { 'Chicago, IL': [300, 510], 'New York, NY': [600, 610], 'San Francisco, CA': [900, 910] },
    '2024-03-25',
  );
  await home.workOk();
  const [letter, ...more] = aboutScreens();
  assert.equal(more.length, 0);
  assert.equal(letter.subject, `Alert: ${kWords}`);
  assert.match(letter.text, /^1 place newly meets this screen: Metro areas where /);
  assert.match(letter.text, /\nChicago.*: home value \$510 in 2024-02; rent \$1,001 in 2024-02\.\r?\n/);
  assert.ok(!letter.text.includes('New York'), 'it met it before');
  assert.ok(!letter.text.includes('San Francisco'), 'its rent is not known');
  assert.match(letter.text, /Home value: Zillow.*, released 2024-03-25\. Rent: Zillow.*, released 2024-03-20\./);
  assert.ok(letter.text.includes(`${kPublicUrl}${kPath}`), letter.text);
  const [notice] = await ann.notifications();
  assert.deepEqual([notice.kind, notice.title, notice.link], ['alert', kWords, kPath]);
  assert.match(notice.body, /^1 place newly meets it: Chicago/);
  await ann.ok('POST', `/notifications/${notice.id}/read`, undefined, 204);
  assert.notEqual((await ann.notifications())[0].read, null);
  assert.deepEqual((await ann.ok('GET', '/notifications?unread=true')).notifications, []);
  assert.equal((await ann.ok('GET', '/alerts')).alerts[0].matched, 2);

  const before = home.letters().length;
  await home.workOk();
  const columns = 'id, queue, key, body, visible_at, enqueued_at';
  await home.sql(`INSERT INTO queue_messages (${columns}) VALUES ('again', 'alerts', 'again', '{}', 0, 0)`);
  assert.match((await home.workOk()).stdout, /^1 job/);
  assert.equal(home.letters().length, before, 'the same publication again is no news');
  assert.equal((await ann.notifications()).length, 1);
  const rehearsal = await ann.ok('POST', '/alerts/rehearse', screen());
  assert.deepEqual(
    rehearsal.mails.map(({ release, places }) => [release, places.map(({ region }) => region)]),
    [
      ['2024-03-25', [kChicago]],
      ['2024-03-20', [kNewYork]],
    ],
    'rehearsed and live are one',
  );
});

test('another condition begins anew; paused, it is silent', async () => {
  const wrong = await ann.call('PATCH', `/alerts/${made.id}`, { threshold: 3 });
  assert.deepEqual(fieldsOf(wrong), ['threshold']);
  const changed = await ann.ok('PATCH', `/alerts/${made.id}`, { screen: { type: 'metro', where: 'home_value > 700' } });
  assert.deepEqual([changed.matched, changed.text], [1, 'Metro areas where home value is above $700']);
  await ann.ok('PATCH', `/alerts/${made.id}`, { paused: true, name: 'dear' });
  const values = {
    'Chicago, IL': [300, 510, 710],
    'New York, NY': [600, 610, 620],
    'San Francisco, CA': [900, 910, 1],
  };
  await publish(names.metroValues, values, '2024-04-16');
  await home.workOk();
  assert.equal(aboutScreens().length, 1);
  await ann.ok('PATCH', `/alerts/${made.id}`, { paused: false });
  await publish(
    names.metroRents,
    { 'Chicago, IL': [1000, 1001, 1002], 'New York, NY': [3100, 2900, 2900] },
    '2024-04-20',
  );
  await home.workOk();
  const letter = aboutScreens().find(({ subject }) => subject === 'Alert: dear');
  assert.match(letter.text, /Chicago.*: home value \$710 in 2024-03\./, 'what it missed while it rested');
  assert.equal(aboutScreens().length, 2);
});

test('one click ends its mails; it is taken along, and gone when it is ended', async () => {
  const letter = aboutScreens().find(({ subject }) => subject === 'Alert: dear');
  const path = /^<(.+)>$/.exec(letter.header('List-Unsubscribe'))[1].slice(kPublicUrl.length);
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const click = await send(server.base, path, { method: 'POST', headers, body: 'List-Unsubscribe=One-Click' });
  assert.equal(click.status, 200);
  assert.equal((await ann.ok('GET', '/alerts')).alerts[0].delivery, 'notice');
  const { tables } = await ann.ok('GET', '/me/export');
  assert.equal(tables.alerts[0].screen_where, 'home_value > 700');
  assert.equal(tables.alert_matches[0].places, kChicago.slice('metro-'.length));

  await ann.ok('DELETE', `/alerts/${made.id}`, undefined, 204);
  assert.deepEqual(await home.sql('SELECT * FROM alert_matches'), []);
});
