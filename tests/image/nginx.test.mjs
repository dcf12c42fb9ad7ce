// deploy/nginx.conf in a real nginx before the real program: pages pass, a client's forwarding header does not, limits
// hold; and the HTTPS half with a certificate.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { startServer } from '../e2e/support/server.mjs';
import { answering, startProcess } from './support/process.mjs';
import { binary, freePort, skipWithout, text, web } from './support/project.mjs';

const skip = skipWithout(
  'nginx.conf',
  { nginx: 'apt-get install nginx-light', openssl: 'apt-get install openssl' },
  { [binary]: 'make build', [web]: 'make web' },
);

let folder, site, nginx, port, tlsPort;

// What is another in the container than here; each must be found.
function replaced(config, changes) {
  let changed = config;
  for (const [from, to] of Object.entries(changes)) {
    assert.ok(changed.includes(from), `"${from}" is not in the configuration`);
    changed = changed.replaceAll(from, to);
  }
  return changed;
}

function writeConfig() {
  const tls = join(folder, 'tls');
  mkdirSync(tls);
  const subject = ['-subj', '/CN=localhost', '-keyout', join(tls, 'privkey.pem'), '-out', join(tls, 'fullchain.pem')];
  execFileSync(
    'openssl',
    ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', ...subject],
    {
      stdio: 'ignore',
    },
  );
  const place = { '/etc/nginx/tls/': `${tls}/` };
  writeFileSync(
    join(tls, 'tls.conf'),
    replaced(text('deploy/nginx-tls.conf'), { ...place, 8443: `127.0.0.1:${tlsPort}` }),
  );
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const folders = kinds.map((kind) => `${kind}_temp_path ${join(folder, kind)};`);
  const config = replaced(text('deploy/nginx.conf'), {
    ...place,
    'listen 8080': `listen 127.0.0.1:${port}`,
    'api:8080': new URL(site.baseUrl).host,
    '/run/nginx.pid': join(folder, 'nginx.pid'),
    '/dev/stdout': join(folder, 'access.log'),
    'http {': `http {\n${folders.join('\n')}`,
  });
  writeFileSync(join(folder, 'nginx.conf'), config);
}

before(async () => {
  if (skip) return;
  folder = mkdtempSync(join(tmpdir(), 'housing-nginx-'));
  chmodSync(folder, 0o755); // nginx's workers are another user
  const prepare = (data) => ['demo', '--data-dir', data];
  site = await startServer({ binary, web, prepare, accepted: [0] });
  [port, tlsPort] = [await freePort(), await freePort()];
  writeConfig();
  nginx = await startProcess('nginx', ['-p', folder, '-c', join(folder, 'nginx.conf'), '-g', 'daemon off;'], {
    answers: answering(`http://127.0.0.1:${port}/health`),
  });
});
after(async () => {
  await nginx?.stop();
  await site?.stop();
  if (folder) rmSync(folder, { recursive: true, force: true });
});

const get = (target, options) => fetch(`http://127.0.0.1:${port}${target}`, options);

test('pages and API pass, with the headers of the program', { skip }, async () => {
  const page = await get('/region/metro-41860');
  assert.equal(page.status, 200);
  assert.match(page.headers.get('content-security-policy'), /default-src 'self'/);
  assert.equal(page.headers.get('x-content-type-options'), 'nosniff');
  assert.equal(page.headers.get('server'), 'nginx');
  const regions = await get('/api/v1/regions?q=San%20Francisco', { headers: { 'accept-encoding': 'br' } });
  assert.equal(regions.headers.get('content-encoding'), 'br');
  assert.equal((await regions.json()).regions[0].id, 'metro-41860');
});

test('what only scrapers inside may read is not served', { skip }, async () => {
  assert.equal((await get('/metrics')).status, 404);
});

test('a body over the limit is refused before the program sees it', { skip }, async () => {
  const { status } = await get('/api/v1/auth/login', { method: 'POST', body: 'x'.repeat(2_000_000) });
  assert.equal(status, 413);
});

test('the log is JSON', { skip }, async () => {
  await get('/api/v1/metrics');
  const lines = readFileSync(join(folder, 'access.log'), 'utf8').split('\n');
  const line = lines.find((one) => one.includes('/api/v1/metrics'));
  assert.deepEqual(Object.keys(JSON.parse(line)).slice(0, 5), ['time', 'msg', 'method', 'path', 'status']);
});

/** {status, headers, protocol, cipher} of a call over TLS. */
const overTls = (options) =>
  new Promise((done, failed) => {
    const call = request({
      host: '127.0.0.1',
      port: tlsPort,
      path: '/health',
      agent: false,
      rejectUnauthorized: false,
      ...options,
    });
    call.on('response', (answer) => {
      const { statusCode: status, headers, socket } = answer.resume();
      done({ status, headers, protocol: socket.getProtocol(), cipher: socket.getCipher().standardName });
    });
    call.on('error', failed);
    call.end();
  });

test('HTTPS serves the same, and no TLS before 1.2', { skip }, async () => {
  const { status, headers, protocol } = await overTls({});
  assert.deepEqual([status, protocol], [200, 'TLSv1.3']);
  assert.equal(headers['strict-transport-security'], 'max-age=31536000');
  assert.equal((await overTls({ path: '/nothing/here' })).headers['strict-transport-security'], 'max-age=31536000');
  await assert.rejects(overTls({ maxVersion: 'TLSv1.1', minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' }));
});

test('TLS 1.2 is spoken with authenticated ciphers and fresh keys alone', { skip }, async () => {
  const by = (ciphers) => overTls({ maxVersion: 'TLSv1.2', ciphers: `${ciphers}@SECLEVEL=0` });
  const { status, cipher } = await by('DEFAULT');
  assert.equal(status, 200);
  assert.match(cipher, /^TLS_ECDHE_ECDSA_WITH_(AES_\d+_GCM|CHACHA20_POLY1305)/);
  for (const weak of ['ECDHE-ECDSA-AES128-SHA', 'ECDHE-ECDSA-AES256-SHA384', 'AES128-GCM-SHA256', 'AES256-SHA'])
    await assert.rejects(by(weak), weak);
});

// Last, because the address is then over its limit.
test('many tries to sign in are held back, other pages are not', { skip }, async () => {
  const tries = Array.from({ length: 110 }, () => get('/api/v1/auth/login', { method: 'POST', body: '{}' }));
  const statuses = (await Promise.all(tries)).map(({ status }) => status);
  const refused = statuses.filter((status) => status === 429).length;
  assert.ok(refused >= 20 && refused <= 40, `${refused} of 110 were refused`);
  assert.equal((await get('/')).status, 200);
});
