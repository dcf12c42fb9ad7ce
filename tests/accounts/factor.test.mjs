// An installation that asks a second factor of its admins: without one they administer nothing, and are told why.
import assert from 'node:assert/strict';
import test from 'node:test';
import { Installation } from './support/installation.mjs';
import { codeOf } from './support/totp.mjs';

const kindOf = ({ json }) => json.type.split('#')[1];
const needed = async (person) => (await person.ok('GET', '/me')).user.second_factor_needed;

test('admins set up a second factor before anything else, and keep it', async () => {
  const home = new Installation({ HOUSING_ADMIN_FACTOR: 'required' });
  const server = await home.serve();
  const admin = await home.add(server, 'admin@example.org', '--admin');
  const ann = await home.add(server, 'ann@example.org');
  const { password } = admin;
  const change = () => admin.call('POST', '/admin/closed-addresses', { email: 'closed@example.org' });
  const refused = async () => {
    for (const answer of [
      await admin.call('GET', '/admin/users'),
      await admin.call('GET', '/admin/imports'),
      await change(),
    ]) {
      assert.equal(answer.status, 403);
      assert.equal(kindOf(answer), 'factor-needed');
    }
    assert.deepEqual(await home.sql('SELECT count(*) FROM suppressions'), [[0]]);
    assert.equal(await needed(admin), true);
  };
  await refused();
  assert.equal((await ann.call('GET', '/admin/users')).status, 404, 'who is no admin learns nothing');
  assert.equal(await needed(ann), false);

  const { secret } = await admin.ok('POST', '/me/totp', { password });
  await refused();
  await admin.ok('POST', '/me/totp/confirm', { code: codeOf(secret) });
  assert.equal(await needed(admin), false);
  assert.equal((await admin.ok('GET', '/admin/users')).users.length, 2);

  await admin.ok('POST', '/me/totp/remove', { password }, 204);
  await refused();
});

test('what is neither offered nor required is refused at the start', async () => {
  const home = new Installation({ HOUSING_ADMIN_FACTOR: 'perhaps' });
  const { code, stderr } = await home.run('serve --port 0');
  assert.equal(code, 1);
  assert.match(stderr, /HOUSING_ADMIN_FACTOR: 'perhaps' is neither offered nor required/);
});
