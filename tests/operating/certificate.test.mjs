// docs/operating/certificate.md: a certificate is renewed in a real nginx (deploy/nginx.conf) while the site is read,
// and ACM's and Route 53's part on a stand-in for the account.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { connect } from 'node:tls';
import { whyNotNginx } from '../../tools/cloud/nginx.mjs';
import { bash, Page } from '../../tools/operating/page.mjs';
import { Installation } from '../accounts/support/installation.mjs';
import { atEnd, freePort, pause, start, until } from '../accounts/support/process.mjs';
import { writeFixtures } from '../api/support/fixtures.mjs';
import { awsEnvironment, skipReason, startMoto } from '../delivery/support/cloud.mjs';
import { text } from '../delivery/support/config.mjs';
import { assertNothingLeftOut, programs, shellEnvironment } from './support.mjs';

const skip = whyNotNginx;
const skipAws = skipReason();
const kHost = 'localhost';
const kReaders = 4;
const kBetweenMs = 60;
const page = new Page('certificate', { DOMAIN: kHost });

let home;
let folder;
let tlsPort;
let env;
let moto;

// A certificate for the host, valid for so many days; `name` tells one from another.
function issue(into, name, days = 90) {
  mkdirSync(into, { recursive: true });
  const out = ['-keyout', join(into, 'privkey.pem'), '-out', join(into, 'fullchain.pem')];
  const subject = ['-subj', `/O=${name}/CN=${kHost}`, '-days', String(days)];
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  execFileSync('openssl', ['req', '-x509', ...key, ...subject, ...out], { stdio: 'ignore' });
}
// deploy/nginx.conf with the places of this test; each must be there.
function placed(config, places) {
  return Object.entries(places).reduce((changed, [from, to]) => {
    assert.ok(changed.includes(from), `"${from}" is not in the configuration`);
    return changed.replaceAll(from, to);
  }, config);
}

before(async () => {
  if (!skipAws) moto = await startMoto();
  if (skip) return;
  home = new Installation();
  folder = home.folder;
  chmodSync(folder, 0o755); // nginx's workers are another user
  await home.import(writeFixtures(join(folder, 'files'), ['metroValues']).metroValues);
  const site = await home.serve();
  const [port, ownTlsPort] = [await freePort(), await freePort()];
  tlsPort = ownTlsPort;
  const tls = join(folder, 'deploy/tls');
  issue(tls, 'first');
  const inTls = { '/etc/nginx/tls/': `${tls}/` };
  writeFileSync(
    join(tls, 'tls.conf'),
    placed(text('deploy/nginx-tls.conf'), { ...inTls, 8443: `127.0.0.1:${tlsPort}` }),
  );
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const config = placed(text('deploy/nginx.conf'), {
    ...inTls,
    'listen 8080': `listen 127.0.0.1:${port}`,
    'api:8080': `127.0.0.1:${site.port}`,
    '/run/nginx.pid': join(folder, 'nginx.pid'),
    '/dev/stdout': join(folder, 'access.log'),
    'http {': `http {\n${temporary.map((kind) => `${kind}_temp_path ${join(folder, kind)};`).join('\n')}`,
  });
  writeFileSync(join(folder, 'nginx.conf'), config);
  const nginx = execFileSync('sh', ['-c', 'PATH=$PATH:/usr/sbin command -v nginx'], { encoding: 'utf8' }).trim();
  const ours = `-p '${folder}' -c '${folder}/nginx.conf' -e stderr`;
  env = shellEnvironment(programs({ nginx: `exec ${nginx} ${ours} "$@"` }));
  const server = start(nginx, ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', 'stderr', '-g', 'daemon off;']);
  atEnd(() => server.kill('SIGTERM')); // killed harder it would leave its workers behind
  await until(() => shown().catch(() => false), 20, 'nginx');
  page.words['/etc/letsencrypt/live/localhost'] = join(folder, 'live');
  const challenge = await fetch(`http://127.0.0.1:${port}/.well-known/acme-challenge/none`);
  assert.equal(challenge.status, 404, 'not handed on to the program');
  mkdirSync(join(tls, 'acme/.well-known/acme-challenge'), { recursive: true });
  writeFileSync(join(tls, 'acme/.well-known/acme-challenge/token'), 'proof');
  assert.equal(await (await fetch(`http://127.0.0.1:${port}/.well-known/acme-challenge/token`)).text(), 'proof');
});
after(() => moto?.stop());

/** Whose certificate a new connection gets. */
const shown = () =>
  new Promise((done, failed) => {
    const socket = connect({ host: '127.0.0.1', port: tlsPort, servername: kHost, rejectUnauthorized: false }, () => {
      done(socket.getPeerCertificate().subject.O);
      socket.end();
    });
    socket.once('error', failed);
  });
const ask = () =>
  new Promise((done, failed) => {
    const call = request(
      { host: '127.0.0.1', port: tlsPort, path: '/api/v1/metrics', agent: false, rejectUnauthorized: false },
      (answer) => {
        answer.resume();
        answer.once('end', () => done(answer.statusCode));
        answer.once('error', failed);
      },
    );
    call.once('error', failed);
    call.end();
  });
// Readers that ask one after another, each on a connection of its own.
function load() {
  const got = { answers: 0, failures: [] };
  let running = true;
  const readers = Array.from({ length: kReaders }, async () => {
    while (running) {
      const status = await ask().catch((error) => error.message);
      got.answers += 1;
      if (status !== 200) got.failures.push(status);
      await pause(kBetweenMs);
    }
  });
  return async () => {
    running = false;
    await Promise.all(readers);
    return got;
  };
}
const inPlace = (options) => page.run('On one machine: put a new one in place', 0, { env, cwd: folder, ...options });

test('a new certificate is put in place while the site is read: no request fails', { skip }, async () => {
  issue(join(folder, 'live'), 'second');
  const stop = load();
  await pause(300);
  await inPlace();
  await until(async () => (await shown()) === 'second', 10, 'the new certificate is shown');
  await pause(300);
  const { answers, failures } = await stop();
  assert.deepEqual(failures, []);
  assert.ok(answers > 20, `${answers} answers are no load`);
});

test('the page tells which is shown and when it ends', { skip }, async () => {
  const words = { 'localhost:443': `127.0.0.1:${tlsPort}` };
  const said = await page.run('On one machine: when it ends', 0, { env, cwd: folder, words });
  assert.match(said, /subject=O = second, CN = localhost\nnotAfter=/);
  issue(join(folder, 'soon'), 'soon', 20);
  const check = page.block('On one machine: when it ends').split('\n').at(-1);
  const soon = await bash(check.replace('deploy/tls', 'soon'), { env, cwd: folder });
  assert.equal(soon.code, 1, 'ends within three weeks');
});

test(
  'a key of another certificate, or one that ends today, is refused before anything is touched',
  { skip },
  async () => {
    const files = () =>
      ['fullchain', 'privkey'].map((name) => readFileSync(join(folder, `deploy/tls/${name}.pem`), 'utf8'));
    const before = files();
    issue(join(folder, 'other'), 'other');
    writeFileSync(join(folder, 'live/privkey.pem'), readFileSync(join(folder, 'other/privkey.pem')));
    await inPlace({ code: 1 });
    issue(join(folder, 'live'), 'over', 1);
    await inPlace({ code: 1 });
    assert.deepEqual(files(), before);
    assert.equal(await shown(), 'second');
  },
);

test('the one before comes back', { skip }, async () => {
  await page.run('On one machine: put a new one in place', 1, { env, cwd: folder });
  await until(async () => (await shown()) === 'first', 10, 'the former certificate is shown');
  assert.ok(!existsSync(join(folder, 'deploy/tls/fullchain.pem.before')));
});

test("ACM's certificate is looked at, and its record is put back", { skip: skipAws }, async () => {
  const zone = moto.cli('route53', 'create-hosted-zone', '--name', 'housing.test', '--caller-reference', 'c');
  const words = { ZONE: zone.HostedZone.Id.split('/').at(-1), [kHost]: 'housing.test', DOMAIN: 'housing.test' };
  moto.cli('acm', 'request-certificate', '--domain-name', 'housing.test', '--validation-method', 'DNS');
  const cwd = home?.folder ?? '/tmp';
  const own = { env: shellEnvironment(programs(), awsEnvironment(moto.url)), cwd, words };
  assert.match(await page.run('On AWS', 0, own), /"PENDING_VALIDATION"|"ISSUED"/);
  assert.equal((await page.run('On AWS', 1, own)).trim(), '', 'the record is not there');
  await page.run('On AWS', 2, own);
  const [, value] = readFileSync(join(cwd, 'record.txt'), 'utf8').trim().split(/\s+/);
  assert.equal((await page.run('On AWS', 1, own)).trim(), value);
});

test('no command is left out by silence', () => assertNothingLeftOut(page));
