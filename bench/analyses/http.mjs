// The same questions over HTTP: the server's own time for answers that no cache holds, load on those that one does, and
// the same load on Fastify with pg.
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { answerOf, loaded } from '../http/bench.mjs';
import { askAll, durationsOf } from '../latency/durations.mjs';
import { check, checkEqual } from '../lib/check.mjs';
import { serve } from '../lib/housing.mjs';
import { median, percentile } from '../lib/numbers.mjs';
import { cpuSeconds, startServer } from '../lib/process.mjs';
import { openClient } from '../lib/request.mjs';
import { conditionText, kPage } from './questions.mjs';

const kMaxStartMs = 30_000;
const child = fileURLToPath(new URL('fastify_child.mjs', import.meta.url));

const series = (region) => `/api/v1/series?region=${region}&metric=home_value`;
const kTop = '/api/v1/rankings?type=zip&metric=home_value&transform=yoy';
const screen = (parts) => `/api/v1/screener?type=zip&where=${encodeURIComponent(conditionText(parts))}`;

function months(newest, count) {
  const [year, month] = newest.split('-').map(Number);
  return Array.from({ length: count }, (_, i) => {
    const ordinal = year * 12 + month - 1 - i;
    return `${Math.floor(ordinal / 12)}-${String((ordinal % 12) + 1).padStart(2, '0')}`;
  });
}

// Different questions of each kind, none asked before.
function uncached(zips, newest, count, [short, long]) {
  const moved = (parts) => (_, i) =>
    screen([{ ...parts[0], bound: parts[0].bound + (i + 1) / 100 }, ...parts.slice(1)]);
  const each = Array.from({ length: count });
  return {
    'series of 300 months': zips.slice(0, count).map(series),
    'top 50 by yoy': months(newest, count).map((month) => `${kTop}&period=${month}`),
    'screen of 5 predicates': each.map(moved(short)),
    'screen of 20 predicates': each.map(moved(long)),
    'all months of all counties for the map': [2, 3, 4, 5, 6].map(
      (classes) => `/api/v1/maps?type=county&metric=home_value&transform=yoy&classes=${classes}`,
    ),
    'one ZIP beside all': zips.slice(0, 10).map((zip) => `/api/v1/similar?region=${zip}&by=growth`),
  };
}

async function askUncached(server, questions, progress) {
  const client = openClient(server.port);
  const ids = {};
  for (const [name, paths] of Object.entries(questions)) {
    progress(`HTTP, not cached: ${name}`);
    const asked = paths.map((path) => ({ path }));
    ids[name] = await askAll(client, asked, ({ body }, { path }) => check(body.length > 100, `${path}: ${body}`));
  }
  client.close();
  return ids;
}

export async function askHousing(program, data, folder, answers, newest, { http, wrk, screens, progress }) {
  const logging = await serve(program, data, join(folder, 'serve.log'));
  const quiet = await serve(program, data, join(folder, 'quiet.log'), { accessLog: false });
  const client = openClient(logging.port);
  const { regions } = await client.json('/api/v1/regions?type=zip&limit=50');
  const { rows } = await client.json(kTop);
  client.close();
  checkEqual('top 50 over HTTP', { engine: answers.top.join(), HTTP: rows.map(({ region }) => region).join() });
  const zips = regions.map(({ id }) => id);
  const ids = await askUncached(logging, uncached(zips, newest, http.questions, screens), progress);
  await logging.stop();
  const requests = logging.requests();
  const figures = Object.entries(ids).map(([name, of]) => {
    const durations = durationsOf(requests, of);
    return {
      name: `HTTP, not cached: ${name}`,
      p50_us: median(durations),
      p95_us: percentile(durations, 0.95),
      durations,
    };
  });
  const cached = {};
  const targets = { series: series(zips[0]), top: kTop, screen: screen(screens[0]) };
  for (const [name, target] of wrk ? Object.entries(targets) : []) {
    progress(`HTTP, cached: ${name}`);
    const { bytes, body } = await answerOf(quiet.port, target);
    cached[name] = { ...(await loaded(quiet, target, wrk, { ...http, answerBytes: bytes })), bytes, body };
  }
  await quiet.stop();
  return { figures, cached, zip: zips[0] };
}

async function portFrom(path, server) {
  let over = false;
  server.ended.finally(() => (over = true)).catch(() => {});
  for (const start = Date.now(); Date.now() - start < kMaxStartMs && !over; await sleep(20)) {
    const text = readFileSync(path, 'utf8');
    if (text.startsWith('{') && text.includes('\n')) return JSON.parse(text).port;
  }
  throw new Error(`the Fastify server did not start:\n${readFileSync(path, 'utf8').slice(-2000)}`);
}

// The same series and the same ranking as ours, checked; CPU time of Node.js and of PostgreSQL together.
export async function askFastify(postgres, topSql, folder, ours, answers, { http, wrk, progress }) {
  const path = join(folder, 'fastify.log');
  const log = openSync(path, 'a');
  const args = [child, JSON.stringify(postgres.options), topSql];
  const server = startServer(process.execPath, args, {
    stdio: ['ignore', log, log],
    env: { ...process.env, NODE_ENV: 'production' },
  });
  closeSync(log);
  server.port = await portFrom(path, server);
  const result = {};
  const targets = { series: `/series?region=${ours.zip}&metric=0`, top: '/rankings' };
  for (const [name, target] of Object.entries(targets)) {
    progress(`Fastify: ${name}`);
    const { bytes, body } = await answerOf(server.port, target);
    const answer = JSON.parse(body);
    if (name === 'top') {
      checkEqual('top 50', { housing: answers.top.join(), Fastify: answer.rows.map(({ region }) => region).join() });
      check(answer.rows.length === kPage, 'Fastify: not a page of rows');
    } else {
      const [one] = JSON.parse(ours.cached.series.body).series;
      const known = one.periods.filter((_, i) => one.values[i] !== null);
      const values = one.values.filter((value) => value !== null);
      const last = answer.periods.length; // the quick form exports fewer months
      checkEqual('periods', { housing: known.slice(-last).join(), Fastify: answer.periods.join() });
      checkEqual('values', { housing: values.slice(-last).join(), Fastify: answer.values.join() });
    }
    const before = cpuSeconds(postgres.pid);
    const sample = await loaded(server, target, wrk, { ...http, answerBytes: bytes });
    const postgresUs = ((cpuSeconds(postgres.pid) - before) * 1e6) / sample.requests;
    result[name] = { ...sample, cpu_us: sample.cpu_us + postgresUs, bytes };
  }
  await server.stop();
  return result;
}
