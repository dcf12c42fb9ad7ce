// Processes, folders and ports of one run. Every process writes into a file of the run's folder, ends with this process
// whatever happens to it, and is stopped by its id.
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const kStopSeconds = 40; // above the time the program may take to drain
const kLookEveryMs = 20;

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** What `look` gives once that is something; an error after `seconds`. */
export async function until(look, seconds, what) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`);
    await pause(kLookEveryMs);
  }
}

export const freePort = () =>
  new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });

/** Serves on a loopback port: {port, url, close()}; 0 is any free one. */
export const listen = (server, port = 0) =>
  new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      const { port: own } = server.address();
      const close = () =>
        new Promise((closed) => {
          server.close(closed);
          server.closeAllConnections();
        });
      done({ port: own, url: `http://127.0.0.1:${own}`, close });
    });
  });

export const bodyOf = async (request) => {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** Who servers run as that refuse to be root, {uid, gid}; undefined where we are not root. */
export function unprivileged() {
  if (process.geteuid() !== 0) return undefined;
  const id = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

export class Processes {
  #running = new Set();
  #count = 0;

  constructor(folder) {
    this.folder = folder;
    mkdirSync(join(folder, 'logs'), { recursive: true });
  }

  /** {child, pid, ended, isRunning(), log(), stop(signal)}. Its environment is PATH, HOME and `env` alone. */
  start(name, command, args, { env, cwd, account } = {}) {
    const file = join(this.folder, 'logs', `${name}-${++this.#count}.log`);
    const log = openSync(file, 'a');
    const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', command, ...args], {
      env: { PATH: process.env.PATH, HOME: process.env.HOME, TZ: 'UTC', LC_ALL: 'C.UTF-8', ...env },
      cwd,
      ...account,
      detached: true, // Ctrl-C of a terminal reaches us alone, and we end them in order
      stdio: ['ignore', log, log],
    });
    closeSync(log);
    let end;
    const ended = new Promise((done) => {
      const finish = (code, signal) => {
        end = { code, signal };
        this.#running.delete(one);
        done(end);
      };
      child.once('error', () => finish(127, null));
      child.once('exit', finish);
    });
    const stop = async (signal = 'SIGTERM') => {
      if (end) return end;
      child.kill(signal);
      const late = setTimeout(() => child.kill('SIGKILL'), kStopSeconds * 1000);
      await ended;
      clearTimeout(late);
      return end;
    };
    const one = { name, child, pid: child.pid, file, ended, stop, end: () => end, isRunning: () => !end };
    one.log = () => (existsSync(file) ? readFileSync(file, 'utf8') : '');
    this.#running.add(one);
    return one;
  }

  /** Its output once it has ended well; an error with what it said otherwise. */
  async runOk(name, command, args, options) {
    const one = this.start(name, command, args, options);
    const { code, signal } = await one.ended;
    if (code !== 0) throw new Error(`${name}: ended with ${code ?? signal}:\n${one.log().slice(-2000)}`);
    return one.log();
  }

  /** What they wrote, by the beginning of their names. */
  logs = (name) => [...this.#logFiles(name)].map((file) => readFileSync(file, 'utf8')).join('');
  *#logFiles(name) {
    for (let i = 1; i <= this.#count; ++i) yield* this.#existing(name, i);
  }
  #existing(name, number) {
    const file = join(this.folder, 'logs', `${name}-${number}.log`);
    return existsSync(file) ? [file] : [];
  }

  stopAll = (signal) => Promise.all([...this.#running].map((one) => one.stop(signal)));
}
