// A PostgreSQL server of the benchmark's own on a free loopback port, with the exported rows and the indexes that these
// questions want. Debian keeps its programs off PATH, and its server does not run as root.
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { measured, startServer } from '../lib/process.mjs';

const kPrograms = '/usr/lib/postgresql';
const kMaxStartMs = 30_000;
const kUser = 'housing';
const kSettings = [
  "listen_addresses = '127.0.0.1'",
  'fsync = off',
  'synchronous_commit = off',
  'max_wal_size = 8GB',
  'shared_buffers = 2GB', // all of the rows and indexes asked for
  'effective_cache_size = 8GB',
  'work_mem = 64MB',
  'maintenance_work_mem = 512MB',
  'random_page_cost = 1.1',
  'jit = off', // it costs these questions more than it gives
];

const bin = existsSync(kPrograms)
  ? readdirSync(kPrograms)
      .map((version) => join(kPrograms, version, 'bin'))
      .find((folder) => existsSync(join(folder, 'initdb')))
  : undefined;

// Why there is nothing to compare with, or undefined.
export async function whyNotPostgres() {
  if (!bin) return 'PostgreSQL is not installed (Debian package postgresql-15)';
  try {
    await import('pg');
  } catch (error) {
    return `pg does not load (pnpm install): ${error.message.split('\n')[0]}`;
  }
  return undefined;
}

// Whom the server runs as, and to whom files it reads must be open; undefined: us.
export function account() {
  if (process.geteuid() !== 0) return undefined;
  const id = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

async function connected(options, server) {
  const { default: pg } = await import('pg');
  let over = false;
  server.ended.finally(() => (over = true)).catch(() => {});
  for (const start = Date.now(); ; await sleep(50)) {
    const client = new pg.Client(options);
    try {
      await client.connect();
      return client;
    } catch (error) {
      if (over || Date.now() - start > kMaxStartMs) throw new Error(`PostgreSQL did not start: ${error.message}`);
    }
  }
}

async function fill(client, csv) {
  await client.query('CREATE TABLE observations (month date, metric smallint, region integer, value double precision)');
  await client.query(`COPY observations FROM '${csv}' (FORMAT csv)`);
  await client.query('CREATE INDEX by_month ON observations (metric, month, value) INCLUDE (region)');
  await client.query('CREATE INDEX by_region ON observations (region, metric, month) INCLUDE (value)');
  await client.query('VACUUM (ANALYZE) observations');
}

async function ask(client, name, sql, rounds) {
  const times = [];
  let rows;
  for (let round = 0; round <= rounds; round++) {
    const start = process.hrtime.bigint();
    ({ rows } = await client.query({ name, text: sql, rowMode: 'array' })); // prepared by its name
    if (round > 0) times.push(Number(process.hrtime.bigint() - start) / 1e3);
  }
  return { times, rows: rows.map((row) => row.map((value) => (value === null ? null : Number(value)))) };
}

// `folder`: to be made, in one where the server's account may look; `csv` likewise.
export async function startPostgres(folder, csv) {
  const who = account();
  mkdirSync(folder);
  if (who) chownSync(folder, who.uid, who.gid);
  const data = join(folder, 'data');
  const init = ['--no-sync', '--encoding=UTF8', '--locale=C.UTF-8', `--username=${kUser}`, '--auth=trust'];
  await measured(join(bin, 'initdb'), [...init, `--pgdata=${data}`], { ...who, cwd: folder });
  const port = await freePort();
  const settings = [...kSettings, `port = ${port}`, `unix_socket_directories = '${folder}'`];
  writeFileSync(join(data, 'postgresql.auto.conf'), `${settings.join('\n')}\n`);
  const server = startServer(join(bin, 'postgres'), ['-D', data], { ...who, cwd: folder, stdio: 'ignore' });
  const options = { host: '127.0.0.1', port, user: kUser, database: 'postgres' };
  const client = await connected(options, server);
  await fill(client, csv);
  const version = (await client.query('SHOW server_version')).rows[0].server_version.split(' ')[0];
  return {
    pid: server.pid,
    options,
    version,
    async askAll(statements, rounds) {
      const answers = {};
      for (const [name, ways] of Object.entries(statements)) {
        answers[name] = [];
        for (const [way, sql] of ways.entries()) answers[name].push(await ask(client, `${name}${way}`, sql, rounds));
      }
      return answers;
    },
    async stop() {
      await client.end();
      await server.stop();
    },
  };
}
