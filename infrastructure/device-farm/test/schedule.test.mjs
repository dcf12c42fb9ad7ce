// schedule.mjs against a stand-in of `aws devicefarm`: what it uploads, how it asks, what its exit code says.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { fileURLToPath } from 'node:url';

const kProject = 'arn:aws:devicefarm:us-west-2:111111111111:project:p';
const kPool = 'arn:aws:devicefarm:us-west-2:111111111111:devicepool:p/d';

let folder, server, put;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'device-farm-schedule-'));
  server = createServer((request, response) => {
    const chunks = [];
    request.on('data', (bytes) => chunks.push(bytes));
    request.on('end', () => {
      put[request.url] = Buffer.concat(chunks);
      response.end();
    });
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
});
after(() => {
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

// `aws`: uploads go to our server and are taken at the second asking; runs end with RESULT.
const kAws = `#!/usr/bin/env node
const { appendFileSync, readFileSync } = require('node:fs');
const [, verb, ...args] = process.argv.slice(2);
appendFileSync('calls', JSON.stringify([verb, ...args]) + '\\n');
const option = (name) => args[args.indexOf('--' + name) + 1];
const asked = readFileSync('calls', 'utf8').split('\\n').filter((line) => line.includes(verb)).length;
const answers = {
  'create-upload': () => ({ upload: { arn: 'upload:' + option('type'), url: process.env.PUT_URL + option('name') } }),
  'get-upload': () => ({ upload: { status: asked % 2 ? 'PROCESSING' : process.env.UPLOAD, message: 'not a zip' } }),
  'schedule-run': () => ({ run: { arn: 'run:1' } }),
  'get-run': () => ({ run: asked < 3 ? { status: 'RUNNING' } : { status: 'COMPLETED', result: process.env.RESULT } }),
};
console.log(JSON.stringify(answers[verb]()));
`;

async function schedule(more = {}) {
  put = {};
  writeFileSync(join(folder, 'aws'), kAws, { mode: 0o755 });
  writeFileSync(join(folder, 'calls'), '');
  const env = { ...process.env, PATH: `${folder}:${process.env.PATH}`, SITE_URL: 'https://example.com' };
  Object.assign(env, { DEVICE_FARM_PROJECT_ARN: kProject, DEVICE_FARM_POOL_ARN: kPool, DEVICE_FARM_POLL_MS: '5' });
  Object.assign(env, { PUT_URL: `http://127.0.0.1:${server.address().port}/`, UPLOAD: 'SUCCEEDED', RESULT: 'PASSED' });
  const script = fileURLToPath(new URL('../schedule.mjs', import.meta.url));
  const child = spawn(process.execPath, [script], { cwd: folder, env: { ...env, ...more } });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (said += bytes));
  const code = await new Promise((done) => child.on('close', done));
  const calls = readFileSync(join(folder, 'calls'), 'utf8').trim().split('\n').filter(Boolean);
  return { code, said, calls: calls.map((line) => JSON.parse(line)) };
}

test('a run that passes exits 0; package, spec and address were handed over', async () => {
  const { code, said, calls } = await schedule();
  assert.equal(code, 0, said);
  assert.equal(put['/smoke.zip'].subarray(0, 2).toString(), 'PK');
  assert.match(put['/testspec.yml'].toString(), /pnpm test:e2e:aws/);
  const [, ...args] = calls.find(([verb]) => verb === 'schedule-run');
  const option = (name) => args[args.indexOf(`--${name}`) + 1];
  assert.deepEqual(
    [option('project-arn'), option('device-pool-arn'), option('region')],
    [kProject, kPool, 'us-west-2'],
  );
  assert.deepEqual(JSON.parse(option('test')), {
    type: 'APPIUM_WEB_NODE',
    testPackageArn: 'upload:APPIUM_WEB_NODE_TEST_PACKAGE',
    testSpecArn: 'upload:APPIUM_WEB_NODE_TEST_SPEC',
  });
  const { environmentVariables } = JSON.parse(option('configuration'));
  assert.deepEqual(environmentVariables, [{ name: 'SITE_URL', value: 'https://example.com' }]);
});

test('a run that fails, a refused upload and a missing name exit 1 and say why', async () => {
  const failed = await schedule({ RESULT: 'FAILED' });
  assert.deepEqual([failed.code, /FAILED/.test(failed.said)], [1, true]);
  const refused = await schedule({ UPLOAD: 'FAILED' });
  assert.equal(refused.code, 1);
  assert.match(refused.said, /Device Farm refused smoke.zip: not a zip/);
  const nameless = await schedule({ DEVICE_FARM_POOL_ARN: '' });
  assert.equal(nameless.code, 1);
  assert.match(nameless.said, /DEVICE_FARM_POOL_ARN/);
});
