// PostgreSQL with a password, as RDS has one. Debian keeps its programs off PATH, and its server does not run as root.
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, pause, unprivileged, until } from './process.mjs';

const kPrograms = '/usr/lib/postgresql';
const kStartSeconds = 60;
const kTryAgainMs = 200;
export const kUser = 'housing';
export const kDatabase = 'housing_trends';

const bin = existsSync(kPrograms)
  ? readdirSync(kPrograms)
      .map((version) => join(kPrograms, version, 'bin'))
      .find((folder) => existsSync(join(folder, 'initdb')))
  : undefined;
export const whyNotPostgres = !bin && 'there is no initdb: apt-get install postgresql-15';
export const postgresPrograms = (name) => join(bin, name);

export class Postgres {
  /** `root`: in which folder its own is made. */
  constructor(processes, root = tmpdir()) {
    Object.assign(this, { processes, root, password: randomBytes(12).toString('hex'), account: unprivileged() });
  }
  async begin() {
    if (whyNotPostgres) throw new Error(whyNotPostgres);
    const { processes, account } = this;
    this.port = await freePort();
    // Not in the run's folder, into which another account may not look.
    const folder = mkdtempSync(join(this.root, 'housing-postgres-'));
    this.folder = folder;
    this.data = join(folder, 'data');
    if (account) chownSync(folder, account.uid, account.gid);
    const secret = join(folder, 'password');
    writeFileSync(secret, this.password);
    if (account) chownSync(secret, account.uid, account.gid);
    const init = ['--no-sync', '--encoding=UTF8', '--locale=C.UTF-8', `--username=${kUser}`, `--pwfile=${secret}`];
    const args = [...init, '--auth=scram-sha-256', `--pgdata=${this.data}`];
    await processes.runOk('initdb', join(bin, 'initdb'), args, { account, cwd: folder });
    writeFileSync(
      join(this.data, 'postgresql.auto.conf'),
      `listen_addresses = '127.0.0.1'\nport = ${this.port}\nunix_socket_directories = '${folder}'\nfsync = off\n` +
        'max_connections = 80\n',
    );
    await this.start();
    await this.sql(`CREATE DATABASE ${kDatabase}`, 'postgres');
  }
  /** Again and again: what a killed one left running has to end first. */
  async start() {
    const begin = () => {
      this.process = this.processes.start('postgres', join(bin, 'postgres'), ['-D', this.data], {
        account: this.account,
      });
    };
    const ready = async () => {
      if (/ready to accept (read-only )?connections/.test(this.process.log())) return true;
      if (this.process.isRunning()) return false;
      await pause(kTryAgainMs);
      begin();
      return false;
    };
    begin();
    await until(ready, kStartSeconds, 'PostgreSQL');
  }
  async stop() {
    await this.process?.stop('SIGINT');
    if (this.folder) rmSync(this.folder, { recursive: true, force: true });
  }
  /** Rows of texts. */
  async sql(statement, database = kDatabase) {
    const where = ['-h', '127.0.0.1', '-p', String(this.port), '-U', kUser, '-d', database];
    const args = ['-X', '-q', '-A', '-t', '-F', '\t', '-v', 'ON_ERROR_STOP=1', ...where, '-c', statement];
    const text = await this.processes.runOk('psql', join(bin, 'psql'), args, { env: { PGPASSWORD: this.password } });
    return text
      .trimEnd()
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('\t'));
  }
}
