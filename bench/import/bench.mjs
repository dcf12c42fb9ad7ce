// A wide file of every ZIP code: from the file to the published shard, beside DuckDB reading it into a table.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkEqual } from '../lib/check.mjs';
import { importFile, serve } from '../lib/housing.mjs';
import { best, fixed, megabytes } from '../lib/numbers.mjs';
import { measured } from '../lib/process.mjs';
import { openClient } from '../lib/request.mjs';
import { alternate } from '../lib/rounds.mjs';
import { zillowFile, zipOf } from './zillow_csv.mjs';

const child = fileURLToPath(new URL('duckdb_child.mjs', import.meta.url));
const kMaxRegionsAQuestion = 50;
const kFull = { rounds: 3, size: { rows: 26_300, months: 300 } };
const kQuick = { rounds: 1, size: { rows: 120, months: 24 } };

// The sum of a month over all ZIP codes, asked of the server.
async function sumServed(program, data, folder, file, month) {
  const server = await serve(program, data, join(folder, 'serve.log'), { accessLog: false });
  const client = openClient(server.port);
  let cents = 0;
  for (let row = 0; row < file.rows; row += kMaxRegionsAQuestion) {
    const count = Math.min(kMaxRegionsAQuestion, file.rows - row);
    const regions = Array.from({ length: count }, (_, i) => `zip-${zipOf(row + i)}`);
    const path = `/api/v1/series?region=${regions}&metric=home_value&from=${month}&to=${month}`;
    const { series } = await client.json(path);
    for (const { values } of series) for (const value of values) cents += Math.round((value ?? 0) * 100);
  }
  client.close();
  await server.stop();
  return cents;
}

async function byHousing({ program, folder }, file, date) {
  const data = join(folder, 'data');
  rmSync(data, { recursive: true, force: true });
  const { wall, user, sys, summary } = await importFile(program, data, file.path);
  const [taken] = summary.files;
  checkEqual('rows', { generator: file.rows, housing: taken.kept });
  checkEqual('refused cells', { generator: 0, housing: taken.cells_refused });
  const cents = await sumServed(program, data, folder, file, date.slice(0, 7));
  checkEqual(`sum of ${date} in cents`, { generator: file.columns.get(date), housing: cents });
  rmSync(data, { recursive: true, force: true });
  return { wall, user, sys, whole_cpu: user + sys };
}

async function byDuckDb(database, file, date) {
  if (database !== ':memory:') rmSync(database, { force: true });
  const run = await measured(process.execPath, [child, file.path, database, date]);
  const { version, wall, user, sys, rows, cents } = JSON.parse(run.stdout);
  checkEqual('rows', { generator: file.rows, DuckDB: rows });
  checkEqual(`sum of ${date} in cents`, { generator: file.columns.get(date), DuckDB: cents });
  return { wall, user, sys, whole_cpu: run.user + run.sys, version };
}

function result(samples, file, { rounds }) {
  const chosen = new Map([...samples].map(([name, all]) => [name, best(all, (sample) => sample.wall)]));
  const rate = (name) => megabytes(file.bytes) / chosen.get(name).wall;
  const cpu = (name) => Math.min(...samples.get(name).map((sample) => sample.user + sample.sys));
  const row = ([name, { wall, user, sys, whole_cpu }]) => [
    name,
    fixed(rate(name), 1),
    ...[wall, user, sys, whole_cpu].map((seconds) => fixed(seconds)),
  ];
  const baselines = [...chosen.keys()].filter((name) => name !== 'housing');
  return {
    title: 'Import of a wide file',
    note:
      `${file.rows} ZIP codes, ${file.columns.size} months, ${fixed(megabytes(file.bytes), 1)} MB; best of ${rounds} ` +
      `rounds; DuckDB ${chosen.get(baselines[0]).version} with two threads, timed around its query; housing is the ` +
      "whole process: start, digest, raw copy, shard, block and every fsync; rows and a month's sum agree",
    columns: ['reader', 'MB/s', 'wall s', 'user s', 'sys s', 'CPU s of the whole process'],
    rows: [...chosen].map(row),
    ratios: baselines.flatMap((name) => [
      { name: `MB/s, housing / ${name}`, value: rate('housing') / rate(name) },
      { name: `CPU, housing / ${name}`, value: cpu('housing') / cpu(name) },
    ]),
    samples: Object.fromEntries(samples),
  };
}

export async function run({ program, folder, files, quick, progress }) {
  const settings = quick ? kQuick : kFull;
  try {
    await import('@duckdb/node-api');
  } catch (error) {
    return { skipped: `@duckdb/node-api does not load (pnpm install): ${error.message.split('\n')[0]}` };
  }
  progress('making the file');
  const file = zillowFile(files, settings.size);
  mkdirSync(folder, { recursive: true });
  const date = [...file.columns.keys()].at(-1);
  const contenders = [
    { name: 'housing', measure: () => byHousing({ program, folder }, file, date) },
    { name: 'DuckDB in memory', measure: () => byDuckDb(':memory:', file, date) },
    { name: 'DuckDB to a file', measure: () => byDuckDb(join(folder, 'bench.duckdb'), file, date) },
  ];
  return result(await alternate(contenders, settings.rounds, progress), file, settings);
}
