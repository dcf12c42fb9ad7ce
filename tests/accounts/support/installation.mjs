// An installation of the program: a data folder, its environment, and the commands run on it.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { lettersIn, tokenOf } from './letter.mjs';
import { Person } from './person.mjs';
import { run, runOk, start, temporaryFolder, until } from './process.mjs';
import { binary } from '../../api/support/housing.mjs';

export const kPublicUrl = 'https://housing.example';
const sqlScript = fileURLToPath(new URL('sql.py', import.meta.url));
const kStartSeconds = 60;
const kShowSeconds = 20;

const portIn = (log) => Number(/"msg":"listening".*?"port":(\d+)/.exec(log)?.[1]);

export class Installation {
  folder = temporaryFolder();
  data = join(this.folder, 'data');
  mailFolder = join(this.data, 'mail');

  /** `env`: HOUSING_* besides the defaults; without a database's URL it is SQLite in the data folder. */
  constructor(env = {}) {
    this.env = { HOUSING_PUBLIC_URL: kPublicUrl, ...env };
  }
  run(command, args = [], options = {}) {
    return run(binary, [...command.split(' '), '--data-dir', this.data, ...args], { env: this.env, ...options });
  }
  ok(command, args = [], options = {}) {
    return runOk(binary, [...command.split(' '), '--data-dir', this.data, ...args], { env: this.env, ...options });
  }
  import = (path, released) => this.ok('import', [...(released ? ['--released', released] : []), path]);
  /** `housing work --once`: {code, stdout, stderr}. */
  work = () => this.run('work', ['--once']);
  async workOk() {
    const result = await this.work();
    if (result.code !== 0) throw new Error(`housing work --once: ${result.code ?? result.signal}\n${result.stderr}`);
    return result;
  }
  startWork = (...args) => start(binary, ['work', '--data-dir', this.data, ...args], { env: this.env });

  /** `housing serve` on a free port, behind one proxy: {base, log(), kill(signal)}. */
  async serve(...args) {
    const all = ['serve', '--data-dir', this.data, '--port', '0', '--trusted-hops', '1', ...args];
    const server = start(binary, all, { env: this.env });
    let end;
    server.ended.then((ending) => {
      end = ending;
    });
    const port = await until(
      () => {
        if (end) throw new Error(`housing serve ended with ${end.code ?? end.signal}:\n${server.log()}`);
        return portIn(server.log());
      },
      kStartSeconds,
      'housing serve',
    );
    return Object.assign(server, { base: `http://127.0.0.1:${port}`, port });
  }
  /** Imports a file and waits until that server shows it. */
  async publish(server, path, released) {
    const before = (await importsOf(server)).length;
    await this.import(path, released);
    await until(async () => (await importsOf(server)).length > before, kShowSeconds, 'the server shows the import');
  }
  /** Runs statements, [text, parameters] each, on the SQLite file; gives the last one's rows. */
  async sql(...statements) {
    const all = statements.map((one) => (typeof one === 'string' ? [one, []] : one));
    const file = join(this.data, 'housing.sqlite');
    return JSON.parse(await runOk('/usr/bin/python3', [sqlScript, file], { input: JSON.stringify(all) }));
  }
  /** What a worker that was killed held is free again: as if the time had passed that hides its messages and keeps the
   * mails it claimed. */
  heldIsOver = () =>
    this.sql(
      'UPDATE queue_messages SET visible_at = 0 WHERE dead_at IS NULL',
      "UPDATE mails SET sent_at = 0 WHERE state = 'sending'",
    );
  letters = () => lettersIn(this.mailFolder);
  lettersTo = (email) => this.letters().filter(({ to }) => to === email);

  /** A verified and signed-in person, by the way everybody goes: register, mail, link, sign in. */
  async join(server, email, more = {}) {
    const person = new Person(server, email);
    const registered = await person.register(more);
    if (registered.status !== 201) throw new Error(`registering ${email}: ${registered.status} ${registered.text}`);
    await this.workOk();
    const letter = this.lettersTo(email).find(({ subject }) => subject.startsWith('Confirm your address'));
    const verified = await person.verify(tokenOf(letter));
    if (verified.status !== 200) throw new Error(`verifying ${email}: ${verified.status} ${verified.text}`);
    const signedIn = await person.login();
    if (signedIn.status !== 200) throw new Error(`signing in ${email}: ${signedIn.status} ${signedIn.text}`);
    return person;
  }
  /** An account made by the operator: no mail is sent. */
  async add(server, email, ...args) {
    const person = new Person(server, email);
    person.id = (await this.ok('user add', [email, ...args], { input: `${person.password}\n` })).trim();
    const signedIn = await person.login();
    if (signedIn.status !== 200) throw new Error(`signing in ${email}: ${signedIn.status} ${signedIn.text}`);
    return person;
  }
}

const importsOf = async (server) =>
  (await fetch(`${server.base}/api/v1/imports`).then((answer) => answer.json())).imports;
