// Questions over every ZIP code of the nation: the engine alone, over HTTP, and the same rows asked of DuckDB and
// PostgreSQL, by themselves and behind Fastify. Answers are compared before speed is.
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, checkEqual } from '../lib/check.mjs';
import { makeDemo } from '../lib/housing.mjs';
import { fixed, megabytes, median, percentile, whole } from '../lib/numbers.mjs';
import { findProgram, measured } from '../lib/process.mjs';
import { askFastify, askHousing } from './http.mjs';
import { startPostgres, whyNotPostgres } from './postgres.mjs';
import { conditionText, kLongScreen, kMetrics, kScreen, statements, topSql } from './questions.mjs';

const child = fileURLToPath(new URL('duckdb_child.mjs', import.meta.url));
const kFull = {
  national: true,
  rounds: 200,
  months: 300,
  asked: 15,
  http: { connections: 32, seconds: 3, questions: 50 },
};
const kQuick = { national: false, rounds: 4, months: 14, asked: 1, http: { connections: 4, seconds: 1, questions: 4 } };

// What a figure of ours is aimed at, in microseconds, and the databases' name for the same question.
const kQuestions = {
  'yoy of every ZIP': { aim: 60, sql: 'yoy' },
  'top 50 by yoy': { aim: 95, sql: 'top' },
  'top 50 by yoy, column at hand': {},
  'percentile of every ZIP': { aim: 1_000, sql: 'percentile' },
  'screen of 5 predicates': { aim: 150, sql: 'screen' },
  'screen of 5 predicates, the first time': {},
  'screen of 20 predicates': { aim: 1_000, sql: 'long_screen' },
  'screen of 20 predicates, the first time': {},
  'all months of all counties for the map': { aim: 5_000 },
  'back-test of a screen over all months': { aim: 200_000 },
  "one ZIP's growth beside all over 120 months": { aim: 5_000 },
  'STL of 300 months': { aim: 250 },
  'seasonal adjustment of 300 months (robust STL of logarithms)': {},
  'forecast of one series with intervals and track record': { aim: 20_000 },
};
const kTheta = 'Theta of one ZIP with intervals and track record';

const zipOf = (region) => `zip-${String(region).padStart(5, '0')}`;
const near = (a, b) => Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b)) + 5;

// Rows of a database as our answer to the same question.
function checkAnswer(who, name, rows, ours) {
  if (name === 'top') {
    checkEqual('top 50', { housing: ours.top.join(), [who]: rows.map(([region]) => zipOf(region)).join() });
  } else if (name.endsWith('screen')) {
    checkEqual(`${name}: matched`, { housing: ours[name].matched, [who]: rows[0]?.[1] ?? 0 });
    checkEqual(name, { housing: ours[name].ids.join(), [who]: rows.map(([region]) => zipOf(region)).join() });
  } else {
    const [[count, sum]] = rows;
    checkEqual(`${name}: regions`, { housing: ours[name].count, [who]: count });
    check(near(sum, ours[name].sum), `${name}: housing says ${ours[name].sum}, ${who} says ${sum}`);
  }
}

// The quickest way of each question, its answer checked as all are.
function quickest(who, answers, ours) {
  const chosen = {};
  for (const [name, ways] of Object.entries(answers)) {
    for (const { rows } of ways) checkAnswer(who, name, rows, ours);
    chosen[name] = Math.min(...ways.map(({ times }) => median(times)));
  }
  return chosen;
}

async function byDuckDb(csv, { settings, newest, ours, screens }) {
  try {
    await import('@duckdb/node-api');
  } catch (error) {
    return { skipped: `@duckdb/node-api does not load (pnpm install): ${error.message.split('\n')[0]}` };
  }
  const args = [child, csv, String(settings.asked), JSON.stringify(statements(newest, screens))];
  const { version, answers } = JSON.parse((await measured(process.execPath, args)).stdout);
  return { version, times: quickest('DuckDB', answers, ours) };
}

async function byPostgres(csv, scratch, context) {
  const { settings, newest, ours, folder, wrk, http, screens, progress } = context;
  const skipped = await whyNotPostgres();
  if (skipped) return { skipped };
  progress('filling PostgreSQL');
  const server = await startPostgres(join(scratch, 'postgres'), csv);
  progress('asking PostgreSQL');
  const times = quickest('PostgreSQL', await server.askAll(statements(newest, screens), settings.asked), ours);
  const before = `${Number(newest.slice(0, 4)) - 1}${newest.slice(4)}-01`;
  const sql = topSql(`${newest}-01`, before);
  const load = { http: settings.http, wrk, progress };
  const fastify = wrk ? await askFastify(server, sql, folder, http, ours, load) : undefined;
  await server.stop();
  return { version: server.version, times, fastify };
}

const cell = (value, digits = 0) => (value === undefined ? '' : digits ? fixed(value, digits) : whole(value));

function rowsOf({ figures, http, duckdb, postgres }) {
  const rows = figures
    .filter(({ name }) => name !== kTheta)
    .map(({ name, p50_us: p50, p95_us: p95 }) => {
      const { aim, sql } = kQuestions[name];
      return [name, cell(p50), cell(p95), cell(aim), cell(duckdb.times?.[sql]), cell(postgres.times?.[sql]), ''];
    });
  for (const { name, p50_us: p50, p95_us: p95 } of http.figures)
    rows.push([name, cell(p50), cell(p95), '', '', '', '']);
  const load = (name, sample) => [name, cell(sample.p50_us), cell(sample.p95_us), '', '', '', cell(sample.cpu_us, 1)];
  for (const [name, sample] of Object.entries(http.cached)) rows.push(load(`HTTP under load, cached: ${name}`, sample));
  for (const [name, sample] of Object.entries(postgres.fastify ?? {}))
    rows.push(load(`Fastify + pg under load: ${name}`, sample));
  return rows;
}

function ratiosOf({ figures, http, duckdb, postgres, linear }) {
  const ours = Object.fromEntries(figures.map(({ name, p50_us: p50 }) => [name, p50]));
  const ratios = [];
  for (const [name, { sql }] of Object.entries(kQuestions)) {
    const theirs = [duckdb, postgres].map(({ times }) => times?.[sql]).filter((time) => time !== undefined);
    if (theirs.length)
      ratios.push({ name: `time, the better database / housing: ${name}`, value: Math.min(...theirs) / ours[name] });
  }
  for (const [name, sample] of Object.entries(postgres.fastify ?? {}))
    ratios.push({
      name:
        `requests/s, housing cached (${whole(http.cached[name].per_second)}) / ` +
        `Fastify + pg (${whole(sample.per_second)}): ${name}`,
      value: http.cached[name].per_second / sample.per_second,
    });
  for (const { name, small_us: small, large_us: large } of linear)
    ratios.push({ name: `time, 260,000 regions / 26,000: ${name} (${fixed(small, 1)} µs)`, value: large / small });
  return ratios;
}

function noteOf({ zips, months, rows, bytes, rounds, newest, figures, duckdb, postgres, settings }) {
  const theta = figures.find(({ name }) => name === kTheta);
  const beside = [duckdb, postgres].map(({ skipped }) => skipped).filter(Boolean);
  return (
    `${whole(zips)} ZIP codes, ${months} months to ${newest}; the engine in one thread, ${rounds} rounds, every ` +
    'answer checked by plain arithmetic; the databases hold ' +
    `${whole(rows)} of the rows (${fixed(megabytes(bytes), 0)} MB of CSV), ` +
    `${settings.asked} rounds, prepared, the quickest way of asking, same answers: ` +
    (duckdb.version ? `DuckDB ${duckdb.version} in memory with two threads` : 'no DuckDB') +
    (postgres.version ? `, PostgreSQL ${postgres.version} over loopback. ` : ', no PostgreSQL. ') +
    `HTTP not cached: the server's own time; under load: wrk, ${settings.http.connections} connections, latencies ` +
    'as wrk sees them, CPU of the server (with Fastify: and of PostgreSQL). ' +
    `Theta with intervals and track record: ${fixed(theta.p50_us / 1e3, 2)} ms a ZIP, ` +
    `${fixed((theta.p50_us * zips) / 1e6, 0)} s of one core for all` +
    (beside.length ? `. Skipped: ${beside.join('; ')}` : '')
  );
}

export async function run({ program, build, folder, quick, progress }) {
  const [questions, kernels] = ['analyses_bench', 'kernel_bench'].map((name) => `${build}/src/analyses/${name}`);
  for (const path of [questions, kernels])
    if (!existsSync(path)) return { skipped: `${path} is not built (configure with -DHOUSING_BENCH=ON)` };
  const settings = quick ? kQuick : kFull;
  const data = join(folder, 'demo');
  progress('making the data');
  await makeDemo(program, data, { national: settings.national });
  const metrics = quick ? kMetrics.slice(0, 4) : kMetrics; // the small demo has no others
  const screens = [kScreen, kLongScreen.filter(({ metric }) => metrics.includes(metric))];
  progress('asking the engine');
  const rounds = String(settings.rounds);
  const json = async (path, ...args) => JSON.parse((await measured(path, args)).stdout);
  const engine = await json(questions, 'measure', data, rounds, ...screens.map(conditionText));
  progress('season and forecasts');
  const parts = await json(kernels, data, rounds);
  const { newest, answers: ours, zips, months } = engine;
  const wrk = findProgram('wrk');
  const load = { http: settings.http, wrk, screens, progress };
  const http = await askHousing(program, data, folder, ours, newest, load);

  // Where PostgreSQL's account may look: not in a folder of ours.
  const scratch = mkdtempSync(join(tmpdir(), 'housing-bench-'));
  chmodSync(scratch, 0o755);
  try {
    const csv = join(scratch, 'rows.csv');
    progress('exporting the rows');
    const { rows } = await json(questions, 'export', data, csv, String(settings.months), ...metrics);
    const bytes = statSync(csv).size;
    progress('asking DuckDB');
    const context = { settings, newest, ours, folder, wrk, http, screens, progress };
    const duckdb = await byDuckDb(csv, context);
    const postgres = await byPostgres(csv, scratch, context);
    const all = { figures: [...engine.figures, ...parts.figures], linear: parts.linear, http, duckdb, postgres };
    return {
      title: 'Questions over every ZIP code',
      note: noteOf({ ...all, zips, months, rows, bytes, rounds, newest, settings }),
      columns: ['question', 'p50 µs', 'p95 µs', 'aim µs', 'DuckDB µs', 'PostgreSQL µs', 'CPU µs/request'],
      rows: rowsOf(all),
      ratios: ratiosOf(all),
      samples: withoutBodies(all),
    };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function withoutBodies(all) {
  const cached = Object.fromEntries(
    Object.entries(all.http.cached).map(([name, { body: _, ...rest }]) => [name, rest]),
  );
  return { ...all, http: { ...all.http, cached } };
}
