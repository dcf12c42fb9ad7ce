// No secret in the project's files or in their history; and the scanner finds each kind that it knows. The samples are
// put together here, so that this file holds none.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileFrom, projectRoot } from '../lib/files.mjs';
import { allowed } from './allowed.mjs';
import { entropyOf, judged, secretsIn, secretsOfFiles, secretsOfHistory, shown } from './secrets.mjs';

const git = (folder, ...args) =>
  execFileSync('git', ['-C', folder, '-c', 'user.name=t', '-c', 'user.email=t@t.example', ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
function whyNoHistory() {
  try {
    if (git(projectRoot, 'rev-parse', '--is-shallow-repository') === 'true')
      return 'the history is cut off here: git fetch --unshallow';
    return false;
  } catch {
    return 'there is no history here: clone the project with git';
  }
}

const random = 'q7Xv2Lk9Zt4Bn8Wc3Rm6Yp1Hs5Jd0FgAeUiOoPl';
const samples = {
  'aws-key-id': `id = ${'AKIA'}${'7Q2XKLM9ZT4BN8WC'}`,
  'private-key': `-----${'BEGIN RSA PRIVATE'} KEY-----`,
  'github-token': `${'ghp'}_${random.slice(0, 36)}`,
  'npm-token': `//registry/:_auth=${'npm'}_${random.slice(0, 36)}`,
  'slack-token': `${'xoxb'}-1234567890-abcdef`,
  'google-key': `${'AIza'}${random.slice(0, 35)}`,
  'stripe-key': `${'sk_live'}_${random.slice(0, 24)}`,
  'web-token': `${'eyJ'}hbGciOiJIUzI1.${'eyJ'}zdWIiOiIxMjM0.${random.slice(0, 20)}`,
  'own-api-key': `Authorization: Bearer ${'ht'}_${random}${random.slice(0, 4)}`,
  'password-in-address': `postgresql://housing:${'hunter'}2@db.example/housing`,
  assigned: `"clientSecret": "${random.slice(0, 32)}"`,
};

test('each kind is found where it is planted, among other text', () => {
  for (const [rule, line] of Object.entries(samples)) {
    const found = secretsIn(`  before ${line} after`);
    assert.ok(
      found.some((one) => one.rule === rule),
      `${rule} was not found in ${line}`,
    );
    const [left] = judged(found.map((one) => ({ path: 'src/x.cpp', ...one })));
    assert.ok(left, `${rule}: the list of exceptions lets it pass`);
    assert.ok(!shown(left).includes(left.secret), 'a secret is not printed whole');
  }
  for (const name of ['password', 'DB_PASSWORD', 'apiKey', 'api_key', 'secretAccessKey', 'signing_key', 'AUTH_TOKEN'])
    assert.equal(secretsIn(`${name}=${random.slice(0, 24)}`).length, 1, name);
});

test('words, placeholders and references are none', () => {
  for (const line of [
    'password: correct horse battery',
    'const token = tokenOf(letterTo(email));',
    'secret = arn:aws:secretsmanager:us-east-1:123:secret',
    'postgresql://user:${PASSWORD}@host/name',
    'https://user:<password>@host',
    'token: aaaaaaaaaaaaaaaaaaaaaaaa',
    'integrity: sha512-not-looked-at',
  ])
    assert.deepEqual(secretsIn(line), [], line);
  assert.equal(entropyOf('aaaa'), 0);
  assert.equal(entropyOf('abcd'), 2);
});

test('no file holds one', () => {
  const files = [fileFrom('docs/page.md', `text\n${samples['aws-key-id']}\n`)];
  assert.deepEqual(
    judged(secretsOfFiles(files)).map(({ path, rule }) => [path, rule]),
    [['docs/page.md', 'aws-key-id']],
    'a planted one is found',
  );
  assert.deepEqual(judged(secretsOfFiles()).map(shown), []);
});

test('what was added once and taken away again is found in a history', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'housing-secrets-'));
  try {
    git(folder, 'init', '-q');
    const commit = (text) => {
      writeFileSync(join(folder, 'settings'), text);
      git(folder, 'add', '.');
      git(folder, 'commit', '-qm', 'x');
    };
    commit(`harmless\n${samples.assigned}\n`);
    commit('harmless\n');
    const { found, commits } = await secretsOfHistory(folder);
    assert.equal(commits, 2);
    assert.deepEqual(
      found.map(({ path, rule }) => [path, rule]),
      [['settings', 'assigned']],
    );
  } finally {
    rmSync(folder, { recursive: true });
  }
  await assert.rejects(secretsOfHistory(tmpdir()), /git log/);
});

test('no commit ever added one, and every exception has a reason and is used', { skip: whyNoHistory() }, async () => {
  const used = new Set();
  const { found, commits } = await secretsOfHistory();
  assert.ok(commits > 1);
  assert.deepEqual([...new Set(judged(found, allowed, used).map(shown))], []);
  judged(secretsOfFiles(), allowed, used);
  for (const entry of allowed) {
    assert.ok(entry.reason.length > 10, `${entry.paths}: a reason`);
    assert.ok(used.has(entry), `no longer needed: ${entry.rule} ${entry.paths}`);
  }
});
