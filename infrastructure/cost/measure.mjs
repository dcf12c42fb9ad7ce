#!/usr/bin/env node
// CPU time per request of the built program, by kind of question: the figures behind docs/operating/capacity.md and
// assumptions.json's cpuMicrosecondsPerRequest. Counts the whole server process, user and system, from /proc; the
// clients are another process's time. A question that is to be made anew is checked to have been.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
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
const kTarget = 0.4; // seconds of CPU time a round and kind: the clock of /proc ticks in hundredths
const kFirst = 40; // questions that tell how many a round needs
const kMost = 20_000;
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

/** CPU microseconds a request of `count` that `all(count)` asks. */
async function costOf(server, count, all) {
  const before = cpuSeconds(server.pid);
  await all(count);
  return ((cpuSeconds(server.pid) - before) * 1e6) / count;
}

async function costOfKind(server, clients, name, make, count) {
  const misses = () => counterOf(server.base, 'housing_answer_cache_misses_total');
  const before = await misses();
  const cost = await costOf(server, count, (all) => ask(clients, all, make));
  const made = ((await misses()) - before) / count;
  return { cost, made: kAtHand.includes(name) ? 0 : made };
}

async function measureAll(server, rounds) {
  const clients = Array.from({ length: kClients }, () => openClient(server.port));
  const { wide, ...others } = kinds(await placesOf(server.base, 100), numbers(Date.now()));
  const makers = { health: () => '/health', ...others, wide };
  const seen = {};
  for (let round = 0; round <= rounds; round += 1)
    // the first is to warm up, and tells how many to ask
    for (const [name, make] of Object.entries(makers)) {
      const count = seen[name]?.count ?? kFirst;
      const { cost, made } = await costOfKind(server, clients, name, make, count);
      if (round === 0)
        seen[name] = { count: Math.round(Math.min(kMost, Math.max(kFirst, (kTarget * 1e6) / cost))), all: [] };
      else seen[name].all.push({ cost, made });
    }
  const signIns = [];
  for (let round = 0; round < rounds; round += 1)
    signIns.push(
      await costOf(server, 10, async (count) => {
        for (let i = 0; i < count; i += 1) await signIn(server);
      }),
    );
  clients.forEach((client) => client.close());
  const rows = Object.entries(seen).map(([name, { count, all }]) => [
    name,
    {
      microseconds: Number(median(all.map(({ cost }) => cost)).toPrecision(3)),
      madeShare: Number(median(all.map(({ made }) => made)).toFixed(2)),
      requests: count * rounds,
    },
  ]);
  rows.push(['signIn', { microseconds: Number(median(signIns).toPrecision(3)), madeShare: 0, requests: rounds * 10 }]);
  return Object.fromEntries(rows);
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
