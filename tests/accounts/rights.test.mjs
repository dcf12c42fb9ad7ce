// Every operation of the contract by every kind of caller: who is let in, who is refused and how, that a refused call
// changes nothing, and that nobody comes by another person's things. What is expected: support/rights.mjs.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test, { before, describe } from 'node:test';
import { sendUnchecked } from '../api/support/http.mjs';
import { writeFixtures } from '../api/support/fixtures.mjs';
import { allOperations, callOf, kTurning, notOwned, owned, silent } from './support/calls.mjs';
import { Installation } from './support/installation.mjs';
import { call, Person } from './support/person.mjs';
import { classOf, expected, expectedOf, operations, verdictOf } from './support/rights.mjs';
import { codeOf } from './support/totp.mjs';

let home;
let server;
let admin; // who promotes and demotes
let people = 0;
before(async () => {
  home = new Installation({ HOUSING_EXPORTABLE: 'open' });
  writeFixtures(join(home.folder, 'files'));
  await home.import(join(home.folder, 'files'));
  server = await home.serve();
  admin = await home.add(server, 'chief@example.org', '--admin');
  home.somebody = person;
});
const person = (...more) => home.add(server, `person-${++people}@example.org`, ...more);

// Calls as one's self with other means: `headers` instead of what the person would send.
const caller = (owner, headers) => ({
  owner,
  headers: { 'X-Forwarded-For': new Person(server, '').address, ...headers },
});
const bySession = (owner, more = {}) => caller(owner, { ...owner.headers(), ...more });
const byKey = (owner, key) => caller(owner, { Authorization: `Bearer ${key}` });
const newKey = async (owner, more = {}) => (await owner.ok('POST', '/api-keys', { name: 'k', ...more }, 201)).key;
const without = ({ headers, ...rest }, name) => {
  const { [name]: _, ...kept } = headers;
  return { ...rest, headers: kept };
};
const again = async ({ email, password }) => {
  const one = new Person(server, email, password);
  assert.equal((await one.login()).status, 200);
  return one;
};

/** How one comes to be such a caller: {owner, headers}. */
const become = {
  nobody: async () => caller(undefined, {}),
  'a person whose address is not confirmed, after trying to sign in': async () => {
    const one = new Person(server, `person-${++people}@example.org`);
    assert.equal((await one.register()).status, 201);
    assert.equal((await one.login()).status, 403);
    return bySession(one);
  },
  'a person whose second factor is still asked for': async () => {
    const one = await person();
    const { secret } = await one.ok('POST', '/me/totp', { password: one.password });
    await one.ok('POST', '/me/totp/confirm', { code: codeOf(secret) });
    const guest = new Person(server, one.email);
    assert.equal((await guest.login()).status, 401);
    return bySession(guest);
  },
  'a cookie that somebody made up': async () => {
    const one = await person();
    return bySession(Object.assign(one, { cookie: one.cookie.replace(/^..../, 'AAAA') }));
  },
  'a session that was signed out': async () => {
    const one = await person();
    const then = bySession(one);
    await one.ok('POST', '/auth/logout', undefined, 204);
    return then;
  },
  'a session that has ended': async () => {
    const one = await person();
    await home.sql(['UPDATE sessions SET ends_at = 1 WHERE user_id = ?', [one.id]]);
    return bySession(one);
  },
  'a session of a person that is deleted': async () => {
    const one = await person();
    await home.sql(['UPDATE users SET delete_after = 1 WHERE id = ?', [one.id]]);
    await home.sql(['DELETE FROM users WHERE id = ? AND delete_after IS NOT NULL', [one.id]]);
    await home.sql(['DELETE FROM sessions WHERE user_id = ?', [one.id]]);
    return bySession(one);
  },
  'a session from when one was an admin': async () => {
    const one = await person('--admin');
    await one.ok('GET', '/admin/users');
    await admin.ok('POST', '/admin/roles', { email: one.email, role: 'user' }, 204);
    return bySession(one);
  },
  'a person signed in': async () => bySession(await person()),
  'a person who asked to be deleted': async () => {
    const one = await person();
    await one.ok('DELETE', '/me', { password: one.password }, 202);
    return bySession(one);
  },
  'who was an admin, signed in again': async () => {
    const one = await person('--admin');
    await admin.ok('POST', '/admin/roles', { email: one.email, role: 'user' }, 204);
    return bySession(await again(one));
  },
  'a person without a CSRF token': async () => without(bySession(await person()), 'X-CSRF-Token'),
  'a person with another person’s CSRF token': async () =>
    bySession(await person(), { 'X-CSRF-Token': (await person()).csrf }),
  'a person with the CSRF token of their other session': async () => {
    const one = await person();
    return bySession(one, { 'X-CSRF-Token': (await again(one)).csrf });
  },
  'an admin': async () => bySession(await person('--admin')),
  'an admin without a CSRF token': async () => without(bySession(await person('--admin')), 'X-CSRF-Token'),
  'a key for reading': async () => {
    const one = await person();
    return byKey(one, await newKey(one));
  },
  'a key for writing': async () => {
    const one = await person();
    return byKey(one, await newKey(one, { write: true }));
  },
  'a key for writing, of an admin': async () => {
    const one = await person('--admin');
    return byKey(one, await newKey(one, { write: true }));
  },
  'a key that somebody made up': async () => byKey(await person(), `ht_${'A'.repeat(43)}`),
  'a key that was revoked': async () => {
    const one = await person();
    const { id, key } = await one.ok('POST', '/api-keys', { name: 'k', write: true }, 201);
    await one.ok('DELETE', `/api-keys/${id}`, undefined, 204);
    return byKey(one, key);
  },
  'a key that has ended': async () => {
    const one = await person();
    const key = await newKey(one, { write: true, days: 1 });
    await home.sql(['UPDATE api_keys SET ends_at = 1 WHERE user_id = ?', [one.id]]);
    return byKey(one, key);
  },
  'a key of a person who asked to be deleted': async () => {
    const one = await person();
    const key = await newKey(one, { write: true });
    await one.ok('DELETE', '/me', { password: one.password }, 202);
    return byKey(one, key);
  },
  'a session beside a key that is not good': async () =>
    bySession(await person(), { Authorization: `Bearer ht_${'B'.repeat(43)}` }),
};

// Every row of every table but for when a key was last used: {table: its rows as JSON}.
let dump;
async function everything() {
  if (!dump) {
    const columns = {};
    for (const [
      table,
      column,
    ] of await home.sql(`SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c
      WHERE m.type = 'table' AND c.name NOT IN ('used_at', 'seen_at') ORDER BY m.name, c.cid`))
      (columns[table] ??= []).push(column);
    const rowsOf = ([table, names]) => `SELECT '${table}', json_group_array(row)
      FROM (SELECT json_array(${names.join(', ')}) AS row FROM ${table} ORDER BY 1)`;
    dump = Object.entries(columns).map(rowsOf).join(' UNION ALL ');
  }
  return Object.fromEntries(await home.sql(dump));
}

const ask = (who, { method, path, body }) => call(server.base, method, path, body, who.headers);
const kForAnybody = new Set(['open', 'data', 'fred']);
const kindOf = (operation) => classOf.get(operation.operationId);

test('the table has every operation of the contract, each once, and nothing else', () => {
  const listed = Object.values(operations).flatMap((text) => text.split(/\s+/));
  assert.deepEqual(listed.toSorted(), allOperations.map(({ operationId }) => operationId).toSorted());
  assert.deepEqual(Object.keys(become).toSorted(), Object.keys(expected).toSorted(), 'every role is played');
});

test('the contract says the same of who may call', () => {
  const needs = {
    open: [''],
    data: ['|key'],
    fred: ['|key'],
    person: ['session|key'],
    session: ['session'],
    admin: ['session'],
  };
  for (const operation of allOperations) {
    const said = (operation.security ?? []).map((way) => Object.keys(way).filter((name) => name !== 'csrf')).join('|');
    assert.ok(needs[kindOf(operation)].includes(said), `${operation.operationId}: ${said}`);
    const changes = operation.method !== 'get' && said.includes('session');
    const asksForToken = (operation.security ?? []).some((way) => 'csrf' in way);
    assert.equal(asksForToken, changes, `${operation.operationId}: a CSRF token`);
    assert.equal(operation.path.startsWith('/api/v1/admin/'), kindOf(operation) === 'admin', operation.operationId);
  }
});

describe('every operation by every kind of caller', () => {
  for (const role of Object.keys(expected))
    test(role, async () => {
      const who = await become[role]();
      const wanted = (operation) => expectedOf(role, kindOf(operation), operation.method);
      const refused = allOperations.filter((operation) => wanted(operation) !== 'in');
      const earlier = await everything();
      const wrong = [];
      for (const operation of refused) {
        const what = await callOf(operation, home);
        const verdict = verdictOf(await ask(who, what));
        if (verdict !== wanted(operation)) wrong.push([operation.operationId, verdict, 'not', wanted(operation)]);
        if (operation.method !== 'get') continue;
        const { status } = await sendUnchecked(server.base, what.path, { method: 'HEAD', headers: who.headers });
        if (status !== wanted(operation)) wrong.push([operation.operationId, 'HEAD', status]);
      }
      assert.deepEqual(wrong, []);
      assert.deepEqual(await everything(), earlier, 'a refused call changes nothing');

      for (const operation of allOperations.filter((one) => wanted(one) === 'in')) {
        const mayEnd = kTurning.has(operation.operationId);
        const actor = mayEnd && !kForAnybody.has(kindOf(operation)) ? await become[role]() : who;
        const own = kForAnybody.has(kindOf(operation)) ? undefined : actor.owner;
        const answer = await ask(actor, await callOf(operation, home, own));
        if (verdictOf(answer) !== 'in') wrong.push([operation.operationId, answer.status]);
        if (own && answer.status >= 300) wrong.push([operation.operationId, answer.status, answer.text.slice(0, 200)]);
      }
      assert.deepEqual(wrong, []);
    });
});

test('what a path names of one person is not there for another, admin or not, and stays as it is', async () => {
  const named = allOperations.filter(
    (operation) => ['person', 'session'].includes(kindOf(operation)) && operation.path.includes('{'),
  );
  const known = [...Object.keys(owned), ...notOwned].toSorted();
  assert.deepEqual(named.map(({ operationId }) => operationId).toSorted(), known, 'every such operation is known here');
  const owner = await person();
  const others = [
    await become['a person signed in'](),
    await become['an admin'](),
    await become['a key for writing'](),
  ];
  await owner.ok('PUT', '/watchlist/us', undefined, 204);
  for (const operation of named) {
    const what = await callOf(operation, home, owner);
    const mine = operation.path.includes('/watchlist/') ? (await owner.get('/watchlist')).text : await everything();
    for (const other of others) {
      const { status } = await ask(other, what);
      if ([...notOwned, ...silent].includes(operation.operationId)) assert.ok(status < 300, operation.operationId);
      else if (kindOf(operation) === 'person') assert.equal(status, 404, operation.operationId);
      else assert.ok(status === 404 || status === 403, operation.operationId);
    }
    const then = operation.path.includes('/watchlist/') ? (await owner.get('/watchlist')).text : await everything();
    assert.deepEqual(then, mine, `${operation.operationId} changed something`);
    const { headers } = bySession(owner);
    assert.ok((await ask({ headers }, what)).status < 300, `${operation.operationId}: it was there for its owner`);
  }
});
