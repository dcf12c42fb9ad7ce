// A cached answer of 2 KB: CPU time per request beside nginx with the same bytes from a file, with and without a log.
import { truncateSync } from 'node:fs';
import { join } from 'node:path';
import { check, checkEqual, checkSameBytes } from '../lib/check.mjs';
import { makeDemo, serve } from '../lib/housing.mjs';
import { best, fixed, whole } from '../lib/numbers.mjs';
import { cpuSeconds, findProgram } from '../lib/process.mjs';
import { openClient } from '../lib/request.mjs';
import { alternate } from '../lib/rounds.mjs';
import { load } from './wrk.mjs';
import { serveByNginx } from './nginx.mjs';

const kWantedBytes = 2048;
const kMaxMonths = 120;
const kFull = { rounds: 5, seconds: 3, connections: 64 };
const kQuick = { rounds: 1, seconds: 1, connections: 8 };

const series = (months) => `/api/v1/series?region=us&metric=home_value&last=${months}`;

// The address whose body is nearest to the wanted size.
async function chooseTarget(client) {
  let chosen;
  for (let months = 12; months <= kMaxMonths; months++) {
    const { status, body } = await client.ask(series(months));
    check(status === 200, `${series(months)}: ${status} ${body}`);
    const distance = Math.abs(body.length - kWantedBytes);
    if (!chosen || distance < chosen.distance) chosen = { target: series(months), distance };
  }
  return chosen.target;
}

const headBytes = ({ rawHeaders }) => rawHeaders.reduce((sum, text) => sum + Buffer.byteLength(text) + 2, 0);

// An answer with its size as sent.
export async function answerOf(port, target) {
  const client = openClient(port);
  const answer = await client.ask(target);
  client.close();
  check(answer.status === 200, `${target}: status ${answer.status}`);
  const bytes = 'HTTP/1.1 200 OK\r\n\r\n'.length + headBytes(answer) + answer.body.length;
  return { ...answer, bytes, headers_sent: answer.rawHeaders.length / 2 };
}

export async function loaded(server, target, wrk, options) {
  const url = `http://127.0.0.1:${server.port}${target}`;
  const before = cpuSeconds(server.pid);
  const result = await load(wrk, url, options);
  const cpu = cpuSeconds(server.pid) - before;
  return {
    requests: result.requests,
    cpu_us: (cpu * 1e6) / result.requests,
    per_second: result.requests / result.seconds,
    p50_us: result.p50_us,
    p95_us: result.p95_us,
    p99_us: result.p99_us,
  };
}

async function startAll({ program, folder, nginx }) {
  const data = join(folder, 'demo');
  await makeDemo(program, data);
  const quiet = await serve(program, data, join(folder, 'quiet.log'), { accessLog: false });
  const logging = await serve(program, data, join(folder, 'logging.log'));
  const client = openClient(quiet.port);
  const target = await chooseTarget(client);
  client.close();
  const answer = await answerOf(quiet.port, target);
  const nginxQuiet = await serveByNginx(nginx, join(folder, 'nginx'), answer);
  const nginxLogging = await serveByNginx(nginx, join(folder, 'nginx-logging'), answer, { accessLog: true });
  return [
    { name: 'housing', server: quiet, target, emptyLog() {} },
    { name: 'nginx', server: nginxQuiet, target: '/answer.json', emptyLog() {} },
    { name: 'housing, access log', server: logging, target, emptyLog: logging.emptyLog },
    {
      name: 'nginx, access log',
      server: nginxLogging,
      target: '/answer.json',
      emptyLog: () => truncateSync(nginxLogging.log),
    },
  ];
}

// The same answer from all of them, or there is nothing to compare.
async function checkAnswers(contenders) {
  for (const contender of contenders) contender.answer = await answerOf(contender.server.port, contender.target);
  const [{ answer: first }, ...others] = contenders;
  for (const { name, answer } of others) {
    checkSameBytes(`housing and ${name}`, first.body, answer.body);
    checkEqual('headers', { housing: first.headers_sent, [name]: answer.headers_sent });
    checkEqual('content type', { housing: first.headers['content-type'], [name]: answer.headers['content-type'] });
  }
}

function result(samples, contenders, settings) {
  const chosen = new Map([...samples].map(([name, all]) => [name, best(all, (sample) => sample.cpu_us)]));
  const ratio = (name, baseline) => chosen.get(name).cpu_us / chosen.get(baseline).cpu_us;
  const rows = [...chosen].map(([name, sample]) => [
    name,
    fixed(sample.cpu_us),
    whole(Math.max(...samples.get(name).map(({ per_second }) => per_second))),
    whole(sample.p50_us),
    whole(sample.p99_us),
  ]);
  const { body, headers_sent } = contenders[0].answer;
  return {
    title: 'Cached answer over HTTP',
    note:
      `${contenders[0].target}: ${body.length} bytes and ${headers_sent} headers from each, ` +
      `${settings.connections} keep-alive connections, best of ${settings.rounds} rounds of ${settings.seconds} s, ` +
      'two threads or workers; the load generator shares the machine',
    columns: ['server', 'CPU µs/request', 'requests/s', 'p50 µs', 'p99 µs'],
    rows,
    ratios: [
      { name: 'CPU per request, housing / nginx', value: ratio('housing', 'nginx') },
      { name: '… both with an access log', value: ratio('housing, access log', 'nginx, access log') },
      { name: '… housing with, nginx without', value: ratio('housing, access log', 'nginx') },
    ],
    samples: Object.fromEntries(samples),
  };
}

export async function run({ program, folder, quick, progress }) {
  const [wrk, nginx] = ['wrk', 'nginx'].map(findProgram);
  if (!wrk) return { skipped: 'wrk is not installed (Debian package wrk)' };
  if (!nginx) return { skipped: 'nginx is not installed (Debian package nginx-light)' };
  const settings = quick ? kQuick : kFull;
  const contenders = await startAll({ program, folder, nginx });
  await checkAnswers(contenders);
  const measuring = contenders.map(({ name, server, target, emptyLog, answer }) => ({
    name,
    async measure() {
      const sample = await loaded(server, target, wrk, { ...settings, answerBytes: answer.bytes });
      emptyLog();
      return sample;
    },
  }));
  const samples = await alternate(measuring, settings.rounds, progress);
  await Promise.all(contenders.map(({ server }) => server.stop()));
  return result(samples, contenders, settings);
}
