// The command line: exit codes, --help, and that it says what the API says.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import test, { before } from 'node:test';
import { housing, housingOk, temporaryFolder } from './support/housing.mjs';
import { get, target } from './support/http.mjs';
import { servedFixtures } from './support/world.mjs';

let world;
before(async () => {
  world = await servedFixtures();
});
const query = (...args) => housing(['query', '--data-dir', world.data, ...args]);

for (const command of ['serve', 'import', 'query', 'demo', 'release list', 'queue list', 'version']) {
  test(`housing ${command} --help explains itself on stdout and exits 0`, async () => {
    const { code, stdout, stderr } = await housing([...command.split(' '), '--help']);
    assert.equal(code, 0);
    assert.equal(stderr, '');
    assert.match(stdout, new RegExp(`housing ${command}`));
    if (command !== 'version') assert.match(stdout, /--data-dir/);
  });
}

test('housing --help lists the commands; version has a number', async () => {
  const { stdout } = await housingOk(['--help']);
  for (const command of ['serve', 'import', 'query', 'demo', 'release', 'queue', 'version'])
    assert.match(stdout, new RegExp(`^ +${command} `, 'm'));
  assert.match((await housingOk(['version'])).stdout, /^housing \d+\.\d+\.\d+\n$/);
});

const wrongUsage = [
  [],
  ['nothing'],
  ['import'],
  ['import', '--nothing', 'x'],
  ['query', '--region', 'us'],
  ['query', '--region', 'us', '--metric', 'rent', '--json', '--csv'],
  ['serve', '--port', '65536'],
  ['serve', '--port', 'http'],
  ['demo', 'surplus'],
];
for (const args of wrongUsage) {
  test(`housing ${args.join(' ')}: wrong usage exits 2 and says what`, async () => {
    const { code, stdout, stderr } = await housing(args, { cwd: world.folder });
    assert.equal(code, 2, stderr);
    assert.equal(stdout, '');
    assert.ok(stderr.trim().length > 10);
  });
}

test('a question that makes no sense exits 2, names the flag, suggests', async () => {
  const cases = [
    [['--region', 'us', '--metric', 'home_vlaue'], /--metric: .*home_vlaue/, /home_value/],
    [['--region', 'metro-99999', '--metric', 'rent'], /--region: .*metro-99999/, /./],
    [['--region', 'us', '--metric', 'rent', '--from', 'soon'], /--from: .*soon/, /2024-06/],
    [['--region', 'us', '--metric', 'rent', '--transform', 'sqrt'], /--transform: .*sqrt/, /yoy/],
    [['--region', 'us', '--metric', 'hpi', '--transform', 'mom'], /--transform: /, /yoy/],
    [['--region', 'us', '--metric', 'rent', '--last', '0'], /--last: /, /./],
  ];
  for (const [args, what, suggestion] of cases) {
    const { code, stdout, stderr } = await query(...args);
    assert.deepEqual([code, stdout], [2, ''], args.join(' '));
    assert.match(stderr, what);
    assert.match(stderr, suggestion);
  }
});

test('an unknown HOUSING_ variable is an error that names the known ones', async () => {
  const { code, stderr } = await housing(['version'], { env: { HOUSING_DATADIR: 'x' } });
  assert.equal(code, 2);
  assert.match(stderr, /HOUSING_DATADIR.*HOUSING_DATA_DIR/);
});

test('HOUSING_DATA_DIR is the default of --data-dir, and the flag wins', async () => {
  const args = ['query', '--region', 'us', '--metric', 'home_value', '--json'];
  const { stdout } = await housingOk(args, { env: { HOUSING_DATA_DIR: world.data } });
  assert.equal(JSON.parse(stdout).series.length, 1);
  const elsewhere = join(temporaryFolder(), 'other');
  const flagged = await housingOk([...args, '--data-dir', world.data], { env: { HOUSING_DATA_DIR: elsewhere } });
  assert.equal(flagged.stdout, stdout);
  assert.ok(!existsSync(elsewhere));
});

const questions = [
  { region: 'metro-41860', metric: 'home_value' },
  { region: 'us,state-ca,metro-35620', metric: 'home_value,rent', from: '2024', to: '2024-Q3' },
  { region: 'us', metric: 'mortgage_rate', last: '5', transform: 'mom' },
  { region: 'metro-49740', metric: 'hpi', transform: 'yoy' },
  { region: 'x-zillow-999901', metric: 'home_value', transform: 'index' },
];
for (const question of questions) {
  test(`housing query says what the API says: ${Object.values(question).join(' ')}`, async () => {
    const flags = Object.entries(question).flatMap(([name, value]) => [`--${name}`, value]);
    for (const format of ['json', 'csv']) {
      const { code, stdout } = await query(...flags, `--${format}`);
      assert.equal(code, 0);
      const answer = await get(world.server.base, target('/api/v1/series', { ...question, format }));
      assert.equal(stdout.trimEnd(), answer.text.trimEnd());
    }
  });
}

test('the table has every value, the place, the unit and the attribution', async () => {
  const { code, stdout } = await query(
    '--region',
    'metro-41860',
    '--metric',
    'home_value',
    '--from',
    '2024',
    '--to',
    '2024-02',
  );
  assert.equal(code, 0);
  assert.match(stdout, /San Francisco.*Home value.*usd/);
  assert.match(stdout, /^2024-01 +-$/m);
  assert.match(stdout, /^2024-02 +\d+\.\d\d$/m);
  assert.match(stdout, /Data: Zillow\. Released 2025-04-16/);
});
