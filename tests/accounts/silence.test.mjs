// What only one person may know is said to nobody: through registering, confirming, signing in, a second factor, keys,
// a new password and an export, with mistakes on the way, no secret stands in a log, a span, a counter, the diary, a
// refusal; and none that lets somebody in lies in the database as it is.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { Collector } from '../../tools/cloud/collector.mjs';
import { writeFixtures } from '../api/support/fixtures.mjs';
import { Installation } from './support/installation.mjs';
import { tokenOf } from './support/letter.mjs';
import { call, Person } from './support/person.mjs';
import { atEnd, until } from './support/process.mjs';
import { codeOf } from './support/totp.mjs';

const kEmail = 'ann@example.org';
const kPasswords = ['seven green kites fly', 'nine blue herons wade', 'eleven red foxes run'];
const kSecondsForSpans = 20;

// Whose requests are all recorded as spans.
class Traced extends Person {
  headers(extra) {
    const id = (bytes) => randomBytes(bytes).toString('hex');
    return super.headers({ traceparent: `00-${id(16)}-${id(8)}-01`, ...extra });
  }
}

let home;
let server;
let collector;
const said = []; // everything the program told the world: {where, text}
const secrets = new Map(); // name: value
before(async () => {
  collector = new Collector();
  await collector.begin();
  atEnd(() => collector.close());
  home = new Installation({ HOUSING_TRACES_URL: collector.tracesUrl, HOUSING_EXPORTABLE: 'open' });
  writeFixtures(join(home.folder, 'files'));
  await home.import(join(home.folder, 'files'));
  server = await home.serve();
});
const know = (name, value) => {
  assert.ok(value?.length >= 6, `${name} is a secret to look for: ${value}`);
  secrets.set(name, value);
  return value;
};
/** A call whose answer is looked at when it is a refusal. */
async function told(person, method, path, body, extra) {
  const answer = await person.call(method, path, body, extra);
  if (answer.status >= 400) said.push({ where: `${method} ${path} -> ${answer.status}`, text: answer.text });
  return answer;
}
async function work() {
  const { stdout, stderr } = await home.workOk();
  said.push({ where: 'housing work', text: stdout + stderr });
}
const letter = (start) => home.lettersTo(kEmail).find(({ subject }) => subject.startsWith(start));

test('a person does all there is to do, with mistakes', async () => {
  const [first, second] = kPasswords;
  kPasswords.forEach((password, i) => know(`password ${i + 1}`, password));
  const ann = new Traced(server, kEmail, first);
  await told(ann, 'POST', '/auth/register', { email: 'not an address', password: first });
  await told(ann, 'POST', '/auth/register', { email: kEmail, password: first, time_zone: 7 });
  assert.equal((await ann.register()).status, 201);
  await work();
  const verify = know('link to confirm', tokenOf(letter('Confirm your address')));
  await told(ann, 'POST', '/auth/verify', { token: `${verify}x` });
  await told(ann, 'POST', `/auth/verify?token=${verify}`, '{broken');
  assert.equal((await ann.verify(verify)).status, 200);
  await told(ann, 'POST', '/auth/verify', { token: verify });

  await told(ann, 'POST', '/auth/login', { email: kEmail, password: second });
  await told(ann, 'POST', '/auth/login', { email: kEmail, password: first, passwort: second });
  assert.equal((await ann.login()).status, 200);
  know('cookie', ann.cookie);
  know('CSRF token', ann.csrf);
  await told(ann, 'POST', '/notes', { name: 'n', body: {} }, { 'X-CSRF-Token': `${ann.csrf}0` });

  const key = know('API key', (await ann.ok('POST', '/api-keys', { name: 'k', write: true }, 201)).key);
  const byKey = (method, path, as) => call(server.base, method, path, undefined, as);
  for (const [path, headers] of [
    ['/api/v1/api-keys', { Authorization: `Bearer ${key}` }],
    [`/fred/series?series_id=NOTHING&api_key=${key}&file_type=json`, {}],
    [`/fred/series/nothing?api_key=${key}&file_type=json`, {}],
    [`/api/v1/series?key=${key}`, {}],
    ['/api/v1/notes', { Authorization: `Bearer ${key}x` }],
  ]) {
    const { status, text } = await byKey('GET', path, headers);
    assert.ok(status >= 400, path);
    // What was written in the address of a question may be named back as the parameter nobody knows.
    said.push({ where: `GET ${path.replace(key, 'KEY')} -> ${status}`, text });
  }

  const { secret } = await ann.ok('POST', '/me/totp', { password: first });
  know('seed of the second factor', secret);
  await told(ann, 'POST', '/me/totp/confirm', { code: secret });
  const { recovery_codes: codes } = await ann.ok('POST', '/me/totp/confirm', { code: codeOf(secret) });
  codes.forEach((code, i) => know(`recovery code ${i + 1}`, code));
  const guest = new Traced(server, kEmail, first);
  await told(guest, 'POST', '/auth/login', { email: kEmail, password: first, totp: `${codes[0]}0` });
  assert.equal((await guest.login({ totp: codes[1] })).status, 200);
  know('second cookie', guest.cookie);

  await ann.ok('POST', '/auth/forgot', { email: kEmail }, 202);
  await work();
  const reset = know('link to a new password', tokenOf(letter('Choose a new password')));
  await told(guest, 'POST', '/auth/reset', { token: reset, password: 'short' });
  await told(guest, 'POST', '/auth/reset', { token: `${reset}0`, password: second });
  await guest.ok('POST', '/auth/reset', { token: reset, password: second });
  await told(guest, 'POST', '/auth/reset', { token: reset, password: second });

  const back = new Traced(server, kEmail, second);
  assert.equal((await back.login({ totp: codes[2] })).status, 200);
  know('third cookie', back.cookie);
  await told(back, 'PATCH', '/me', { password: kPasswords[2], current_password: first });
  const { id } = await back.ok('POST', '/exports', { metrics: ['hpi'] }, 202);
  await work();
  const { download } = await back.ok('GET', `/exports/${id}`);
  const link = know('link of an export', new URL(download, server.base).searchParams.get('token'));
  await told(back, 'GET', `/exports/${id}/file?token=${link}0`);
  assert.equal((await call(server.base, 'GET', download)).status, 200);
  know('signing key', readFileSync(join(home.data, 'signing.key'), 'utf8').trim());
});

test('nothing of it is in what the program told', async () => {
  const admin = await home.add(server, 'admin@example.org', '--admin');
  for (const path of ['/admin/audit', '/admin/jobs', '/admin/users'])
    said.push({ where: path, text: (await admin.get(path)).text });
  said.push({ where: '/metrics', text: await fetch(`${server.base}/metrics`).then((answer) => answer.text()) });
  const names = () => collector.spans.map(({ name }) => name).join('\n');
  await until(() => /login/.test(names()) && /reset/.test(names()), kSecondsForSpans, 'spans of signing in');
  said.push({ where: 'spans', text: JSON.stringify(collector.spans) });
  const log = server.log();
  assert.ok(log.includes('/api/v1/auth/login') && log.includes('sign-in refused'), 'the log tells of what was done');
  said.push({ where: 'housing serve', text: log });
  assert.ok(said.length > 20 && secrets.size > 20);

  const leaks = [];
  for (const [name, value] of secrets)
    for (const { where, text } of said)
      for (const form of new Set([value, encodeURIComponent(value), Buffer.from(value).toString('base64')]))
        if (text.includes(form)) leaks.push(`${name} in ${where}`);
  assert.deepEqual(leaks, []);
});

test('what lets somebody in does not lie in the database as it is', async () => {
  const tables = await home.sql("SELECT name FROM sqlite_master WHERE type = 'table'");
  const rows = [];
  for (const [table] of tables) {
    // Mails hold links by their nature; their rows go when they are sent, and the links are good once.
    if (table === 'mails') continue;
    rows.push([table, JSON.stringify(await home.sql(`SELECT * FROM ${table}`))]);
  }
  assert.ok(rows.some(([table, text]) => table === 'users' && text.includes(kEmail)));
  const found = [...secrets].flatMap(([name, value]) =>
    rows.filter(([, text]) => text.includes(value)).map(([table]) => `${name} in ${table}`),
  );
  assert.deepEqual(found, []);
});
