// A second PostgreSQL that has every commit before it is acknowledged, as the standby of RDS Multi-AZ has, and that can
// take over.
import { appendFileSync, chownSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { kUser, Postgres, postgresPrograms } from './postgres.mjs';
import { freePort, until } from './process.mjs';

const kFollowSeconds = 30;

export class Standby extends Postgres {
  /** Follows `primary`, which from then on waits for it at each commit. */
  async follow(primary) {
    this.password = primary.password;
    this.port = await freePort();
    this.folder = mkdtempSync(join(tmpdir(), 'housing-standby-'));
    if (this.account) chownSync(this.folder, this.account.uid, this.account.gid);
    this.data = join(this.folder, 'data');
    const from = ['-h', '127.0.0.1', '-p', String(primary.port), '-U', kUser];
    const copy = ['--write-recovery-conf', '--wal-method=stream', '--checkpoint=fast', '--no-sync'];
    await this.processes.runOk('basebackup', postgresPrograms('pg_basebackup'), [...from, ...copy, '-D', this.data], {
      account: this.account,
      cwd: this.folder,
      env: { PGPASSWORD: this.password },
    });
    const settings = `port = ${this.port}\nunix_socket_directories = '${this.folder}'\n`;
    appendFileSync(join(this.data, 'postgresql.auto.conf'), settings);
    await this.start();
    await primary.sql(`ALTER SYSTEM SET synchronous_standby_names = '*'`);
    await primary.sql('SELECT pg_reload_conf()');
    const follows = async () =>
      (await primary.sql('SELECT sync_state FROM pg_stat_replication')).some(([state]) => state === 'sync');
    await until(follows, kFollowSeconds, 'the standby follows');
  }
  /** Is the primary from now on. */
  promote = () =>
    this.processes.runOk('promote', postgresPrograms('pg_ctl'), ['promote', '--wait', '-D', this.data], {
      account: this.account,
      cwd: this.folder,
    });
}
