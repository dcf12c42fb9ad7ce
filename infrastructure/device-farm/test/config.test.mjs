// What is asked of Device Farm: capabilities, names, and the test spec, whose commands are run here with stand-ins for
// the host's programs: `appium` is chromedriver, the phone is Chromium.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { requirePackage } from '../../../tools/contract/lib/contract.mjs';
import { deviceFarmConfig } from '../device-farm-config.mjs';
import { capabilities } from '../lib/capabilities.mjs';
import { chromedriver, demoSite, freePort, missing } from './site.mjs';

const here = fileURLToPath(new URL('..', import.meta.url));
const names = {
  DEVICE_FARM_PROJECT_ARN: 'arn:aws:devicefarm:us-west-2:111111111111:project:p',
  DEVICE_FARM_POOL_ARN: 'arn:aws:devicefarm:us-west-2:111111111111:devicepool:p/d',
};
const spec = requirePackage('yaml').parse(readFileSync(deviceFarmConfig(names).testSpec, 'utf8'));
const skip = missing();
if (skip) console.error(`SKIP device-farm test spec: ${skip}`);

test('names of another region or kind are refused', () => {
  assert.equal(deviceFarmConfig(names).projectArn, names.DEVICE_FARM_PROJECT_ARN);
  assert.throws(() => deviceFarmConfig({}), /DEVICE_FARM_PROJECT_ARN "" is not like/);
  const elsewhere = names.DEVICE_FARM_POOL_ARN.replace('us-west-2', 'us-east-1');
  assert.throws(() => deviceFarmConfig({ ...names, DEVICE_FARM_POOL_ARN: elsewhere }), /DEVICE_FARM_POOL_ARN/);
  const swapped = { ...names, DEVICE_FARM_POOL_ARN: names.DEVICE_FARM_PROJECT_ARN };
  assert.throws(() => deviceFarmConfig(swapped), /devicepool/);
});

test('the browser asked for is the one of the phone', () => {
  const phone = { DEVICEFARM_DEVICE_PLATFORM_NAME: 'Android', DEVICEFARM_DEVICE_UDID: 'abc' };
  assert.deepEqual(capabilities(phone), {
    platformName: 'Android',
    browserName: 'Chrome',
    'appium:automationName': 'UiAutomator2',
    'appium:udid': 'abc',
  });
  const apple = capabilities({ DEVICEFARM_DEVICE_PLATFORM_NAME: 'iOS', DEVICEFARM_DEVICE_OS_VERSION: '18.1' });
  assert.equal(apple.browserName, 'Safari');
  assert.equal(apple['appium:platformVersion'], '18.1');
  assert.equal(capabilities({}).browserName, 'chrome');
  assert.throws(() => capabilities({ DEVICEFARM_DEVICE_PLATFORM_NAME: 'Windows' }), /neither Android nor iOS/);
});

test('the test spec has the shape Device Farm reads', () => {
  assert.deepEqual(Object.keys(spec).sort(), ['android_test_host', 'artifacts', 'ios_test_host', 'phases', 'version']);
  assert.equal(spec.version, 0.1);
  assert.deepEqual(Object.keys(spec.phases), ['install', 'pre_test', 'test']);
  for (const { commands } of Object.values(spec.phases))
    for (const line of commands) assert.equal(typeof line, 'string');
  assert.equal(spec.phases.test.commands.at(-1), 'pnpm test:e2e:aws');
  assert.ok(
    spec.artifacts.every((path) => /^\$DEVICEFARM_\w+$/.test(path)),
    'artifacts are without wildcards',
  );
});

// A folder of programs that stand in for those of Device Farm's host.
function standIns(folder) {
  const npm = execFileSync('sh', ['-c', 'command -v npm'], { encoding: 'utf8' }).trim();
  const programs = {
    'devicefarm-cli': 'exit 0',
    appium: `for word; do case $word in --port=*) exec ${chromedriver} "$word" ;; esac; done; exit 2`,
    npm: `[ "$2" = --global ] && exit 0; exec ${npm} "$@"`,
  };
  mkdirSync(folder);
  for (const [name, body] of Object.entries(programs))
    writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`, { mode: 0o755 });
}

test('its commands install the packed test and run it', { skip, timeout: 120_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'device-farm-host-'));
  const site = await demoSite();
  try {
    for (const name of ['package', 'logs', 'screenshots']) mkdirSync(join(folder, name));
    standIns(join(folder, 'bin'));
    execFileSync('npm', ['pack', '--silent', '--pack-destination', join(folder, 'package')], { cwd: here });
    const lines = Object.values(spec.phases).flatMap(({ commands }) => commands);
    const script = ['set -e', "trap 'kill $(jobs -p) 2>/dev/null' EXIT", ...lines].join('\n');
    const { status, stdout, stderr } = spawnSync('bash', ['-c', script], {
      encoding: 'utf8',
      env: {
        ...process.env,
        PATH: `${join(folder, 'bin')}:${process.env.PATH}`,
        pnpm_config_pm_on_fail: 'ignore',
        APPIUM_PORT: String(await freePort()),
        SITE_URL: site.baseUrl,
        DEVICEFARM_TEST_PACKAGE_PATH: join(folder, 'package'),
        DEVICEFARM_LOG_DIR: join(folder, 'logs'),
        DEVICEFARM_SCREENSHOT_PATH: join(folder, 'screenshots'),
      },
    });
    assert.match(stdout, /^3 passed, 0 failed$/m, stdout + stderr);
    assert.equal(status, 0, stderr);
  } finally {
    await site.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
