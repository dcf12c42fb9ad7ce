// Who may do what: sessions, CSRF, API keys, admins; and that nobody learns who has an account.
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { Installation } from './support/installation.mjs';
import { call, kCookie, Person } from './support/person.mjs';

let home;
let server;
let ann;
let bob;
before(async () => {
  home = new Installation();
  server = await home.serve();
  ann = await home.add(server, 'ann@example.org', '--name', 'Ann');
  bob = await home.add(server, 'bob@example.org', '--name', 'Bob');
});
const kNote = { name: 'note', body: { text: 'x' } };

test('a changing call needs the token of its own session', async () => {
  for (const token of ['', 'x', bob.csrf, ann.csrf.slice(1), `${ann.csrf}0`])
    assert.equal((await ann.call('POST', '/notes', kNote, { 'X-CSRF-Token': token })).status, 403, token);
  assert.equal((await ann.call('POST', '/notes', kNote)).status, 201);
  const { items } = await ann.ok('GET', '/notes');
  assert.equal(items.length, 1);
});

test('nobody sees or changes what is another person’s', async () => {
  const [{ id }] = (await ann.ok('GET', '/notes')).items;
  assert.deepEqual((await bob.ok('GET', '/notes')).items, []);
  assert.equal((await bob.call('PUT', `/notes/${id}`, kNote)).status, 404);
  assert.equal((await bob.call('DELETE', `/notes/${id}`)).status, 404);
  const [{ id: session }] = (await ann.ok('GET', '/me/sessions')).sessions;
  assert.equal((await bob.call('DELETE', `/me/sessions/${session}`)).status, 404);
  assert.equal((await ann.get('/me')).status, 200);
});

test('a cookie from before signing in is worth nothing after it', async () => {
  const guest = new Person(server, 'ann@example.org');
  guest.cookie = 'planted-by-somebody-else-0123456789abcdef';
  assert.equal((await guest.get('/me')).status, 401);
  assert.equal((await guest.login()).status, 200);
  assert.notEqual(guest.cookie, 'planted-by-somebody-else-0123456789abcdef');
  const planted = Object.assign(new Person(server, ''), { cookie: 'planted-by-somebody-else-0123456789abcdef' });
  assert.equal((await planted.get('/me')).status, 401);

  const first = guest.cookie;
  assert.equal((await guest.login()).status, 200);
  assert.notEqual(guest.cookie, first);
  const left = Object.assign(new Person(server, ''), { cookie: first });
  assert.equal((await left.get('/me')).status, 401, 'the session one came with ends');
});

test('the cookie is for this host, this protocol and no script', async () => {
  const guest = new Person(server, 'bob@example.org');
  const { headers } = await guest.login();
  const [name, ...rest] = headers['set-cookie'][0].split('; ');
  assert.ok(name.startsWith(`${kCookie}=`));
  assert.deepEqual(rest.map((word) => word.replace(/=\d+$/, '')).sort(), [
    'HttpOnly',
    'Max-Age',
    'Path=/',
    'SameSite=Lax',
    'Secure',
  ]);
  assert.equal(headers['cache-control'], 'no-store');
  assert.equal((await guest.call('POST', '/auth/logout')).status, 204);
  assert.equal(guest.cookie, undefined);
});

test('an API key does what it is for, until it is revoked', async () => {
  const make = (more) => ann.ok('POST', '/api-keys', { name: 'script', ...more }, 201);
  const reading = await make();
  const writing = await make({ write: true, days: 30 });
  const by = (key, method, path, body) =>
    call(server.base, method, `/api/v1${path}`, body, { Authorization: `Bearer ${key}` });
  assert.match(reading.key, /^ht_/);
  assert.equal((await by(reading.key, 'GET', '/watchlist')).status, 200);
  assert.equal((await by(reading.key, 'POST', '/notes', kNote)).status, 403);
  assert.equal((await by(writing.key, 'POST', '/notes', kNote)).status, 201, 'without a CSRF token');
  for (const [method, path, body] of [
    ['PATCH', '/me', { name: 'Mallory' }],
    ['POST', '/api-keys', { name: 'more' }],
    ['GET', '/api-keys'],
    ['GET', '/me/export'],
    ['POST', '/auth/logout-all'],
  ])
    assert.equal((await by(writing.key, method, path, body)).status, 403, `${method} ${path}`);
  const listed = await ann.ok('GET', '/api-keys');
  assert.ok(!JSON.stringify(listed).includes(reading.key), 'a key is shown once');
  assert.equal((await bob.call('DELETE', `/api-keys/${reading.id}`)).status, 404);
  assert.equal((await ann.call('DELETE', `/api-keys/${reading.id}`)).status, 204);
  assert.equal((await by(reading.key, 'GET', '/watchlist')).status, 401, 'at once');
  assert.equal((await by(`${writing.key}x`, 'GET', '/watchlist')).status, 401);
});

test('an API key beside a cookie does not lend it a CSRF token', async () => {
  const { csrf } = ann;
  ann.csrf = undefined;
  assert.equal((await ann.call('POST', '/notes', kNote, { Authorization: 'Bearer ht_nothing' })).status, 401);
  assert.equal((await ann.call('POST', '/notes', kNote, { Authorization: 'Basic YTpi' })).status, 403);
  ann.csrf = csrf;
});

test('whoever is no admin finds nothing at admin addresses', async () => {
  for (const path of ['/admin/users', '/admin/jobs', '/admin/audit']) {
    const answer = await ann.get(path);
    const nowhere = await ann.get('/admin/nowhere');
    assert.equal(answer.status, 404, path);
    assert.equal(answer.json.detail, nowhere.json.detail);
  }
  assert.equal((await ann.call('POST', '/admin/roles', { email: ann.email, role: 'admin' })).status, 404);
  const { user } = await ann.ok('GET', '/me');
  assert.equal(user.role, 'user');
});

test('becoming an admin, or no admin any more, ends the sessions one had', async () => {
  const eve = await home.add(server, 'eve@example.org', '--admin');
  assert.equal((await eve.get('/admin/users')).status, 200);
  await eve.ok('POST', '/admin/roles', { email: 'bob@example.org', role: 'admin' }, 204);
  assert.equal((await bob.get('/me')).status, 401);
  assert.equal((await bob.login()).status, 200);
  assert.equal((await bob.get('/admin/users')).status, 200);
  await home.ok('user role', ['bob@example.org']);
  assert.equal((await bob.login()).status, 200);
  assert.equal((await bob.get('/admin/users')).status, 404);
});

test('too many tries are told alike of addresses that are known and not', async () => {
  const tries = async (email) => {
    const guest = new Person(server, email, 'not the password at all');
    const statuses = [];
    let answer;
    for (let i = 0; i < 12; ++i) {
      answer = await guest.login();
      statuses.push(answer.status);
    }
    const { title, detail, type } = answer.json;
    return { statuses, last: { title, detail, type }, retries: answer.headers['retry-after'] !== undefined };
  };
  await home.ok('user add', ['fay@example.org'], { input: 'correct horse battery\n' });
  const known = await tries('fay@example.org');
  assert.deepEqual(known.statuses, [...Array(10).fill(401), 429, 429]);
  assert.ok(known.retries);
  assert.deepEqual(await tries('nobody@example.org'), known);
  const right = new Person(server, 'fay@example.org');
  assert.equal((await right.login()).status, 429, 'also with the right password');
});

test('every other answer is the same for both, too', async () => {
  const asks = [
    ['/auth/forgot', (email) => ({ email })],
    ['/auth/verify-again', (email) => ({ email })],
    ['/auth/register', (email) => ({ email, password: 'a good long password' })],
    ['/auth/login', (email) => ({ email, password: 'a wrong long password' })],
  ];
  for (const [path, body] of asks) {
    const [known, unknown] = await Promise.all(
      ['bob@example.org', 'nobody-at-all@example.org'].map((email) =>
        new Person(server, email).call('POST', path, body(email)),
      ),
    );
    assert.deepEqual([known.status, known.text], [unknown.status, unknown.text], path);
  }
});

test('an unknown address takes as long to refuse as a wrong password', async (context) => {
  const median = (all) => all.sort((a, b) => a - b)[all.length >> 1];
  const took = async (email) => {
    const begin = process.hrtime.bigint();
    assert.equal((await new Person(server, email, 'a wrong long password').login()).status, 401);
    return Number(process.hrtime.bigint() - begin) / 1e6;
  };
  // In turns, so that what else the machine does falls on both.
  let ratio;
  for (let round = 0; round < 3; ++round) {
    const times = { known: [], unknown: [] };
    for (let i = 0; i < 9; ++i) {
      const known = `timing-${round}@example.org`;
      if (i === 0) await home.ok('user add', [known], { input: 'correct horse battery\n' });
      times.unknown.push(await took(`nobody-${round}@example.org`));
      times.known.push(await took(known));
    }
    const [known, unknown] = [median(times.known), median(times.unknown)];
    ratio = Math.max(known / unknown, unknown / known);
    context.diagnostic(`known ${known.toFixed(1)} ms, unknown ${unknown.toFixed(1)} ms, ratio ${ratio.toFixed(2)}`);
    if (ratio < 1.5) return;
  }
  assert.fail(`the time tells whether an address is known: ${ratio.toFixed(2)} times`);
});
