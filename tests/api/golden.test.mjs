// What the API and the command line say over the fixtures, word for word: tests/golden. HOUSING_UPDATE_GOLDEN=1
// rewrites the files (refused when CI=true); read the difference before committing it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import test, { before } from 'node:test';
import { fileURLToPath } from 'node:url';
import { metroRents, names } from './support/fixtures.mjs';
import { assertGolden, goldenJson, settled } from './support/golden.mjs';
import { housing } from './support/housing.mjs';
import { get } from './support/http.mjs';
import { servedFixtures } from './support/world.mjs';

let world;
before(async () => {
  world = await servedFixtures();
});

const answers = {
  health: '/health',
  ready: '/health/ready',
  metrics: '/api/v1/metrics',
  sources: '/api/v1/sources',
  imports: '/api/v1/imports',
  'regions-search': '/api/v1/regions?q=san+francisco&type=metro,county&limit=3',
  'regions-listing': '/api/v1/regions?type=division',
  'region-us': '/api/v1/regions/us',
  'region-metro': '/api/v1/regions/metro-41860',
  'region-unresolved': '/api/v1/regions/x-zillow-999901',
  'series-level': '/api/v1/series?region=metro-41860,state-tx&metric=home_value,rent&from=2024-Q4',
  'series-mom-weeks': '/api/v1/series?region=us&metric=mortgage_rate&transform=mom&last=4',
  'series-yoy-quarters': '/api/v1/series?region=metro-49740,metrodiv-41884&metric=hpi&transform=yoy&last=3',
  'series-index': '/api/v1/series?region=us&metric=cpi&transform=index&from=2024-11',
  'problem-metric': '/api/v1/series?region=us&metric=home_vlaue',
  'problem-region': '/api/v1/regions/metro-99999',
  'problem-transform': '/api/v1/series?region=us&metric=hpi&transform=mom',
};
for (const [name, target] of Object.entries(answers)) {
  test(`GET ${target}`, async () => {
    const answer = await get(world.server.base, target);
    goldenJson(`api/${name}.json`, {
      target,
      status: answer.status,
      type: answer.headers['content-type'],
      body: answer.json,
    });
  });
}

test('CSV', async () => {
  const target = '/api/v1/series?region=metro-41860&metric=home_value,rent&from=2024-12&format=csv';
  const { text } = await get(world.server.base, target);
  assertGolden('api/series.csv', text.replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/g, 'TIME'));
});

const helped = ['serve', 'import', 'query', 'export', 'ask', 'verify', 'backtest', 'affordability', 'demo', 'version'];
const commands = {
  help: ['--help'],
  ...Object.fromEntries(helped.map((command) => [`help-${command}`, [command, '--help']])),
  'no-command': [],
  'query-table': [
    'query',
    '--data-dir',
    'data',
    '--region',
    'metro-41860',
    '--metric',
    'home_value,rent',
    '--from',
    '2025',
  ],
  'query-unknown-metric': ['query', '--data-dir', 'data', '--region', 'us', '--metric', 'home_vlaue'],
  'import-unchanged': ['import', '--data-dir', 'data', 'files'],
  'import-refused': ['import', '--data-dir', 'other', 'mixed'],
  'import-refused-json': ['import', '--data-dir', 'another', '--json', 'mixed'],
};
for (const [name, args] of Object.entries(commands)) {
  test(`housing ${args.join(' ')}`, async () => {
    const mixed = join(world.folder, 'mixed');
    mkdirSync(mixed, { recursive: true });
    writeFileSync(join(mixed, names.metroRents), metroRents());
    writeFileSync(join(mixed, 'HOUST.csv'), 'observation_date,HOUST\n2024-01-01,1500\n2024-02-01,abc\nlater,5\n');
    writeFileSync(join(mixed, 'UNRATE.csv'), '<html>Access denied</html>\n');
    const { code, stdout, stderr } = await housing(args, { cwd: world.folder });
    const printed = name.endsWith('json') ? `${JSON.stringify(settled(JSON.parse(stdout)), null, 1)}\n` : stdout;
    assertGolden(
      `command_line/${name}.txt`,
      `$ housing ${args.join(' ')}\n-- exit ${code}\n-- stdout\n${printed}-- stderr\n${stderr}`.trimEnd() + '\n',
    );
  });
}

test('CI refuses to rewrite golden files', () => {
  const self = fileURLToPath(import.meta.url);
  const env = { ...process.env, CI: 'true', HOUSING_UPDATE_GOLDEN: '1' };
  delete env.NODE_TEST_CONTEXT; // a test run of its own, not a part of this one
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--test', self], { env, encoding: 'utf8' });
  assert.notEqual(status, 0);
  assert.match(stdout + stderr, /refused when CI=true/, relative('.', self));
});
