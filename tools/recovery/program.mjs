// The program on a database and a folder of objects, and what copies the objects away while it runs.
import { createHash, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { freePort, pause, projectRoot, until } from '../cloud/process.mjs';

const kStartSeconds = 60;
const kCopyEverySeconds = 1;
const backupScript = join(projectRoot, 'scripts/backup.sh');

export const kQuestions = [
  '/api/v1/imports',
  '/api/v1/metrics',
  '/api/v1/regions/metro-41860',
  '/api/v1/series?region=us,metro-41860&metric=home_value',
  '/api/v1/series?region=metro-41860&metric=home_value&transform=yoy&format=csv',
  '/api/v1/rankings?type=metro&metric=home_value',
  '/api/v1/map?type=state&metric=home_value',
  '/api/v1/revisions?region=metro-41860&metric=home_value',
  '/api/v1/chart.svg?region=metro-41860&metric=home_value',
];

export class Program {
  constructor({ processes, binary, folder, databaseUrl }) {
    Object.assign(this, { processes, binary, folder });
    this.objects = `file://${join(folder, 'objects')}`;
    this.env = {
      HOUSING_DATABASE_URL: databaseUrl,
      HOUSING_OBJECTS_URL: this.objects,
      HOUSING_MAIL_URL: `file://${join(folder, 'mail')}`,
      HOUSING_DATA_DIR: join(folder, 'data'),
      HOUSING_SIGNING_KEY: randomBytes(32).toString('hex'), // kept apart, as a secret is
    };
  }
  run = (...args) => this.processes.runOk(args[0], this.binary, args, { env: this.env });
  async newAccount(email, password) {
    // The password comes from standard input, which these processes have none of.
    const script = `printf '%s\\n' "$1" | "$2" user add "$3"`;
    await this.processes.runOk('user', 'sh', ['-c', script, 'sh', password, this.binary, email], { env: this.env });
  }
  async serve() {
    this.port = await freePort();
    this.server = this.processes.start('serve', this.binary, ['serve', '--port', String(this.port)], { env: this.env });
    this.base = `http://127.0.0.1:${this.port}`;
    const ready = () => {
      if (!this.server.isRunning()) throw new Error(`housing serve ended:\n${this.server.log().slice(-2000)}`);
      return fetch(`${this.base}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      );
    };
    await until(ready, kStartSeconds, 'the API');
  }
  imports = async () => (await (await fetch(`${this.base}/api/v1/imports`)).json()).imports.length;
  /** {path: sha256} */
  async answers() {
    const sums = {};
    for (const path of kQuestions) {
      const answer = await fetch(this.base + path);
      sums[path] = `${answer.status} ${createHash('sha256')
        .update(Buffer.from(await answer.arrayBuffer()))
        .digest('hex')}`;
    }
    return sums;
  }
}

/** Objects go to another place every second, as replication does. */
export class Replication {
  constructor(processes, from, to) {
    Object.assign(this, { processes, from, to, copies: 0 });
  }
  async copy() {
    await this.processes.runOk('copy', backupScript, ['objects', this.from, this.to]);
    this.copies += 1;
  }
  begin() {
    this.going = (async () => {
      while (!this.stopped) {
        await this.copy();
        await pause(kCopyEverySeconds * 1000);
      }
    })();
  }
  async end() {
    this.stopped = true;
    await this.going.catch(() => undefined); // killed in the middle of a copy is what a disaster does
  }
}
