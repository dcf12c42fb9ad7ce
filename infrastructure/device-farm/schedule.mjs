#!/usr/bin/env node
// Runs the smoke test on Device Farm's phones: packs it, uploads it with the test spec, starts a run, waits for its
// verdict. Calls the AWS command line, so that its credentials are found as everywhere else.
// Exit 0: passed on every phone; 1: it did not, or could not run; 2: wrong usage.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { deviceFarmConfig, kRegion } from './device-farm-config.mjs';

const kUsage = `usage: SITE_URL=https://… schedule.mjs
  SITE_URL                  the site that the phones open
  DEVICE_FARM_PROJECT_ARN   Device Farm's project
  DEVICE_FARM_POOL_ARN      its pool of phones
  DEVICE_FARM_POLL_MS       how often to ask for the verdict (15000)`;
const kUploadMs = 300_000;
const kRunMs = 3_600_000;

const here = fileURLToPath(new URL('.', import.meta.url));
const pollMs = Number(process.env.DEVICE_FARM_POLL_MS ?? 15_000);

function farm(...args) {
  const out = execFileSync('aws', ['devicefarm', ...args, '--region', kRegion, '--output', 'json'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(out);
}

async function poll(ask, done, limitMs, what) {
  const until = Date.now() + limitMs;
  for (;;) {
    const answer = ask();
    if (done(answer)) return answer;
    if (Date.now() > until) throw new Error(`${what} was not done after ${limitMs / 60_000} minutes`);
    await sleep(pollMs);
  }
}

async function upload(projectArn, file, type) {
  const name = basename(file);
  const { upload: made } = farm('create-upload', '--project-arn', projectArn, '--name', name, '--type', type);
  const answer = await fetch(made.url, {
    method: 'PUT',
    headers: { 'content-type': 'application/octet-stream' },
    body: readFileSync(file),
  });
  if (!answer.ok) throw new Error(`the upload of ${name} answered ${answer.status}`);
  const ask = () => farm('get-upload', '--arn', made.arn).upload;
  const ended = await poll(
    ask,
    ({ status }) => ['SUCCEEDED', 'FAILED'].includes(status),
    kUploadMs,
    `upload of ${name}`,
  );
  if (ended.status === 'FAILED') throw new Error(`Device Farm refused ${name}: ${ended.message ?? ended.metadata}`);
  return made.arn;
}

// As Device Farm wants a Node.js test: npm's package in a zip.
function pack(folder) {
  execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd: here, stdio: 'ignore' });
  const zip = join(folder, 'smoke.zip');
  const [tarball] = readdirSync(folder);
  execFileSync('python3', ['-m', 'zipfile', '-c', zip, join(folder, tarball)]);
  return zip;
}

async function main() {
  const site = process.env.SITE_URL ?? '';
  if (!/^https?:\/\/[^/]+$/.test(site)) throw new Error(`SITE_URL is "${site}"`);
  const { projectArn, devicePoolArn, testSpec } = deviceFarmConfig(process.env);
  const folder = mkdtempSync(join(tmpdir(), 'device-farm-'));
  try {
    const packageArn = await upload(projectArn, pack(folder), 'APPIUM_WEB_NODE_TEST_PACKAGE');
    const specArn = await upload(projectArn, testSpec, 'APPIUM_WEB_NODE_TEST_SPEC');
    const { run } = farm(
      ...[
        'schedule-run',
        '--project-arn',
        projectArn,
        '--device-pool-arn',
        devicePoolArn,
        '--name',
        `smoke of ${site}`,
      ],
      ...['--test', JSON.stringify({ type: 'APPIUM_WEB_NODE', testPackageArn: packageArn, testSpecArn: specArn })],
      ...['--configuration', JSON.stringify({ environmentVariables: [{ name: 'SITE_URL', value: site }] })],
    );
    console.log(`device-farm: started ${run.arn}`);
    const ask = () => farm('get-run', '--arn', run.arn).run;
    const ended = await poll(ask, ({ status }) => status === 'COMPLETED', kRunMs, 'the run');
    console.log(`device-farm: ${ended.result}, ${JSON.stringify(ended.counters)}`);
    return ended.result === 'PASSED' ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

if (process.argv.length > 2) {
  console.log(kUsage);
  process.exit(process.argv[2] === '--help' ? 0 : 2);
}
process.exitCode = await main().catch((error) => {
  console.error(`device-farm: ${error.message}`);
  return 1;
});
