#!/usr/bin/env node
// The program under load, on this machine: two API processes behind nginx; a browser while a crowd asks; far more
// questions than there is time for; very many clients that hold connections. One table at the end.
//   node tools/load/load.mjs --help
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { Nginx, whyNotNginx } from '../cloud/nginx.mjs';
import { held } from './held.mjs';
import { Installation, whyNotProgram } from './installation.mjs';
import { overload } from './overload.mjs';
import { ask, kMix, kinds, numbers, placesOf } from './questions.mjs';
import { heldRows, overloadRows, table, walkRows } from './table.mjs';
import { walk, whyNotWalk } from './walk.mjs';
import { crowd, whyNotWrk } from './wrk.mjs';

export const whyNot = () => whyNotProgram() || whyNotNginx || whyNotWrk;
const kBig = '/openapi.json'; // what slow readers ask for

export const kWhole = {
  walk: { rounds: 5, connections: 50, delayMs: 250, seconds: 60 },
  slow: { connections: 128, seconds: 10 },
  made: { connections: 2000, seconds: 10 },
  counts: { idle: 10_000, senders: 500, readers: 500 },
  heldSeconds: 8,
};
export const kShort = {
  slow: { connections: 48, seconds: 2 },
  made: { connections: 600, seconds: 2 },
  counts: { idle: 300, senders: 20, readers: 20 },
  heldSeconds: 1,
};

/** Two API processes behind nginx while `use` runs: {processes, base, port, servers, makers}. */
async function withService({ folder, from, connections }, use) {
  const installation = new Installation(folder);
  try {
    await installation.prepare(from);
    const servers = [await installation.serve(), await installation.serve()];
    const { processes } = installation;
    const ports = servers.map(({ port }) => port);
    const nginx = new Nginx(processes, ports, { connections, passesBusy: true });
    await nginx.begin();
    const makers = kinds(await placesOf(servers[0].base), numbers(1));
    return await use({ processes, base: nginx.url, port: nginx.port, servers, makers });
  } finally {
    await installation.stop();
  }
}

async function walked({ processes, base, makers }, { rounds, connections, delayMs, seconds }) {
  const random = numbers(2);
  const paths = Array.from({ length: 20_000 }, () => ask(makers, kMix, random).path);
  const idle = await walk(base, rounds);
  const { answers } = crowd(processes, base, paths, { connections, delayMs, seconds });
  const busy = await walk(base, rounds);
  return { idle, busy, crowd: await answers };
}

async function heldTwice(service, { counts, heldSeconds }) {
  const [server] = service.servers;
  const { cached, page } = service.makers;
  const makers = { cached, ...(page && { page }), health: () => '/health' };
  const options = { server, makers, counts, big: kBig, seconds: heldSeconds };
  return [await held(options), await held(options)];
}

/** Rows of everything that `sizes` has: {walk?, slow, made, counts, heldSeconds}. */
export async function load(sizes, { from, say }) {
  const folder = mkdtempSync(join(tmpdir(), 'housing-load-'));
  const connections = Math.max(sizes.slow.connections, sizes.made.connections) + 100;
  try {
    return await withService({ folder, from, connections }, async (service) => {
      const rows = [];
      if (sizes.walk && whyNotWalk) say(`no browser: ${whyNotWalk}`);
      if (sizes.walk && !whyNotWalk) {
        say('a browser alone, then while a crowd asks');
        rows.push(...walkRows(await walked(service, sizes.walk)));
      }
      say(`holding connections: ${JSON.stringify(sizes.counts)}`);
      rows.push(...heldRows(sizes.counts, ...(await heldTwice(service, sizes))));
      for (const flood of ['slow', 'made']) {
        say(`too many questions at once: ${flood}`);
        rows.push(...overloadRows(await overload(flood, { ...service, ...sizes[flood] })));
      }
      return rows;
    });
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const usage = `usage: load.mjs [--short] [--from DIR]
Two API processes of their own behind nginx on loopback, put under load for some minutes; ends by itself. Exit 1 where
something did not behave: a refusal without Retry-After, a health check that failed, a client lost, a descriptor kept.
  --short     seconds and small numbers, without the browser
  --from DIR  a copy of this data folder is served; made-up data otherwise
`;

async function main() {
  const { values } = parseArgs({
    options: { short: { type: 'boolean' }, from: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) return console.log(usage);
  if (whyNot()) {
    console.error(`load: ${whyNot()}`);
    process.exitCode = 1;
    return;
  }
  const from = values.from && resolve(values.from);
  const rows = await load(values.short ? kShort : kWhole, { from, say: (line) => console.log(`load: ${line}`) });
  console.log(`\n${table(rows)}\n`);
  console.log(`${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpus()[0]?.model}`);
  process.exitCode = rows.every(({ well }) => well) ? 0 : 1;
}
if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
