#!/usr/bin/env node
// CPU time per request of the built program, by kind of question: the figures behind docs/operating/capacity.md and
// assumptions.json's cpuMicrosecondsPerRequest. Counts the whole server process, user and system, from /proc; the
// clients are another process's time. A question that is to be made anew is checked to have been.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { median } from '../../bench/lib/numbers.mjs';
import { cpuSeconds } from '../../bench/lib/process.mjs';
import { openClient } from '../../bench/lib/request.mjs';
import { Installation, counterOf, whyNotProgram } from '../../tools/load/installation.mjs';
import { kinds, numbers, placesOf } from '../../tools/load/questions.mjs';

const kUsage = `usage: measure.mjs [--from DIR] [--rounds N] [--write]
Prints the CPU microseconds that \`housing serve\` takes per request, by kind. HOUSING_BIN names the program.
  --from DIR  a copy of this data folder is served; made-up data of the whole nation otherwise
  --rounds 5  the median of so many rounds
  --write     keeps the figures in measured.json`;
const kMeasured = new URL('measured.json', import.meta.url);
const kClients = 4; // fewer than would make it refuse
const kTarget = 0.3; // seconds of processor time for each kind and round: the clock of /proc ticks in hundredths
const kFirst = 10; // questions, then twice as many until that is reached
const kMost = 10_000; // at once
const kAtHand = ['health', 'cached', 'page'];
const brotli = { 'Accept-Encoding': 'br' };

async function ask(clients, count, make) {
  let asked = 0;
  const work = clients.map(async (client) => {
    while (asked < count) {
      asked += 1;
      const path = make();
      const { status } = await client.ask(path, brotli);
      if (status !== 200) throw new Error(`${path}: status ${status}`);
    }
  });
  await Promise.all(work);
}

// Of somebody there is not: as much is computed, so that nobody learns who is, and no account's limit is met.
let strangers = 0;
async function signIn(server) {
  strangers += 1;
  const answer = await fetch(`${server.base}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Forwarded-For': `10.1.${strangers >> 8}.${strangers & 255}` },
    body: JSON.stringify({ email: `stranger${strangers}@example.org`, password: 'correct horse battery' }),
  });
  if (answer.status !== 401) throw new Error(`signing in: ${answer.status} ${await answer.text()}`);
}

/** Asks until enough processor time was used to be told from ticks: {microseconds, count}. `all(count)` asks. */
async function costOf(server, all) {
  const before = cpuSeconds(server.pid);
  let count = 0;
  for (let next = kFirst; ; next = Math.min(2 * next, kMost)) {
    await all(next);
    count += next;
    const used = cpuSeconds(server.pid) - before;
    if (used >= kTarget) return { microseconds: (used * 1e6) / count, count };
  }
}

/** The same of a kind, with the share of answers that were made anew. */
async function costOfKind(server, clients, name, make) {
  const misses = () => counterOf(server.base, 'housing_answer_cache_misses_total');
  const before = await misses();
  const cost = await costOf(server, (count) => ask(clients, count, make));
  return { ...cost, made: kAtHand.includes(name) ? 0 : ((await misses()) - before) / cost.count };
}

const rounded = (samples) => ({
  microseconds: Number(median(samples.map((one) => one.microseconds)).toPrecision(3)),
  madeShare: Number(median(samples.map(({ made }) => made ?? 0)).toFixed(2)),
  requests: samples.reduce((sum, { count }) => sum + count, 0),
});

async function measureAll(server, rounds) {
  const clients = Array.from({ length: kClients }, () => openClient(server.port));
  const makers = { health: () => '/health', ...kinds(await placesOf(server.base, 100), numbers(Date.now())) };
  await ask(clients, kFirst, makers.cached);
  const seen = Object.fromEntries([...Object.keys(makers), 'signIn'].map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, make] of Object.entries(makers)) seen[name].push(await costOfKind(server, clients, name, make));
    seen.signIn.push(
      await costOf(server, async (count) => {
        for (let i = 0; i < count; i += 1) await signIn(server);
      }),
    );
  }
  clients.forEach((client) => client.close());
  return Object.fromEntries(Object.entries(seen).map(([name, samples]) => [name, rounded(samples)]));
}

async function main() {
  const { values } = parseArgs({
    options: {
      from: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      write: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return console.log(kUsage);
  if (whyNotProgram()) throw new Error(whyNotProgram());
  const installation = new Installation(mkdtempSync(join(tmpdir(), 'housing-cost-')));
  try {
    if (values.from) await installation.prepare(resolve(values.from));
    else await installation.run('demo', '--national');
    const server = await installation.serve('--trusted-hops', '1');
    const measured = await measureAll(server, Number(values.rounds));
    for (const [name, { microseconds, madeShare, requests }] of Object.entries(measured))
      console.log(
        `${name.padEnd(10)}${microseconds.toFixed(1).padStart(10)} µs of CPU, ${requests} requests, made ${madeShare}`,
      );
    const machine = `${cpus().length} x ${cpus()[0]?.model}, Debian 12`;
    const data = values.from ? 'publishers’ files' : 'made-up data of the whole nation';
    const document = {
      date: new Date().toISOString().slice(0, 10),
      machine,
      load: Math.round(loadavg()[0]),
      data,
      rounds: Number(values.rounds),
      kinds: measured,
    };
    if (values.write) writeFileSync(kMeasured, `${JSON.stringify(document, null, 2)}\n`);
  } finally {
    await installation.stop();
    rmSync(installation.folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
