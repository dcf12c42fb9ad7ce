#!/usr/bin/env node
// The restore drill: everything is destroyed while it is written to, and put back of its backups by scripts/restore.sh;
// then a mistake is undone by going back to the moment before it. Prints what was lost and how long it took.
// What is held against what: every table's rows by checksum, the API's answers byte for byte, each acknowledged write.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { metroValues, names, writeFixtures } from '../../tests/api/support/fixtures.mjs';
import { whyNotPostgres } from '../cloud/postgres.mjs';
import { Processes, freePort, pause, projectRoot, until } from '../cloud/process.mjs';
import { ArchivedPostgres } from './archived_postgres.mjs';
import { Program, Replication, kQuestions } from './program.mjs';
import { isWell, table } from './table.mjs';
import { Writer } from './writer.mjs';

export const whyNot = whyNotPostgres;
const kStartSeconds = 60;
const restoreScript = join(projectRoot, 'scripts/restore.sh');

const different = (before, after) => Object.keys(before).filter((name) => before[name] !== after[name]);
const seconds = (since) => (Date.now() - since) / 1000;

/**
 * @param {{binary: string, writeSeconds: number, archiveSeconds: number, data?: [string, string],
 *   say: (line: string) => void}} options
 *   data: an older and a later release to import; small made-up ones otherwise
 */
export async function drill({ binary, writeSeconds, archiveSeconds, data, say }) {
  const folder = mkdtempSync(join(tmpdir(), 'housing-drill-'));
  const processes = new Processes(folder);
  const postgres = new ArchivedPostgres(processes, archiveSeconds);
  let replication;
  try {
    const [older, later] = data ?? madeUp(folder);
    await postgres.begin();
    const program = new Program({ processes, binary, folder: join(folder, 'program'), databaseUrl: postgres.url() });
    mkdirSync(program.folder);
    await program.run('migrate');
    await program.run('import', '--released', '2025-02-16', older);
    await program.serve();
    replication = new Replication(processes, program.objects, `file://${join(folder, 'copy')}`);
    replication.begin();

    say('a base backup, then writing, a publication in the middle of it');
    const writer = new Writer((email, password) => program.newAccount(email, password));
    writer.begin(program.base);
    await postgres.baseBackup();
    await pause(writeSeconds * 500);
    await program.run('import', '--released', '2025-04-16', later);
    await pause(writeSeconds * 500);
    await until(async () => (await program.imports()) === 2, kStartSeconds, 'the API shows the second import');
    const before = await program.answers();
    const copied = replication.copies;
    await until(() => replication.copies > copied + 1, kStartSeconds, 'a copy of the objects');

    say('destroyed: the database server and its files, the API, its objects and its folder');
    const destroyed = Date.now();
    await Promise.all([postgres.destroy(), program.server.stop('SIGKILL')]);
    await Promise.all([writer.end(), replication.end()]);
    rmSync(program.folder, { recursive: true, force: true });
    mkdirSync(program.folder);

    say('restored');
    const began = Date.now();
    await processes.runOk('restore', restoreScript, ['objects', replication.to, program.objects]);
    await postgres.restore();
    const databaseSeconds = seconds(began);
    await program.run('migrate', '--check');
    await program.serve();
    const firstAnswer = seconds(began);
    const after = await program.answers();
    const notes = (await postgres.sql('SELECT name FROM saved_items')).map(([name]) => name);
    const loss = writer.compare(notes, destroyed);
    const rto = seconds(began);

    say('a mistake, undone by going back to the moment before it');
    writer.begin(program.base);
    await until(() => writer.acknowledged.length > loss.kept + loss.lost, kStartSeconds, 'writing goes on').catch(
      (error) => {
        throw writer.failures.at(-1) ?? error;
      },
    );
    await pause(1000);
    await writer.end();
    const sums = await postgres.checksums();
    await pause(50);
    const [[moment]] = await postgres.sql('SELECT clock_timestamp()');
    await pause(50);
    await postgres.sql('DELETE FROM saved_items');
    await postgres.sql('SELECT pg_switch_wal()');
    const undone = Date.now();
    const other = await postgres.besides(moment, await freePort());
    const undoneSums = await other.checksums();
    const pointSeconds = seconds(undone);
    await other.process.stop('SIGINT');
    return {
      imports: await program.imports(),
      acknowledged: writer.acknowledged.length,
      writesPerSecond: (loss.kept + loss.lost) / writeSeconds,
      ...loss,
      rpoSeconds: loss.lostSeconds,
      databaseSeconds,
      firstAnswerSeconds: firstAnswer,
      rtoSeconds: rto,
      answers: kQuestions.length,
      wrongAnswers: different(before, after),
      pointSeconds,
      tables: Object.keys(sums).length,
      wrongTables: different(sums, undoneSums),
    };
  } finally {
    await processes.stopAll('SIGKILL');
    await postgres.stop().catch(() => undefined);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

const kMonthsBefore = 24;

function madeUp(folder) {
  const { metroValues: later } = writeFixtures(join(folder, 'later'), ['metroValues']);
  const older = join(folder, names.metroValues);
  writeFileSync(older, metroValues({ months: kMonthsBefore }));
  return [older, later];
}

const usage = `usage: drill.mjs [--seconds N] [--archive-seconds N] [OLDER-FILE LATER-FILE]
Destroys and restores an installation of its own on loopback, and prints minutes (RTO) and seconds lost (RPO).
  --seconds 60          how long is written before the disaster
  --archive-seconds 30  how long a piece of the log may stay unarchived (RDS: five minutes)
`;

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      seconds: { type: 'string', default: '60' },
      'archive-seconds': { type: 'string', default: '30' },
      help: { type: 'boolean' },
    },
  });
  if (values.help || ![0, 2].includes(positionals.length)) {
    console.log(usage);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  if (whyNot) {
    console.error(`drill: ${whyNot}`);
    process.exitCode = 1;
    return;
  }
  const archiveSeconds = Number(values['archive-seconds']);
  const seen = await drill({
    binary: resolve(projectRoot, process.env.HOUSING_BIN ?? 'build/release/housing'),
    writeSeconds: Number(values.seconds),
    archiveSeconds,
    data: positionals.length === 2 ? positionals.map((path) => resolve(path)) : undefined,
    say: (line) => console.log(`drill: ${line}`),
  });
  console.log(`\n${table(seen, { archiveSeconds })}`);
  console.log(`\n${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpus()[0]?.model}`);
  for (const name of [...seen.wrongAnswers, ...seen.wrongTables]) console.error(`drill: not the same: ${name}`);
  process.exitCode = isWell(seen) ? 0 : 1;
}
if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
