// The parts of `make test`, in order. A part is
//   name, group      what ONLY= selects: cpp, lint, web, api, accounts, e2e, cloud, fuzz
//   run              a command, or 'gtest' for every C++ test program of the release build
//   tally            how to count: exit (the command is one test), closing, node, vitest
//   needs            programs without which the part is skipped, loudly; each with what installs it
//   usedBy           groups that need it as a preparation, and get it without being asked
//   minutes          after which it is ended and counts as failed
const kTestPackages = 'scripts/bootstrap.sh --for test';
const node = { program: 'node', install: kTestPackages };
const pnpm = { program: 'pnpm', install: kTestPackages };
const chromium = { program: 'chromium', install: kTestPackages };
const tool = (program) => ({ program, install: kTestPackages });
const nodeTests = (folder) => ['node', 'tools/run_node_tests.mjs', folder];

export const parts = [
  { name: 'layers', group: 'lint', tally: 'exit', run: ['node', 'tools/check_layers.mjs'], needs: [node] },
  { name: 'tidy', group: 'lint', tally: 'exit', run: ['node', 'tools/check_tidy.mjs'], needs: [node] },
  {
    name: 'format',
    group: 'lint',
    tally: 'exit',
    run: ['scripts/format.sh', '--check'],
    needs: [tool('clang-format-19')],
  },
  { name: 'shellcheck', group: 'lint', tally: 'exit', run: ['scripts/shellcheck.sh'], needs: [tool('shellcheck')] },

  {
    name: 'cpp build',
    group: 'cpp',
    usedBy: ['api', 'accounts', 'e2e', 'cloud'],
    tally: 'exit',
    run: ['scripts/build.sh', 'all'],
    needs: [tool('cmake'), tool('ninja'), tool('g++')],
    minutes: 45,
  },
  { name: 'cpp', group: 'cpp', run: 'gtest', needs: [] },
  { name: 'tools', group: 'lint', tally: 'node', run: ['node', 'tools/run_node_tests.mjs', 'tools'], needs: [node] },
  {
    name: 'bench quick',
    group: 'cpp',
    tally: 'node',
    run: ['node', 'tools/run_node_tests.mjs', 'bench'],
    needs: [node, pnpm],
  },
  {
    name: 'fuzz',
    group: 'fuzz',
    tally: 'closing',
    run: ['scripts/fuzz.sh', '--quick'],
    needs: [tool('clang++-19')],
    minutes: 45,
  },

  {
    name: 'web build',
    group: 'web',
    usedBy: ['e2e', 'cloud'],
    tally: 'exit',
    run: ['scripts/web.sh'],
    needs: [node, pnpm],
    minutes: 20,
  },
  { name: 'web types', group: 'web', tally: 'exit', run: ['pnpm', '--silent', 'typecheck'], needs: [pnpm] },
  { name: 'web lint', group: 'web', tally: 'exit', run: ['pnpm', '--silent', 'lint'], needs: [pnpm] },
  { name: 'web unit', group: 'web', tally: 'vitest', run: ['pnpm', '--silent', 'test'], needs: [pnpm] },

  { name: 'api', group: 'api', tally: 'closing', run: ['node', 'tests/api/run.mjs'], needs: [node], minutes: 15 },
  {
    name: 'fetch',
    group: 'api',
    tally: 'node',
    run: ['node', 'tools/run_node_tests.mjs', 'tests/fetch'],
    needs: [node],
  },
  { name: 'aws', group: 'api', tally: 'node', run: nodeTests('tests/aws'), needs: [node, pnpm] },
  {
    name: 'fred',
    group: 'api',
    tally: 'closing',
    run: ['node', 'tests/fred/run.mjs'],
    needs: [node, pnpm, tool('openssl')],
  },
  {
    name: 'accounts',
    group: 'accounts',
    tally: 'closing',
    run: ['node', 'tests/accounts/run.mjs'],
    needs: [node],
    minutes: 15,
  },
  {
    name: 'contract',
    group: 'accounts',
    tally: 'node',
    run: nodeTests('tests/contract'),
    needs: [node],
  },
  {
    name: 'e2e demo',
    group: 'e2e',
    tally: 'closing',
    run: ['node', 'tests/e2e/run.mjs', 'demo'],
    needs: [node, chromium],
    minutes: 30,
  },
  {
    name: 'e2e real',
    group: 'e2e',
    tally: 'closing',
    run: ['node', 'tests/e2e/run.mjs', 'real'],
    needs: [node, chromium],
    minutes: 30,
  },

  {
    name: 'settings',
    group: 'cloud',
    tally: 'node',
    run: ['pnpm', '--silent', '--filter', '@housing/settings', 'test'],
    needs: [pnpm],
  },
  {
    name: 'cdk',
    group: 'cloud',
    tally: 'node',
    run: ['pnpm', '--silent', '--filter', '@housing/cdk', 'test'],
    needs: [pnpm],
    minutes: 15,
  },
  {
    name: 'terraform',
    group: 'cloud',
    tally: 'node',
    run: nodeTests('infrastructure/terraform'),
    needs: [node],
    minutes: 15,
  },
  { name: 'parity', group: 'cloud', tally: 'node', run: nodeTests('infrastructure/parity'), needs: [node] },
  { name: 'cost', group: 'cloud', tally: 'node', run: nodeTests('infrastructure/cost'), needs: [node] },
  {
    name: 'delivery',
    group: 'cloud',
    tally: 'node',
    run: nodeTests('tests/delivery'),
    needs: [node, tool('git')],
    minutes: 15,
  },
  {
    name: 'operating',
    group: 'cloud',
    tally: 'node',
    run: nodeTests('tests/operating'),
    needs: [node, tool('openssl')],
    minutes: 15,
  },
  { name: 'recovery', group: 'cloud', tally: 'node', run: nodeTests('tests/recovery'), needs: [node] },
  { name: 'chaos', group: 'cloud', tally: 'node', run: nodeTests('tests/chaos'), needs: [node], minutes: 15 },
  { name: 'load', group: 'cloud', tally: 'node', run: nodeTests('tests/load'), needs: [node] },
  { name: 'image', group: 'cloud', tally: 'node', run: nodeTests('tests/image'), needs: [node], minutes: 15 },
  { name: 'canary', group: 'cloud', tally: 'node', run: nodeTests('infrastructure/canary'), needs: [node, chromium] },
  {
    name: 'devices',
    group: 'cloud',
    tally: 'node',
    run: nodeTests('infrastructure/device-farm'),
    needs: [node, chromium],
  },
  {
    name: 'cloud',
    group: 'cloud',
    tally: 'closing',
    run: ['node', 'tests/cloud/run.mjs'],
    needs: [node],
    minutes: 15,
  },
  {
    name: 'security',
    group: 'cloud',
    tally: 'node',
    run: nodeTests('tests/security'),
    needs: [node],
  },
  { name: 'docs', group: 'lint', tally: 'node', run: nodeTests('tests/docs'), needs: [node] },
];

export const kDefaultMinutes = 10;
export const groups = [...new Set(parts.map((part) => part.group))];

// The parts of the wanted groups, and those that prepare them.
export function choose(only) {
  const unknown = only.find((group) => !groups.includes(group));
  if (unknown) throw new Error(`ONLY names "${unknown}"; there are ${groups.join(', ')}`);
  if (only.length === 0) return parts;
  return parts.filter((part) => [part.group, ...(part.usedBy ?? [])].some((group) => only.includes(group)));
}
