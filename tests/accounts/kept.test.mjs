// What people keep, and ending things: each operation once, from making to forgetting.
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { Installation } from './support/installation.mjs';
import { Person } from './support/person.mjs';

let server;
let ann;
before(async () => {
  const home = new Installation();
  server = await home.serve();
  ann = await home.add(server, 'ann@example.org');
});

for (const [kind, body] of [
  ['saved-searches', { q: 'boston' }],
  ['saved-charts', { address: '/region/us?metric=rent' }],
  ['notes', { text: 'Look again in May.' }],
]) {
  test(`${kind} are kept, changed and forgotten`, async () => {
    const { id } = await ann.ok('POST', `/${kind}`, { name: 'first', body }, 201);
    await ann.ok('PUT', `/${kind}/${id}`, { name: 'second', body }, 204);
    const { items } = await ann.ok('GET', `/${kind}`);
    assert.deepEqual([items.length, items[0].name, items[0].body], [1, 'second', body]);
    await ann.ok('DELETE', `/${kind}/${id}`, undefined, 204);
    assert.deepEqual((await ann.ok('GET', `/${kind}`)).items, []);
  });
}

test('searches are remembered and forgotten', async () => {
  await ann.ok('PATCH', '/me', { keeps_searches: true });
  await ann.ok('POST', '/me/searches', { text: 'boston' }, 204);
  const { searches } = await ann.ok('GET', '/me/searches');
  assert.deepEqual(
    searches.map(({ text }) => text),
    ['boston'],
  );
  await ann.ok('DELETE', '/me/searches', undefined, 204);
  assert.deepEqual((await ann.ok('GET', '/me/searches')).searches, []);
});

test('a place is watched no longer, notices are read, exports are listed', async () => {
  await ann.ok('PUT', '/watchlist/us', undefined, 204);
  await ann.ok('DELETE', '/watchlist/us', undefined, 204);
  assert.deepEqual((await ann.ok('GET', '/watchlist')).items, []);
  await ann.ok('POST', '/notifications/read', undefined, 204);
  assert.deepEqual((await ann.ok('GET', '/exports')).exports, []);
});

test('a session is ended from another', async () => {
  const phone = new Person(server, 'ann@example.org');
  assert.equal((await phone.login()).status, 200);
  const { sessions } = await ann.ok('GET', '/me/sessions');
  const { id } = sessions.find(({ current }) => !current);
  await ann.ok('DELETE', `/me/sessions/${id}`, undefined, 204);
  assert.equal((await phone.get('/me')).status, 401);
});
