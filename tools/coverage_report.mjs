#!/usr/bin/env node
// coverage_report.mjs [--write]: imports a folder of publishers' files with the program, asks the program what it took,
// and prints docs/coverage.md; --write puts it there. The same files and program give the same text.
//   HOUSING_BIN (build/release/housing)   HOUSING_TEST_DATA (../shared/data beside the project)
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { coverageText } from './lib/coverage_text.mjs';

export const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
export const binary = resolve(root, process.env.HOUSING_BIN ?? 'build/release/housing');
export const folder = resolve(root, process.env.HOUSING_TEST_DATA ?? '../shared/data');
export const document = join(root, 'docs/coverage.md');
const kPublishers = ['bls', 'census', 'fhfa', 'fred', 'hud', 'nber', 'realtor', 'redfin', 'zillow'];
const kOthers = ['older-vintages', 'excel-resaved'];
const kStartSeconds = 60;

/** What is missing to make the report; '' when nothing is. */
export function missing() {
  if (!existsSync(binary)) return `${binary} is not there: run "make build" or set HOUSING_BIN`;
  const absent = [...kPublishers, ...kOthers].filter((name) => !existsSync(join(folder, name)));
  return absent.length > 0 ? `${folder} lacks ${absent.join(', ')}: set HOUSING_TEST_DATA` : '';
}

/** A few digits that tell one set of files from another. */
export function fingerprint() {
  const hash = createHash('sha256');
  for (const name of [...kPublishers, ...kOthers])
    for (const path of readdirSync(join(folder, name), { recursive: true }).sort()) {
      const file = join(folder, name, path);
      if (statSync(file).isFile()) hash.update(`${name}/${path}\0`).update(readFileSync(file));
    }
  return hash.digest('hex').slice(0, 12);
}

const clean = { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC', LC_ALL: 'C.UTF-8' };

function importInto(data) {
  const wanted = [...kPublishers, ...kOthers].map((name) => join(folder, name));
  const run = spawnSync(binary, ['import', '--data-dir', data, '--json', ...wanted], {
    env: clean,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (run.status !== 0 && run.status !== 3) throw new Error(`housing import: exit ${run.status}\n${run.stderr}`);
  const summary = JSON.parse(run.stdout);
  for (const file of [...summary.files, ...summary.unrecognised]) file.path = relative(folder, file.path);
  return summary;
}

async function served(data, work) {
  const child = spawn(binary, ['serve', '--data-dir', data, '--port', '0'], {
    env: clean,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const ended = new Promise((done) => child.once('close', done));
  try {
    const late = setTimeout(() => child.kill('SIGKILL'), kStartSeconds * 1000);
    let port;
    for await (const line of createInterface({ input: child.stderr }))
      if ((port = /"msg":"listening".*?"port":(\d+)/.exec(line)?.[1])) break;
    clearTimeout(late);
    if (!port) throw new Error('housing serve did not start');
    child.stderr.resume();
    return await work(async (path) => (await fetch(`http://127.0.0.1:${port}/api/v1/${path}`)).json());
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}

/** The text of docs/coverage.md. */
export async function report() {
  const scratch = mkdtempSync(join(tmpdir(), 'housing-coverage-'));
  try {
    const data = join(scratch, 'data');
    const summary = importInto(data);
    return await served(data, async (ask) => {
      const { imports } = await ask('imports');
      const { metrics } = await ask('metrics');
      const revisions = await ask('revisions?metric=home_value');
      return coverageText({ summary, imports, metrics, revisions, fingerprint: fingerprint() });
    });
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lack = missing();
  if (lack) {
    console.error(`coverage_report: ${lack}`);
    process.exit(1);
  }
  const text = await report();
  if (process.argv.includes('--write')) writeFileSync(document, text);
  else process.stdout.write(text);
}
