// What an admin sees and does: messages that died, closed addresses, the diary.
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { Installation } from './support/installation.mjs';
import { Person } from './support/person.mjs';

let home;
let server;
let admin;
before(async () => {
  home = new Installation();
  server = await home.serve();
  admin = await home.add(server, 'admin@example.org', '--admin');
});
const queue = async (name) => (await admin.ok('GET', '/admin/jobs')).queues.find((one) => one.queue === name);
const poison = (id, name, body) =>
  home.sql([
    'INSERT INTO queue_messages (id, queue, key, body, visible_at, enqueued_at) VALUES (?, ?, ?, ?, 0, 0)',
    [id, name, `key-${id}`, body],
  ]);

test('a message nobody can read is put aside at once and shown with its reason', async () => {
  await poison('poison-1', 'mail', 'this is no JSON');
  await poison('poison-2', 'mail', '{"mail":');
  const { code, stdout } = await home.work();
  assert.equal(code, 1);
  assert.match(stdout, /2 failed/);
  const { dead } = await queue('mail');
  assert.deepEqual(dead.map(({ id }) => id).sort(), ['poison-1', 'poison-2']);
  for (const one of dead) assert.match(one.reason, /not JSON/);
  assert.equal((await home.work()).code, 0, 'and is in nobody’s way');
});

test('it is tried again when an admin says so, or thrown away', async () => {
  await admin.ok('POST', '/admin/jobs/mail/poison-1/retry', undefined, 204);
  assert.equal((await queue('mail')).waiting, 1);
  await home.work();
  assert.equal((await queue('mail')).dead.length, 2, 'it is as bad as before');
  await home.sql(["UPDATE queue_messages SET body = ? WHERE id = 'poison-1'", ['{"mail":"no such mail"}']]);
  await admin.ok('POST', '/admin/jobs/mail/poison-1/retry', undefined, 204);
  await home.workOk();
  await admin.ok('DELETE', '/admin/jobs/mail/poison-2', undefined, 204);
  assert.deepEqual((await queue('mail')).dead, []);
  assert.equal((await admin.call('DELETE', '/admin/jobs/mail/poison-2')).status, 404);
  assert.equal((await admin.call('POST', '/admin/jobs/nothing/poison-2/retry')).status, 404);
});

test('a message of the right kind about nothing does no harm', async () => {
  for (const [i, name] of ['mail', 'alerts', 'export', 'digest', 'project', 'tidy'].entries())
    for (const [j, body] of ['{}', '[]', '{"mail":7,"export":null}', '"text"'].entries())
      await poison(`odd-${i}-${j}`, name, body);
  await home.workOk();
});

test('a closed address gets nothing until it is opened', async () => {
  const ann = new Person(server, 'ann@example.org');
  await admin.ok('POST', '/admin/closed-addresses', { email: ' ANN@example.org ' }, 204);
  await ann.register();
  await home.workOk();
  assert.deepEqual(home.lettersTo(ann.email), []);
  await admin.ok('DELETE', `/admin/closed-addresses/${encodeURIComponent(ann.email)}`, undefined, 204);
  await ann.call('POST', '/auth/verify-again', { email: ann.email });
  await home.workOk();
  assert.equal(home.lettersTo(ann.email).length, 1);
});

test('the diary says who did what, and keeps it when they are gone', async () => {
  const { audit } = await admin.ok('GET', '/admin/audit');
  const actions = new Set(audit.map(({ action }) => action));
  for (const action of ['create', 'sign-in', 'register', 'close-address', 'open-address'])
    assert.ok(actions.has(action), action);
  assert.ok(!JSON.stringify(audit).includes('argon2'));
  const { users } = await admin.ok('GET', '/admin/users');
  assert.deepEqual(users.map(({ email, role }) => [email, role]).sort(), [
    ['admin@example.org', 'admin'],
    ['ann@example.org', 'user'],
  ]);
  const { id } = users.find(({ email }) => email === 'ann@example.org');
  const own = (await admin.ok('GET', `/admin/audit?user=${id}`)).audit;
  assert.ok(own.length > 0 && own.every(({ user }) => user === id));
});
