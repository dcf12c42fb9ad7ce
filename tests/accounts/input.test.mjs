// What people send wrongly, or to do harm: told field by field, kept as the text it is, and never mixed into a log
// line, a mail's header or its HTML.
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { Installation } from './support/installation.mjs';
import { send } from '../api/support/http.mjs';
import { kPassword, Person } from './support/person.mjs';
import { until } from './support/process.mjs';

let home;
let server;
let ann;
before(async () => {
  home = new Installation();
  server = await home.serve();
  ann = await home.add(server, 'ann@example.org');
});
const fieldsOf = ({ json }) => json.errors.map(({ field }) => field).sort();

test('every mistake in a form is told at once, in words', async () => {
  const guest = new Person(server, 'no address', 'short');
  const answer = await guest.register({ name: 'x'.repeat(101), time_zone: 'Mars/Olympus' });
  assert.equal(answer.status, 422);
  assert.deepEqual(fieldsOf(answer), ['email', 'name', 'password', 'time_zone']);
  for (const { message } of answer.json.errors) assert.match(message, /^[a-z].{8,}/);
  const kinds = await guest.call('POST', '/auth/register', { email: 7, password: null, name: ['a'], admin: true });
  assert.deepEqual(fieldsOf(kinds), ['admin', 'email', 'name', 'password']);
  const rule = {
    region: 'atlantis',
    metric: 'happiness',
    transform: 'index',
    op: 'near',
    threshold: 'x',
    cooldown: 1.5,
  };
  const alert = await ann.call('POST', '/alerts', rule);
  assert.deepEqual(fieldsOf(alert), ['cooldown', 'metric', 'op', 'region', 'threshold', 'transform']);
  assert.equal(alert.json.errors.filter(({ field }) => field === 'threshold').length, 1, 'complained of once');
  const meaning = await ann.call('POST', '/alerts', {
    ...rule,
    threshold: 1,
    cooldown: -1,
    hysteresis: -1,
    delivery: 'pigeon',
  });
  assert.deepEqual(fieldsOf(meaning), ['cooldown', 'delivery', 'hysteresis', 'metric', 'op', 'region', 'transform']);
  const me = await ann.call('PATCH', '/me', {
    name: 'a\nb',
    digest: 'hourly',
    time_zone: '',
    email: 'x',
    password: 'y',
  });
  assert.deepEqual(fieldsOf(me), ['current_password', 'digest', 'email', 'name', 'password', 'time_zone']);
});

test('a body is JSON, says so, and has an end', async () => {
  const post = (body, type) =>
    send(server.base, '/api/v1/auth/login', { method: 'POST', headers: type ? { 'Content-Type': type } : {}, body });
  const good = JSON.stringify({ email: 'ann@example.org', password: kPassword });
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonp',
    undefined,
  ])
    assert.equal((await post(good, type)).status, 422, type);
  for (const body of ['{', '[]', '"x"', 'null', '{"email":"a","email":}', '\u0000', '{"a":1}{', '['.repeat(5000)])
    assert.equal((await post(body, 'application/json')).status, 422, body.slice(0, 20));
  assert.equal((await post(Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]), 'application/json')).status, 422);
  assert.equal((await post(good, 'application/json; charset=utf-8')).status, 200);
  const large = await post(`{"email":"${'a'.repeat(1_100_000)}"}`, 'application/json').catch((error) => error);
  assert.ok(large.status === 413 || /EPIPE|ECONNRESET/.test(large.code), `${large.status ?? large.code}`);
  const long = await post(JSON.stringify({ email: 'a'.repeat(5000), password: 'x' }), 'application/json');
  assert.equal(long.status, 422);
  assert.equal((await ann.call('POST', '/notes', { name: 'n', body: { text: 'x'.repeat(9000) } })).status, 422);
});

const kNasty = [
  "Robert'); DROP TABLE users;--",
  '<img src=x onerror=alert(1)>',
  '"quoted" \\ back\\slash',
  '{{7*7}} ${7*7} %0d%0aSet-Cookie: a=b',
  'مرحبا ‮ \u{1f3e0} é',
  "' OR '1'='1",
];

test('whatever a name is, it comes back as it was given', async () => {
  for (const name of kNasty) {
    assert.equal((await ann.call('PATCH', '/me', { name })).status, 200, name);
    assert.equal((await ann.ok('GET', '/me')).user.name, name);
    const { id } = await ann.ok('POST', '/notes', { name, body: { text: name } }, 201);
    const { items } = await ann.ok('GET', '/notes');
    const note = items.find((item) => item.id === id);
    assert.deepEqual([note.name, note.body.text], [name, name]);
  }
  assert.equal((await ann.call('GET', `/notes?x=${encodeURIComponent(kNasty[0])}`)).status, 200);
  for (const id of kNasty) assert.equal((await ann.call('DELETE', `/notes/${encodeURIComponent(id)}`)).status, 404, id);
  assert.equal((await ann.ok('GET', '/notes')).items.length, kNasty.length);
});

test('a name is one line: nothing becomes a header of a mail', async () => {
  for (const name of ['a\nb', 'a\r\nBcc: x@example.org', 'a\u0000b', 'a\u007fb', 'a\tb'])
    assert.equal((await ann.call('PATCH', '/me', { name })).status, 422, JSON.stringify(name));
  const rule = { region: 'us', metric: 'home_value', op: 'above', threshold: 1 };
  assert.ok(fieldsOf(await ann.call('POST', '/alerts', { ...rule, name: 'a\r\nBcc: x@example.org' })).includes('name'));
});

test('an address that is none is no address, and a good one may look odd', async () => {
  for (const email of [
    'a@b\r\nBcc: x@example.org',
    'a@example.org, x@example.org',
    '<a@example.org>',
    'a@exa mple.org',
    "a@example.org' OR 1=1",
    '@example.org',
    'a@@example.org',
    `${'a'.repeat(65)}@example.org`,
    'a@example.org\u0000',
  ]) {
    const answer = await new Person(server, email).register();
    assert.deepEqual([answer.status, fieldsOf(answer)], [422, ['email']], JSON.stringify(email));
  }
  const odd = new Person(server, "o'neil+<tag>".replace(/[<>]/g, '') + '@example.org');
  assert.equal((await odd.register({ name: '<b>"O\'Neil" & sons</b>' })).status, 201);
  await home.workOk();
  const [letter] = home.lettersTo(odd.email);
  assert.equal(letter.to, odd.email);
  assert.deepEqual(
    letter.headers.map(([name]) => name).filter((name) => ['bcc', 'cc', 'set-cookie'].includes(name)),
    [],
  );
  for (const line of letter.raw.split('\r\n')) assert.ok(line.length <= 998 && !line.includes('\n'), line);
});

test('a log is one JSON object a line, whatever was sent, and holds no secret', async () => {
  const guest = new Person(server, 'x"}\n{"level":"forged"@example.org', 'a secret never to be logged');
  await guest.login({}, {});
  const headers = { 'User-Agent': 'agent"}{\\ \u00e9', 'X-Request-Id': '"}\\n{"level":"forged"}' };
  await send(server.base, '/api/v1/me%0a%7b%22level%22:%22forged%22%7d?token=%22%0a&x=<script>', { headers });
  await send(server.base, '/api/v1/auth/verify?token=a-token-in-an-address', { method: 'POST', headers });
  await send(server.base, '/api/v1/unsubscribe?token=a-token-in-an-address', { method: 'POST', headers });
  await until(() => server.log().includes('/api/v1/unsubscribe'), 5, 'the log’s line');
  const lines = server.log().trimEnd().split('\n');
  const entries = lines.map((line) => JSON.parse(line));
  assert.ok(entries.length > 20);
  for (const entry of entries) assert.notEqual(entry.level, 'forged');
  for (const secret of ['a secret never to be logged', kPassword, ann.cookie, ann.csrf, 'a-token-in-an-address'])
    assert.ok(!server.log().includes(secret), `the log holds ${secret}`);
});

test('methods and addresses that are not there say so', async () => {
  const put = await ann.call('PUT', '/auth/login', {});
  assert.equal(put.status, 405);
  assert.equal(put.headers.allow, 'POST');
  assert.equal((await ann.get('/alerts/')).status, 404);
  assert.equal((await ann.get('/me/nothing')).status, 404);
  assert.equal((await ann.call('HEAD', '/me')).status, 200);
  assert.equal((await ann.call('PUT', '/watchlist/atlantis')).status, 404);
  assert.equal((await ann.call('PUT', `/watchlist/us?list=${'x'.repeat(41)}`)).status, 422);
});
