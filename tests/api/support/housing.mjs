// The program under test: its commands run to their end, and its server started and stopped.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';

export const projectRoot = resolve(fileURLToPath(new URL('../../..', import.meta.url)));
export const binary = resolve(projectRoot, process.env.HOUSING_BIN ?? 'build/release/housing');

const kCommandSeconds = 120;
const kStartSeconds = 60;
const kStopSeconds = 30;

if (!existsSync(binary)) throw new Error(`${binary} is not there: run "make build", or set HOUSING_BIN`);

// Only what a program needs; the tester's own HOUSING_* must not reach it.
const cleanEnvironment = (extra) => ({
  PATH: process.env.PATH,
  HOME: process.env.HOME,
  TZ: 'UTC',
  LC_ALL: 'C.UTF-8',
  ...extra,
});

// What a file of tests started or made, undone in reverse order when its last test has ended.
const undoings = [];
const atEnd = (undo) => undoings.unshift(undo);
after(async () => {
  for (const undo of undoings) await undo();
});

/** A folder of its own, gone after the last test of the file. */
export function temporaryFolder(name = 'housing-api-') {
  const folder = mkdtempSync(join(tmpdir(), name));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** {code, signal, stdout, stderr} of `housing ARGS…`. */
export function housing(args, { env = {}, cwd } = {}) {
  return new Promise((done, failed) => {
    const child = spawn(binary, args, { env: cleanEnvironment(env), cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    const out = { stdout: [], stderr: [] };
    for (const name of ['stdout', 'stderr']) child[name].on('data', (chunk) => out[name].push(chunk));
    const timer = setTimeout(() => child.kill('SIGKILL'), kCommandSeconds * 1000);
    child.once('error', failed);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      const [stdout, stderr] = [out.stdout, out.stderr].map((chunks) => Buffer.concat(chunks).toString('utf8'));
      done({ code, signal, stdout, stderr });
    });
  });
}

/** The same, and an error with everything it said unless it ends with `code`. */
export async function housingOk(args, { code = 0, ...options } = {}) {
  const result = await housing(args, options);
  if (result.code === code) return result;
  const ending = `exit ${result.code ?? result.signal} instead of ${code}`;
  throw new Error(`housing ${args.join(' ')}: ${ending}\n${result.stdout}${result.stderr}`);
}

function listeningPort(line) {
  try {
    const entry = JSON.parse(line);
    return entry.msg === 'listening' ? entry.port : undefined;
  } catch {
    return undefined;
  }
}

const withTimeout = (promise, seconds, what) => {
  let timer;
  const late = new Promise((_, failed) => {
    timer = setTimeout(() => failed(new Error(`${what} took more than ${seconds} s`)), seconds * 1000);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};

/** `housing serve` on a free port: {base, port, stop, kill, ended, log}. It ends with the file's last test. */
export async function serve(dataDir, args = [], env = {}) {
  const child = spawn(binary, ['serve', '--data-dir', dataDir, '--port', '0', ...args], {
    env: cleanEnvironment(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const ended = new Promise((done) => child.once('close', (code, signal) => done({ code, signal })));
  const ready = new Promise((done, failed) => {
    child.once('error', failed);
    ended.then(({ code, signal }) => failed(new Error(`housing serve ended with ${code ?? signal}:\n${log}`)));
    let rest = '';
    child.stderr.on('data', (chunk) => {
      log += chunk;
      const lines = (rest + chunk).split('\n');
      rest = lines.pop();
      const port = lines.map(listeningPort).find(Boolean);
      if (port) done(port);
    });
  });
  child.stdout.resume();
  const stop = async (signal = 'SIGTERM') => {
    child.kill(signal);
    return withTimeout(ended, kStopSeconds, 'stopping');
  };
  atEnd(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL');
      await ended;
    }
  });
  const port = await withTimeout(ready, kStartSeconds, 'starting');
  return {
    base: `http://127.0.0.1:${port}`,
    port,
    stop,
    ended,
    kill: (signal) => child.kill(signal),
    log: () => log,
  };
}
