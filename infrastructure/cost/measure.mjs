#!/usr/bin/env node
// CPU time per request of the built program: the figure behind assumptions.json's cpuMicrosecondsPerRequest. Answers
// that no cache holds yet (310 months of a ZIP code, plain and by Brotli), the same again from the cache, and search.
// Counts the whole server process, user and system, from /proc; the clients are another process's time.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { zillowFile, zipOf } from '../../bench/import/zillow_csv.mjs';
import { check } from '../../bench/lib/check.mjs';
import { housingProgram, importFile, serve } from '../../bench/lib/housing.mjs';
import { cpuSeconds } from '../../bench/lib/process.mjs';
import { openClient } from '../../bench/lib/request.mjs';

const kUsage = `usage: measure.mjs [--build FOLDER]
Prints the CPU microseconds that \`housing serve\` takes per request, by kind. FOLDER holds the built program (default
build/release).`;
const kZips = 4000;
const kMonths = 310;
const kClients = 8;
const kWords = ['san francisco', 'new y', 'chicgo', 'austin', '941', 'los angeles', 'seatle', 'houston', 'king county'];

const seriesPath = (last) => (zip) => `/api/v1/series?region=${zip}&metric=home_value&last=${last}`;

async function askAll(clients, paths, headers) {
  const share = Math.ceil(paths.length / clients.length);
  const work = clients.map(async (client, index) => {
    for (const path of paths.slice(index * share, (index + 1) * share)) {
      const { status } = await client.ask(path, headers);
      check(status === 200, `${path}: status ${status}`);
    }
  });
  await Promise.all(work);
}

async function measured(server, clients, paths, headers = {}) {
  const before = cpuSeconds(server.pid);
  await askAll(clients, paths, headers);
  return ((cpuSeconds(server.pid) - before) * 1e6) / paths.length;
}

async function measureAll(server) {
  const clients = Array.from({ length: kClients }, () => openClient(server.port));
  const zips = Array.from({ length: kZips }, (_, row) => `zip-${zipOf(row)}`);
  const words = Array.from({ length: kZips }, (_, i) => kWords[i % kWords.length]);
  const brotli = { 'Accept-Encoding': 'br' };
  const kinds = [
    ['series, not cached', zips.map(seriesPath(kMonths)), {}],
    ['series, not cached, Brotli', zips.map(seriesPath(kMonths - 1)), brotli],
    ['series, cached', zips.map(seriesPath(kMonths)), {}],
    ['search', words.map((word) => `/api/v1/regions?q=${encodeURIComponent(word)}&limit=8`), brotli],
  ];
  for (const [name, paths, headers] of kinds) {
    const microseconds = await measured(server, clients, paths, headers);
    console.log(`${name.padEnd(28)}${microseconds.toFixed(0).padStart(6)} µs of CPU, ${paths.length} requests`);
  }
  clients.forEach((client) => client.close());
}

async function main() {
  const args = process.argv.slice(2);
  if (args.includes('--help')) return console.log(kUsage);
  const given = args[0] === '--build' ? args[1] : undefined;
  if (args.length > 0 && !given) throw new Error(kUsage);
  const program = housingProgram(given ?? fileURLToPath(new URL('../../build/release', import.meta.url)));
  const folder = mkdtempSync(join(tmpdir(), 'housing-cost-'));
  try {
    const file = zillowFile(folder, { rows: kZips, months: kMonths });
    await importFile(program, join(folder, 'data'), file.path);
    const server = await serve(program, join(folder, 'data'), join(folder, 'serve.log'));
    await measureAll(server);
    await server.stop();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main().catch((error) => {
  console.error(error.message);
  process.exitCode = error.message === kUsage ? 2 : 1;
});
