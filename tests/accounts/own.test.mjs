// One's own account: a new password, a new address, a second factor, leaving and staying after all.
import assert from 'node:assert/strict';
import test, { before } from 'node:test';
import { Installation, kPublicUrl } from './support/installation.mjs';
import { tokenOf } from './support/letter.mjs';
import { Person } from './support/person.mjs';
import { codeOf } from './support/totp.mjs';

const kNewPassword = 'nine blue herons';

let home;
let server;
before(async () => {
  home = new Installation();
  server = await home.serve();
});
const letterTo = (email, start) => home.lettersTo(email).find(({ subject }) => subject.startsWith(start));
const kindOf = ({ json }) => json.type.split('#')[1];

test('a forgotten password is chosen anew by the link in the mail, once, and every session ends', async () => {
  const ann = await home.add(server, 'ann@example.org');
  const guest = new Person(server, ann.email);
  await guest.ok('POST', '/auth/forgot', { email: ann.email }, 202);
  await guest.ok('POST', '/auth/forgot', { email: 'nobody@example.org' }, 202);
  await home.workOk();
  assert.equal(home.lettersTo('nobody@example.org').length, 0);
  const letter = letterTo(ann.email, 'Choose a new password');
  assert.ok(letter.text.includes(`${kPublicUrl}/reset?token=`));
  const token = tokenOf(letter);

  assert.equal((await guest.call('POST', '/auth/reset', { token: `${token}x`, password: kNewPassword })).status, 422);
  assert.equal((await guest.call('POST', '/auth/reset', { token, password: 'short' })).status, 422);
  assert.equal((await ann.get('/me')).status, 200, 'nothing has changed yet');
  assert.deepEqual(await guest.ok('POST', '/auth/reset', { token, password: kNewPassword }), { status: 'changed' });
  assert.equal((await ann.get('/me')).status, 401);
  assert.equal((await guest.call('POST', '/auth/reset', { token, password: 'another long one' })).status, 422);
  assert.equal((await guest.login()).status, 401, 'the old password is no good');
  assert.equal((await guest.login({ password: kNewPassword })).status, 200);
});

test('a new address counts once the link sent to it was followed', async () => {
  const bob = await home.add(server, 'bob@example.org');
  const fresh = 'robert@example.org';
  await bob.ok('PATCH', '/me', { email: fresh, current_password: bob.password });
  await home.workOk();
  assert.equal((await bob.ok('GET', '/me')).user.email, bob.email, 'not yet');
  const token = tokenOf(letterTo(fresh, 'Confirm your new address'));
  const guest = new Person(server, fresh);
  assert.equal((await guest.call('POST', '/auth/confirm-email', { token: 'x' })).status, 422);
  assert.deepEqual(await guest.ok('POST', '/auth/confirm-email', { token }), { status: 'changed' });
  assert.equal((await guest.call('POST', '/auth/confirm-email', { token })).status, 422, 'good once');
  assert.equal((await guest.login()).status, 200);
  assert.equal((await guest.ok('GET', '/me')).user.email, fresh);
  assert.equal((await new Person(server, bob.email).login()).status, 401);
});

test('who asked to be deleted may stay after all', async () => {
  const cy = await home.add(server, 'cy@example.org');
  const { delete_after: when } = await cy.ok('DELETE', '/me', { password: cy.password }, 202);
  assert.ok(Date.parse(when) > Date.now());
  assert.equal((await cy.ok('GET', '/me')).user.delete_after, when);
  await cy.ok('POST', '/me/restore', undefined, 204);
  assert.equal((await cy.ok('GET', '/me')).user.delete_after, null);
  await cy.ok('POST', '/me/restore', undefined, 204);
});

test('a second factor is asked for from the first code on, until it is removed', async () => {
  const dee = await home.add(server, 'dee@example.org');
  const { password } = dee;
  assert.equal((await dee.call('POST', '/me/totp', { password: 'not mine' })).status, 422);
  const { secret, address } = await dee.ok('POST', '/me/totp', { password });
  assert.equal(new URL(address).searchParams.get('secret'), secret);
  assert.equal((await new Person(server, dee.email).login()).status, 200, 'not in force yet');
  const wrong = await dee.call('POST', '/me/totp/confirm', { code: '0000000' });
  assert.equal(wrong.status, 422);
  const first = codeOf(secret);
  const { recovery_codes: recovery } = await dee.ok('POST', '/me/totp/confirm', { code: first });
  assert.equal(new Set(recovery).size, 10);
  assert.equal((await dee.ok('GET', '/me')).user.second_factor, true);
  assert.equal(kindOf(await dee.call('POST', '/me/totp', { password })), 'conflict');

  const guest = new Person(server, dee.email);
  assert.equal(kindOf(await guest.login()), 'code-required');
  assert.equal((await guest.login({ totp: first })).status, 401, 'a code is good once');
  assert.equal((await guest.login({ totp: codeOf(secret, 1) })).status, 200);
  assert.equal((await guest.login({ totp: recovery[0].toUpperCase() })).status, 200);
  assert.equal((await guest.login({ totp: recovery[0] })).status, 401);

  assert.equal((await dee.call('POST', '/me/totp/remove', { password: 'not mine' })).status, 422);
  await dee.ok('POST', '/me/totp/remove', { password }, 204);
  assert.equal((await new Person(server, dee.email).login()).status, 200);
  assert.equal((await new Person(server, dee.email).login({ totp: recovery[1] })).status, 200, 'it is not looked at');
  await home.workOk();
  const told = home.lettersTo(dee.email).map(({ text }) => text);
  assert.ok(told.some((text) => text.startsWith('A second factor is in force now')));
  assert.ok(told.some((text) => text.startsWith('The second factor for signing in was removed.')));
});
