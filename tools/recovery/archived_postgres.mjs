// PostgreSQL whose log is archived while it runs, and that can be destroyed and made again of its backups: what RDS
// does by itself. With fsync, since losses are what is measured.
import { appendFileSync, chownSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { kDatabase, kUser, Postgres } from '../cloud/postgres.mjs';
import { projectRoot } from '../cloud/process.mjs';

const scripts = join(projectRoot, 'scripts');

export class ArchivedPostgres extends Postgres {
  /** `archiveSeconds`: how long a segment may stay unarchived. */
  constructor(processes, archiveSeconds) {
    super(processes);
    this.archiveSeconds = archiveSeconds;
  }
  async begin() {
    // A folder of its own, where the server's account may write.
    this.backups = mkdtempSync(join(tmpdir(), 'housing-backups-'));
    if (this.account) chownSync(this.backups, this.account.uid, this.account.gid);
    await super.begin();
    this.#append(
      `fsync = on\nwal_level = replica\narchive_mode = on\narchive_timeout = ${this.archiveSeconds}\n` +
        `archive_command = '"${scripts}/backup.sh" wal "%p" "%f" "${this.backups}"'\n`,
    );
    await this.process.stop('SIGINT');
    await this.start();
  }
  #append = (text) => appendFileSync(join(this.data, 'postgresql.auto.conf'), text);

  url = (database = kDatabase) =>
    `postgresql://${kUser}:${this.password}@127.0.0.1:${this.port}/${database}?sslmode=disable`;
  #script = (name, args, env) =>
    this.processes.runOk(name, join(scripts, name), args, { account: this.account, cwd: this.folder, env });
  baseBackup = () => this.#script('backup.sh', ['base', this.url('postgres'), this.backups]);

  /** As if the machine were gone: no shutdown, no files. */
  async destroy() {
    await this.process.stop('SIGKILL');
    rmSync(this.data, { recursive: true, force: true, maxRetries: 10 }); // its children end a moment later
    this.data = join(this.folder, 'restored');
  }
  /** A server of the backups, as of `time` ("2025-03-31 16:20:05.123+00") or the end of the log; ready for writing. */
  async restore(time) {
    const args = ['database', this.backups, this.data, ...(time ? [time] : [])];
    await this.#script('restore.sh', args);
    this.#append(`port = ${this.port}\n`);
    await this.start();
    await this.#untilWritable();
  }
  async #untilWritable() {
    for (;;) {
      const [[recovering]] = await this.sql('SELECT pg_is_in_recovery()').catch(() => [['t']]);
      if (recovering === 'f') return;
      if (!this.process.isRunning()) throw new Error(`PostgreSQL ended:\n${this.process.log().slice(-2000)}`);
      await new Promise((done) => setTimeout(done, 50));
    }
  }
  /** A second server beside this one, of the same backups. */
  async besides(time, port) {
    const other = new ArchivedPostgres(this.processes, this.archiveSeconds);
    const { folder, password, backups } = this;
    Object.assign(other, { folder, password, backups, port, data: join(folder, `at-${port}`) });
    const args = ['database', this.backups, other.data, time];
    await other.#script('restore.sh', args);
    other.#append(`port = ${port}\narchive_mode = off\n`);
    await other.start();
    await other.#untilWritable();
    return other;
  }

  async stop() {
    await super.stop();
    if (this.backups) rmSync(this.backups, { recursive: true, force: true });
  }

  /** {table: "rows md5"} of every table: equal only when every row is. */
  async checksums() {
    const tables = await this.sql(
      "SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1",
    );
    const sums = {};
    for (const [table] of tables) {
      const [[sum]] = await this.sql(
        `SELECT count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '')
           FROM public."${table}" t`,
      );
      sums[table] = sum;
    }
    return sums;
  }
}
