#!/usr/bin/env node
// Measures the program beside nginx, DuckDB and PostgreSQL on this machine, prints a table, writes report.md and
// report.json. No figure is a pass or a failure; a wrong result is.
// Exit 1 when a benchmark failed, 2 for a wrong command line.
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { housingProgram } from './lib/housing.mjs';
import { endAll } from './lib/process.mjs';
import { text, writeReport } from './lib/report.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const modules = {
  http: './http/bench.mjs',
  import: './import/bench.mjs',
  parse: './parse/bench.mjs',
  long: './long/bench.mjs',
  series: './latency/series.mjs',
  search: './latency/search.mjs',
  people: './people/bench.mjs',
  analyses: './analyses/bench.mjs',
  forecast: './forecast/bench.mjs',
};
const help = `usage: node bench/run.mjs [--quick] [--build DIR] [--out DIR] [NAME…]
Runs the benchmarks NAME… (${Object.keys(modules).join(', ')}), by default all, one after the other.
  --quick      tiny sizes: a few seconds, to see that everything still runs
  --long-mb N  how large the long table of \`long\` is, in MB (200)
  --build DIR  where the program was built (build/release)
  --out DIR    where report.md, report.json and scratch files go (build/bench)`;

function argumentsOf(argv) {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      quick: { type: 'boolean', default: false },
      'long-mb': { type: 'string' },
      build: { type: 'string', default: join(root, 'build/release') },
      out: { type: 'string', default: join(root, 'build/bench') },
      help: { type: 'boolean', default: false },
    },
  });
  const unknown = positionals.find((name) => !(name in modules));
  if (unknown) throw new Error(`there is no benchmark '${unknown}'; there are ${Object.keys(modules).join(', ')}`);
  const names = positionals.length ? positionals : Object.keys(modules);
  const megabytes = values['long-mb'] === undefined ? undefined : Number(values['long-mb']);
  if (megabytes !== undefined && !(megabytes > 0)) throw new Error('--long-mb is a number of megabytes');
  return { ...values, megabytes, build: resolve(values.build), out: resolve(values.out), names };
}

async function runOne(name, { quick, build, out, megabytes }) {
  const { run } = await import(modules[name]);
  const folder = join(out, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const progress = (what) => process.stderr.isTTY && process.stderr.write(`\r\x1b[K${name}: ${what}`);
  const program = housingProgram(build);
  const result = await run({ program, build, folder, files: join(out, 'files'), quick, progress, megabytes });
  progress('done\n');
  rmSync(folder, { recursive: true, force: true }); // a failure leaves it, to be looked at
  return result;
}

async function main() {
  const options = argumentsOf(process.argv.slice(2));
  if (options.help) return console.log(help);
  const results = {};
  for (const name of options.names) {
    try {
      results[name] = await runOne(name, options);
      console.log(text(name, results[name]));
    } catch (error) {
      console.error(`FAILED ${name}: ${error.message}\n`);
      process.exitCode = 1;
    } finally {
      endAll();
    }
  }
  if (Object.keys(results).length === 0) return;
  writeReport(options.out, results, options.quick);
  console.log(`Written: ${join(options.out, 'report.md')}, ${join(options.out, 'report.json')}`);
}

main().then(
  () => process.exit(),
  (error) => {
    console.error(error.message);
    process.exit(2);
  },
);
