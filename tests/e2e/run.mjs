// End-to-end tests: the dashboard in Chromium against `housing serve`, on demo data and on publishers' files.
// Usage: node tests/e2e/run.mjs [demo|real]...      (both when none is named)
//   HOUSING_BIN        binary under test       (build/release/housing)
//   HOUSING_WEB_DIR    exported dashboard      (apps/web/out)
//   HOUSING_TEST_DATA  publishers' files       (../shared/data beside the project, if there)
//   E2E_SUITE  run only the suites whose file name contains this word
// Two suites run at once, each with a browser of its own, on one server; those of suites/alone/ run by themselves.
// Ends with "N passed, N failed, N skipped"; exit 1 when anything failed or nothing passed.
import { existsSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { startServer } from './support/server.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = resolve(here, '../..');
const binary = resolve(root, process.env.HOUSING_BIN ?? 'build/release/housing');
const web = resolve(root, process.env.HOUSING_WEB_DIR ?? 'apps/web/out');
const data = resolve(root, process.env.HOUSING_TEST_DATA ?? '../shared/data');
const kAtOnce = 2;
const kFileMs = 600_000; // of a whole suite; within it every wait has its own limit

const total = { passed: 0, failed: 0, skipped: 0 };

const modes = {
  demo: { prepare: (dir) => ['demo', '--data-dir', dir], accepted: [0] },
  real: {
    needs: ['zillow', 'fhfa', 'fred'].map((folder) => join(data, folder)),
    prepare: (dir) => ['import', '--data-dir', dir, ...['zillow', 'fhfa', 'fred'].map((folder) => join(data, folder))],
    accepted: [0, 3], // 3: some input was refused, and said so
  },
};

function suites(folder) {
  const word = process.env.E2E_SUITE ?? '';
  return readdirSync(join(here, folder))
    .filter((name) => name.endsWith('.test.mjs') && name.includes(word))
    .map((name) => join(here, folder, name));
}

function nameServer(mode, { baseUrl, dataDir }) {
  Object.assign(process.env, {
    E2E_MODE: mode,
    E2E_URL: baseUrl,
    E2E_DATA: data,
    E2E_BIN: binary,
    E2E_SERVED: dataDir,
    E2E_WEB: web,
  });
}

async function runSuites(files, concurrency) {
  if (files.length === 0) return;
  const stream = run({ files, concurrency, timeout: kFileMs });
  const isFile = (event) => event.details?.type === 'suite' || event.name.endsWith('.test.mjs');
  stream.on('test:pass', (event) => {
    if (isFile(event)) return;
    if (event.skip !== undefined) {
      total.skipped += 1;
      console.error(`SKIPPED ${event.name}: ${event.skip}`);
    } else {
      total.passed += 1;
    }
  });
  stream.on('test:fail', (event) => {
    const why = event.details?.error;
    if (isFile(event) && why?.failureType === 'subtestsFailed') return;
    total.failed += 1;
  });
  const printed = stream.compose(spec);
  for await (const chunk of printed) process.stdout.write(chunk);
}

async function runMode(name) {
  const mode = modes[name];
  const missing = (mode.needs ?? []).filter((path) => !existsSync(path));
  if (missing.length > 0) {
    total.skipped += 1;
    console.error(
      `SKIPPED e2e on ${name} data: not found: ${missing.join(', ')}; set HOUSING_TEST_DATA to their folder`,
    );
    return;
  }
  console.log(`e2e on ${name} data`);
  let server;
  try {
    server = await startServer({ binary, web, prepare: mode.prepare, accepted: mode.accepted });
  } catch (error) {
    total.failed += 1;
    console.error(`FAILED to start on ${name} data: ${error.message}`);
    return;
  }
  try {
    nameServer(name, server);
    await runSuites(suites('suites'), kAtOnce);
    await runSuites(suites('suites/alone'), 1);
  } finally {
    await server.stop();
  }
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in modes));
if (unknown.length > 0) {
  console.error(`unknown mode: ${unknown.join(', ')}; usage: run.mjs [demo|real]...`);
  process.exit(2);
}
for (const [what, path, how] of [
  ['binary', binary, 'make build'],
  ['web export', web, 'pnpm build'],
]) {
  if (!existsSync(path)) {
    console.error(`no ${what} at ${path}: run \`${how}\` first`);
    console.log('0 passed, 1 failed, 0 skipped');
    process.exit(1);
  }
}
for (const name of wanted.length > 0 ? wanted : Object.keys(modes)) await runMode(name);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0;
