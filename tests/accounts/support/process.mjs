// Processes and folders of a file of tests: whatever is started or made here is gone after its last test, in reverse
// order. Import this before ../../api/support, whose folders then go last.
import { spawn } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after } from 'node:test';

const kRunSeconds = 120;
const kLookEvery = 20;

const undoings = [];
export const atEnd = (undo) => undoings.unshift(undo);
after(async () => {
  for (const undo of undoings) await undo();
});

// Only what a program needs; the tester's own HOUSING_* must not reach it.
const environment = (extra) => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  TZ: 'UTC',
  LC_ALL: 'C.UTF-8',
  ...extra,
});

export function temporaryFolder({ account } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'housing-accounts-'));
  if (account) chownSync(folder, account.uid, account.gid);
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export const pause = (milliseconds) => new Promise((done) => setTimeout(done, milliseconds));

/** What `look` gives once that is something; an error after `seconds`. */
export async function until(look, seconds, what) {
  const end = Date.now() + seconds * 1000;
  while (true) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`);
    await pause(kLookEvery);
  }
}

export function freePort() {
  return new Promise((done, failed) => {
    const server = createServer();
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => done(port));
    });
  });
}

/** A process: {child, ended, log(), kill(signal)}; `kill` waits for its end. `account`: {uid, gid} to run as. */
export function start(command, args, { env, cwd, account } = {}) {
  // The kernel ends it when this process is gone, however that came about.
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', '--', command, ...args], {
    env: environment(env),
    cwd,
    ...account,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk) => {
      log += chunk;
    });
  const ended = new Promise((done) => {
    child.once('error', (error) => done({ code: 127, signal: null, error }));
    child.once('close', (code, signal) => done({ code, signal }));
  });
  const kill = (signal = 'SIGKILL') => {
    child.kill(signal);
    return ended;
  };
  atEnd(() => (child.exitCode === null && child.signalCode === null ? kill() : undefined));
  return { child, ended, log: () => log, kill };
}

/** A process run to its end: {code, signal, stdout, stderr}. */
export function run(command, args, { env, cwd, account, input = '' } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { env: environment(env), cwd, ...account, stdio: 'pipe' });
    const texts = { stdout: '', stderr: '' };
    for (const name of Object.keys(texts))
      child[name].on('data', (chunk) => {
        texts[name] += chunk;
      });
    const timer = setTimeout(() => child.kill('SIGKILL'), kRunSeconds * 1000);
    child.once('error', failed);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      done({ code, signal, ...texts });
    });
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** Its standard output; an error with everything it said unless it ends with 0. */
export async function runOk(command, args, options) {
  const { code, signal, stdout, stderr } = await run(command, args, options);
  if (code === 0) return stdout;
  throw new Error(`${command} ${args.join(' ')}: ${code ?? signal}\n${stdout}${stderr}`);
}
