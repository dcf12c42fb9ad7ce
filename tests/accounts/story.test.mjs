// One person's whole story on publishers' real files, with nothing installed beside the program: SQLite, mails in a
// folder. Two releases of Zillow's home values, 2021 and 2025; an alert between what they say of Yuma.
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { Installation, kPublicUrl } from './support/installation.mjs';
import { send } from '../api/support/http.mjs';
import { continued, later, older, skip, valuesOf } from './support/data.mjs';
import { tokenOf } from './support/letter.mjs';
import { Person } from './support/person.mjs';

const kYuma = 'metro-49740';
const kName = 'Yuma, AZ';
const kThreshold = 250_000;
const kEmail = 'ann@example.org';
const rule = { region: kYuma, metric: 'home_value', op: 'above', threshold: kThreshold };

let home;
let server;
let ann;
before(async () => {
  if (skip) return;
  home = new Installation();
  await home.import(older.path, older.released);
  server = await home.serve();
});

// The months a value rises above the threshold in, from the second on.
const risings = (values) =>
  Object.entries(values).filter(([, value], i, all) => i > 0 && value > kThreshold && all[i - 1][1] <= kThreshold);

test('an address becomes an account by the link in the mail, once', { skip }, async () => {
  ann = new Person(server, kEmail);
  assert.equal((await ann.register({ name: 'Ann', time_zone: 'America/Phoenix' })).status, 201);
  assert.equal((await ann.login()).status, 403);
  await home.workOk();
  const [letter, ...more] = home.lettersTo(kEmail);
  assert.equal(more.length, 0);
  assert.equal(letter.subject, 'Confirm your address for Housing Trends');
  assert.equal(letter.header('List-Unsubscribe'), undefined, 'such a mail cannot be ended');
  const token = tokenOf(letter);
  assert.ok(letter.text.includes(`${kPublicUrl}/verify?token=`));
  assert.ok(letter.html.includes(`href="${kPublicUrl}/verify?token=${token}"`));
  assert.equal((await ann.verify(`${token}x`)).status, 422);
  assert.equal((await ann.verify(token)).status, 200);
  assert.equal((await ann.verify(token)).status, 422);
  const signedIn = await ann.login();
  assert.equal(signedIn.status, 200);
  assert.equal(signedIn.json.user.name, 'Ann');
  assert.match(signedIn.headers['set-cookie'][0], /^__Host-housing=.+HttpOnly.+SameSite=Lax|Secure/);
});

test('an alert says what it is now, and its rehearsal what it would have said', { skip }, async () => {
  const values = valuesOf(older, kName);
  const rehearsal = await ann.ok('POST', '/alerts/rehearse', { ...rule, threshold: 180_000 });
  const expected = Object.entries(values)
    .filter(([month]) => month >= '2011-06')
    .filter(([, value], i, all) => i > 0 && value > 180_000 && all[i - 1][1] <= 180_000)
    .reverse();
  assert.deepEqual(
    rehearsal.firings.map(({ period, value }) => [period, value]),
    expected,
  );
  assert.equal(rehearsal.firings[0].label, kName);
  const made = await ann.ok('POST', '/alerts', { ...rule, name: 'Yuma <b>&</b> "me"' }, 201);
  assert.deepEqual(made.now, [
    { region: kYuma, label: kName, period: '2021-06', value: values['2021-06'], beyond: false },
  ]);
  await ann.ok('POST', '/alerts', { ...rule, name: 'control' }, 201);
  await home.workOk();
  assert.equal(home.lettersTo(kEmail).length, 1, 'what was there already is no news');
});

test('a new release fires it once: a mail, a notice, and no second of either', { skip }, async () => {
  await home.publish(server, later.path, later.released);
  await home.workOk();
  const about = (name) => home.lettersTo(kEmail).filter(({ subject }) => subject === `Alert: ${name}`);
  const [letter, ...more] = about('Yuma <b>&</b> "me"');
  assert.equal(more.length, 0);
  assert.equal(about('control').length, 1);
  const values = Object.fromEntries(Object.entries(valuesOf(later, kName)).filter(([month]) => month >= '2021-06'));
  const [month, value] = risings(values).at(-1);
  const dollars = `$${Math.round(value).toLocaleString('en-US')}`;
  assert.ok(letter.text.includes(`in ${kName} was ${dollars} in ${month}, above $250,000.`), letter.text);
  assert.ok(letter.text.includes(`${kPublicUrl}/region/${kYuma}`));
  const notices = await ann.notifications();
  assert.deepEqual(
    notices.map(({ title, kind, link, read }) => [title, kind, link, read]).sort(),
    ['Yuma <b>&</b> "me"', 'control'].map((title) => [title, 'alert', `/region/${kYuma}`, null]),
  );
  const rehearsal = await ann.ok('POST', '/alerts/rehearse', rule);
  assert.deepEqual(
    rehearsal.firings.map(({ period }) => period),
    risings(values)
      .map(([period]) => period)
      .reverse(),
    'rehearsed and live are one',
  );

  const before = home.letters().length;
  assert.match((await home.workOk()).stdout, /^0 jobs done/);
  await home.import(later.path, later.released);
  await home.workOk();
  assert.equal(home.letters().length, before, 'the same bytes again are no news');
  assert.equal((await ann.notifications()).length, 2);
});

test('a mail program ends it with one click; what follows is a notice alone', { skip }, async () => {
  const [letter] = home.lettersTo(kEmail).filter(({ subject }) => subject.startsWith('Alert: Yuma'));
  assert.equal(letter.header('List-Unsubscribe-Post'), 'List-Unsubscribe=One-Click');
  const address = /^<(.+)>$/.exec(letter.header('List-Unsubscribe'))[1];
  assert.ok(address.startsWith(`${kPublicUrl}/api/v1/unsubscribe?token=`));
  const path = address.slice(kPublicUrl.length);
  const click = (target) =>
    send(server.base, target, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
  assert.equal((await click(path.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')))).status, 422);
  assert.equal((await send(server.base, path)).status, 405, 'a link that is only looked at ends nothing');
  assert.equal((await click(path)).status, 200);
  assert.equal((await click(path)).status, 200, 'and again');
  const { alerts } = await ann.ok('GET', '/alerts');
  assert.deepEqual(alerts.map(({ name, delivery }) => [name, delivery]).sort(), [
    ['Yuma <b>&</b> "me"', 'notice'],
    ['control', 'mail'],
  ]);

  const before = home.lettersTo(kEmail).length;
  const months = { '2025-04-30': { [kName]: 240_000 }, '2025-05-31': { [kName]: 260_000 } };
  await home.publish(server, continued(later, home.folder, months), '2025-06-16');
  await home.workOk();
  const fresh = home.lettersTo(kEmail).length - before;
  assert.equal(fresh, 1, 'the alert that was not ended writes, the other does not');
  assert.equal(home.lettersTo(kEmail).filter(({ subject }) => subject === 'Alert: control').length, 2);
  assert.equal((await ann.notifications()).filter(({ title }) => title.startsWith('Yuma')).length, 2);
});

test('all of it is taken along, and gone when asked', { skip }, async () => {
  const everything = await ann.ok('GET', '/me/export');
  assert.equal(everything.tables.alerts.length, 2);
  assert.equal(everything.tables.notifications.length, 4);
  assert.ok(!JSON.stringify(everything).includes('argon2'), 'no hash of the password leaves');
  assert.equal((await ann.call('DELETE', '/me', { password: 'not my password' })).status, 422);
  assert.equal((await ann.call('DELETE', '/me', { password: ann.password })).status, 202);
  await home.publish(
    server,
    continued(later, home.folder, { '2025-04-30': { [kName]: 230_000 }, '2025-05-31': { [kName]: 230_000 } }),
    '2025-07-16',
  );
  await home.publish(
    server,
    continued(later, home.folder, { '2025-05-31': { [kName]: 230_000 }, '2025-06-30': { [kName]: 290_000 } }),
    '2025-08-16',
  );
  const before = (await ann.notifications()).length;
  await home.workOk();
  assert.equal((await ann.notifications()).length, before, 'alerts of somebody who leaves are silent');
});
