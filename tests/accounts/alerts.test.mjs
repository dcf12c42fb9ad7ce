// The kinds of alerts beside "above": watchlists, revisions, percentiles, crossings, digests, notices alone.
import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { Installation, kPublicUrl } from './support/installation.mjs';
import { send } from '../api/support/http.mjs';
import { monthEnds, names, zillow } from '../api/support/fixtures.mjs';

const kChicago = 'metro-16980';
const kNewYork = 'metro-35620';
const kSanFrancisco = 'metro-41860';
const zillowIds = { 'New York, NY': 394913, 'Chicago, IL': 394463, 'San Francisco, CA': 395057 };

let home;
let server;
let releases = 0;
/** Publishes home values from 2024-01 on: {"Chicago, IL": [100, 101…]…}. */
async function publish(values) {
  const count = Math.max(...Object.values(values).map((all) => all.length));
  const rows = Object.entries(values).map(([name, all]) => [zillowIds[name], 1, name, 'msa', name.slice(-2), ...all]);
  const folder = join(home.folder, `release-${++releases}`);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, names.metroValues);
  writeFileSync(path, zillow(monthEnds(2024, 1, count), rows));
  const released = new Date(Date.UTC(2024, count, 16 + releases)).toISOString().slice(0, 10);
  if (server) await home.publish(server, path, released);
  else await home.import(path, released);
}
before(async () => {
  home = new Installation();
  await publish({ 'Chicago, IL': [300, 310], 'New York, NY': [600, 610], 'San Francisco, CA': [900, 910] });
  server = await home.serve();
});
const alert = (person, more) =>
  person.ok('POST', '/alerts', { metric: 'home_value', op: 'above', threshold: 1, ...more }, 201);
const mailsTo = ({ email }, kind) => home.lettersTo(email).filter(({ subject }) => subject.startsWith(kind));

// A zone where it is that many hours after midnight or more, and one where it is still night.
const zones = ['Pacific/Auckland', 'Asia/Tokyo', 'Asia/Kolkata', 'Europe/Berlin', 'America/New_York'].concat([
  'America/Los_Angeles',
  'Pacific/Honolulu',
  'Pacific/Kiritimati',
]);
const hourIn = (timeZone) =>
  Number(new Intl.DateTimeFormat('en-US', { timeZone, hour: 'numeric', hourCycle: 'h23' }).format(new Date()));
const morning = zones.find((zone) => hourIn(zone) >= 7 && hourIn(zone) < 22);
const night = zones.find((zone) => hourIn(zone) < 6);

test('every kind of rule says of one release what is to be said, in one mail each', async () => {
  const ann = await home.add(server, 'ann@example.org');
  for (const place of [kChicago, kNewYork, kSanFrancisco])
    await ann.ok('PUT', `/watchlist/${place}?list=mine`, undefined, 204);
  await alert(ann, { watchlist: 'mine', op: 'revised', threshold: 0.5, name: 'revised' });
  await alert(ann, { watchlist: 'mine', threshold: 320, name: 'above' });
  await alert(ann, { region: kChicago, op: 'crosses', threshold: 320, hysteresis: 5, name: 'crosses' });
  await alert(ann, { region: kChicago, op: 'crosses', threshold: 320, hysteresis: 50, name: 'hardly' });
  await alert(ann, { region: kChicago, op: 'percentile', threshold: 50, name: 'percentile' });
  await alert(ann, { region: kChicago, transform: 'mom', threshold: 4, name: 'mom' });
  await alert(ann, { region: kChicago, threshold: 320, delivery: 'notice', name: 'notice' });
  const { id } = await alert(ann, { region: kChicago, threshold: 320, name: 'paused' });
  await ann.ok('PATCH', `/alerts/${id}`, { paused: true });
  await home.workOk();
  assert.equal(home.lettersTo(ann.email).length, 0);

  // Chicago: revised by 1 %, then up beyond New York. New York: revised by 0.3 %.
  await publish({
    'Chicago, IL': [300, 313.1, 700],
    'New York, NY': [600, 611.8, 620],
    'San Francisco, CA': [900, 910, 905],
  });
  await home.workOk();
  const subjects = home.lettersTo(ann.email).map(({ subject }) => subject);
  assert.deepEqual(
    subjects.sort(),
    ['above', 'crosses', 'hardly', 'mom', 'percentile', 'revised'].map((name) => `Alert: ${name}`),
  );
  const text = (name) => mailsTo(ann, `Alert: ${name}`)[0].text;
  assert.match(text('revised'), /^Home value in Chicago.* for 2024-02 was revised from \$310 to \$313\.\r?\n/);
  assert.ok(!text('revised').includes('New York'), 'below what is asked for');
  assert.match(text('percentile'), /reached percentile 50\.0 in 2024-03/);
  assert.match(text('mom'), /change from the month before, in Chicago.* was 123\.57 % in 2024-03, above 4\.00 %/);
  const notices = await ann.notifications();
  assert.equal(notices.filter(({ title }) => title === 'notice').length, 1);
  assert.equal(notices.filter(({ title }) => title === 'paused').length, 0);
  assert.equal(notices.length, 7);

  // A place added now is taken note of; the others come back below.
  await ann.ok('PUT', '/watchlist/us?list=mine', undefined, 204);
  await publish({ 'Chicago, IL': [300, 313.1, 700, 290], 'New York, NY': [600, 611.8, 620, 625] });
  await home.workOk();
  const later = home
    .lettersTo(ann.email)
    .slice(0)
    .map(({ subject }) => subject);
  assert.deepEqual(
    later.filter((subject) => subject === 'Alert: crosses').length,
    2,
    'crosses tells of the way back too',
  );
  assert.equal(later.filter((subject) => subject === 'Alert: hardly').length, 1, 'back by less than its hysteresis');
  assert.equal(later.length, 7);
});

test('a digest gathers what was found, on the morning of whoever wants it', async () => {
  assert.ok(morning && night, `no zone has morning or night now: ${zones.map((zone) => `${zone} ${hourIn(zone)}`)}`);
  const early = await home.add(server, 'early@example.org');
  const late = await home.add(server, 'late@example.org');
  for (const [person, zone] of [
    [early, morning],
    [late, night],
  ]) {
    await person.ok('PATCH', '/me', { digest: 'daily', time_zone: zone });
    await alert(person, { region: kNewYork, threshold: 630, delivery: 'digest', name: '<b>New York</b> & "co"' });
    await alert(person, { region: kNewYork, threshold: 640, delivery: 'digest' });
  }
  await publish({ 'Chicago, IL': [300, 313.1, 700, 290, 291], 'New York, NY': [600, 611.8, 620, 625, 650] });
  const nextSlot = "DELETE FROM marks WHERE name = 'schedule:digest'";
  await home.sql(nextSlot);
  await home.workOk();
  const [digest, ...more] = home.lettersTo(early.email);
  assert.equal(more.length, 0);
  assert.equal(digest.subject, 'Housing Trends: 2 alerts');
  assert.match(digest.text, /<b>New York<\/b> & "co": Home value in New York.* was \$650 in 2024-05, above \$630\./);
  assert.ok(digest.html.includes('&lt;b&gt;New York&lt;/b&gt; &amp; &quot;co&quot;: Home value'), digest.html);
  assert.ok(!digest.html.includes('<b>New'));
  assert.equal(home.lettersTo(late.email).length, 0, `it is ${hourIn(night)} o’clock in ${night}`);
  assert.equal((await late.notifications()).length, 2, 'the notices are there at once');

  await home.sql(nextSlot);
  await home.workOk();
  assert.equal(home.lettersTo(early.email).length, 1, 'one a day');

  const path = /^<(.+)>$/.exec(digest.header('List-Unsubscribe'))[1].slice(kPublicUrl.length);
  const headers = { 'Content-Type': 'application/x-www-form-urlencoded' };
  const click = await send(server.base, path, { method: 'POST', headers, body: 'List-Unsubscribe=One-Click' });
  assert.equal(click.status, 200);
  assert.equal((await early.ok('GET', '/me')).user.digest, 'off');
});

test('an alert may be changed; what it then says is of the new threshold', async () => {
  const bob = await home.add(server, 'bob@example.org');
  const { id } = await alert(bob, { region: kNewYork, threshold: 600, name: 'moving' });
  const changed = await bob.ok('PATCH', `/alerts/${id}`, { threshold: 660 });
  assert.equal(changed.threshold, 660);
  await publish({ 'New York, NY': [600, 611.8, 620, 625, 650, 670] });
  await home.workOk();
  assert.equal(mailsTo(bob, 'Alert: moving').length, 1, '650 is below 660 and 670 is above');
  await bob.ok('DELETE', `/alerts/${id}`, undefined, 204);
  assert.equal((await bob.call('DELETE', `/alerts/${id}`)).status, 404);
});
