// Servers of the tests' own on free loopback ports: PostgreSQL, Redis, SMTP. `whyNot…` is what is missing, or false.
// Debian keeps PostgreSQL's programs off PATH, and its server does not run as root.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../../api/support/housing.mjs';
import { lettersIn } from './letter.mjs';
import { freePort, runOk, start, temporaryFolder, until } from './process.mjs';

const kStartSeconds = 30;
const kPostgres = '/usr/lib/postgresql';
const kUser = 'housing';
const smtpScript = join(projectRoot, 'src/testing/smtp_server.py');

const postgresPrograms = existsSync(kPostgres)
  ? readdirSync(kPostgres)
      .map((version) => join(kPostgres, version, 'bin'))
      .find((bin) => existsSync(join(bin, 'initdb')))
  : undefined;
const onPath = (name) => (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name)));
const hasAiosmtpd = () => spawnSync('/usr/bin/python3', ['-c', 'import aiosmtpd']).status === 0;

export const whyNotPostgres = !postgresPrograms && 'there is no initdb: apt-get install postgresql-15';
export const whyNotRedis = !onPath('redis-server') && 'there is no redis-server: apt-get install redis-server';
export const whyNotSmtp =
  !hasAiosmtpd() && 'there is no aiosmtpd for /usr/bin/python3: apt-get install python3-aiosmtpd';

function unprivileged() {
  if (process.geteuid() !== 0) return undefined;
  const id = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export class Postgres {
  account = unprivileged();
  folder = temporaryFolder({ account: this.account });
  data = join(this.folder, 'data');

  static async start() {
    const server = new Postgres();
    const { folder, data, account } = server;
    server.port = await freePort();
    const init = ['--no-sync', '--encoding=UTF8', '--locale=C.UTF-8', `--username=${kUser}`, '--auth=trust'];
    await runOk(join(postgresPrograms, 'initdb'), [...init, `--pgdata=${data}`], { account, cwd: folder });
    writeFileSync(
      join(data, 'postgresql.auto.conf'),
      `listen_addresses = '127.0.0.1'\nport = ${server.port}\nunix_socket_directories = '${folder}'\nfsync = off\n` +
        'max_connections = 60\n',
    );
    await server.begin();
    return server;
  }
  url = (database = 'postgres') => `postgresql://${kUser}@127.0.0.1:${this.port}/${database}?sslmode=disable`;
  async begin() {
    this.process = start(join(postgresPrograms, 'postgres'), ['-D', this.data], { account: this.account });
    const ready = () =>
      this.sql('SELECT 1').then(
        () => true,
        () => false,
      );
    await until(ready, kStartSeconds, 'PostgreSQL');
  }
  /** "immediate": as if it crashed. */
  stop = () => this.process.kill('SIGQUIT');
  /** Rows of texts. */
  async sql(statement, database = 'postgres') {
    const where = ['-h', '127.0.0.1', '-p', String(this.port), '-U', kUser, '-d', database];
    const args = ['-X', '-q', '-A', '-t', '-F', '\t', '-v', 'ON_ERROR_STOP=1', ...where, '-c', statement];
    const text = await runOk(join(postgresPrograms, 'psql'), args);
    return text
      .trimEnd()
      .split('\n')
      .filter(Boolean)
      .map((line) => line.split('\t'));
  }
}

export class Redis {
  static async start() {
    const server = new Redis();
    server.port = await freePort();
    server.url = `redis://127.0.0.1:${server.port}`;
    await server.begin();
    return server;
  }
  async begin() {
    const args = ['--bind', '127.0.0.1', '--port', String(this.port), '--save', '', '--appendonly', 'no'];
    this.process = start('redis-server', args, { cwd: temporaryFolder() });
    await until(() => this.process.log().includes('Ready to accept connections'), kStartSeconds, 'Redis');
  }
  kill = () => this.process.kill('SIGKILL');
}

export class Smtp {
  folder = temporaryFolder();

  static async start() {
    const server = new Smtp();
    const port = await freePort();
    server.url = `smtp://127.0.0.1:${port}?tls=none`;
    server.process = start('/usr/bin/python3', [smtpScript, String(port), server.folder], {
      env: { PYTHONDONTWRITEBYTECODE: '1' },
    });
    await until(() => existsSync(join(server.folder, 'ready')), kStartSeconds, 'the SMTP server');
    return server;
  }
  letters = () => lettersIn(this.folder);
}
