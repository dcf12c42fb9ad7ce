// A long table in no order (Redfin's ZIP codes): the C++ program long_parse_bench from bytes to runs, beside DuckDB's
// read_csv of the same file with two threads, in the same rounds.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkEqual } from '../lib/check.mjs';
import { best, fixed, megabytes } from '../lib/numbers.mjs';
import { measured } from '../lib/process.mjs';
import { alternate } from '../lib/rounds.mjs';
import { kMeasures, redfinFile } from './redfin_tsv.mjs';

const child = fileURLToPath(new URL('duckdb_child.mjs', import.meta.url));
const kFull = { rounds: 3, megabytes: 200 };
const kQuick = { rounds: 1, megabytes: 2 };

// The sums over all variants, by the publisher's column.
function sumsByColumn(sums) {
  const ids = ['sale_price', 'list_price', 'ppsf', 'list_ppsf', 'homes_sold', 'pending_sales', 'new_listings'];
  ids.push('inventory', 'months_of_supply', 'days_on_market', 'sale_to_list', 'sold_above_list', 'price_drops');
  ids.push('off_market_in_two_weeks');
  const total = new Map(ids.map((id) => [id, 0]));
  for (const [id, sum] of Object.entries(sums)) {
    const name = id.split(/[.@]/)[0];
    total.set(name, total.get(name) + sum);
  }
  return ids.map((id) => total.get(id));
}

// Rounding half to even here and half up there can differ by one in the last place of a few values.
function checkSums(reader, file, sums, tolerance) {
  kMeasures.forEach(([name], i) => {
    const apart = Math.abs(sums[i] - file.columns.get(name));
    checkEqual(`sum of ${name}`, { generator: true, [reader]: apart <= tolerance * file.rows });
  });
}

async function byParser(program, folder, file) {
  const run = await measured(program, [file.path, join(folder, 'rows'), '1']);
  const { rows, refused, sums, wall, cpu, rss_mb: rss } = JSON.parse(run.stdout);
  checkEqual('rows', { generator: file.rows, parser: rows });
  checkEqual('refused', { generator: 0, parser: refused });
  checkSums('parser', file, sumsByColumn(sums), 0);
  return { wall, cpu, rss };
}

async function byDuckDb(way, file) {
  const columns = kMeasures.map(([name, decimals]) => `${name.toUpperCase()}:${decimals}`);
  const run = await measured(process.execPath, [child, file.path, way, ...columns]);
  const { version, wall, user, sys, rows, sums } = JSON.parse(run.stdout);
  checkEqual('rows', { generator: file.rows, DuckDB: rows });
  checkSums('DuckDB', file, sums, 1e-4);
  return { wall, cpu: user + sys, version };
}

export async function run({ build, folder, files, quick, progress, megabytes: asked }) {
  const program = `${build}/src/sources/long_parse_bench`;
  if (!existsSync(program)) return { skipped: `${program} is not built (configure with -DHOUSING_BENCH=ON)` };
  try {
    await import('@duckdb/node-api');
  } catch (error) {
    return { skipped: `@duckdb/node-api does not load (pnpm install): ${error.message.split('\n')[0]}` };
  }
  const settings = quick ? kQuick : kFull;
  progress('making the file');
  const file = redfinFile(files, quick ? settings.megabytes : (asked ?? settings.megabytes));
  const contenders = [
    { name: 'parser', measure: () => byParser(program, folder, file) },
    { name: 'DuckDB, read_csv into a table', measure: () => byDuckDb('table', file) },
    { name: 'DuckDB, sums straight from read_csv', measure: () => byDuckDb('sums', file) },
  ];
  const samples = await alternate(contenders, settings.rounds, progress);
  const chosen = new Map([...samples].map(([name, all]) => [name, best(all, (sample) => sample.wall)]));
  const rate = (name) => megabytes(file.bytes) / chosen.get(name).wall;
  const baselines = [...chosen.keys()].filter((name) => name !== 'parser');
  return {
    title: 'Reading a long table',
    note:
      `${file.rows} rows in no order, ${fixed(megabytes(file.bytes), 1)} MB; best of ${settings.rounds} rounds; the ` +
      `parser in one thread with ${fixed(Math.max(...samples.get('parser').map(({ rss }) => rss)), 0)} MB of memory, ` +
      `DuckDB ${chosen.get(baselines[0]).version} with two threads, timed around its query; rows and sums agree`,
    columns: ['reader', 'MB/s', 'wall s', 'CPU s'],
    rows: [...chosen].map(([name, { wall, cpu }]) => [name, fixed(rate(name), 0), fixed(wall), fixed(cpu)]),
    ratios: baselines.map((name) => ({ name: `MB/s, parser / ${name}`, value: rate('parser') / rate(name) })),
    samples: Object.fromEntries(samples),
  };
}
