// Starts `housing serve` on a data folder of its own and stops it by its process id.
// Errors: a command that fails is reported with what it wrote on stderr.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const kStartMs = 30_000;
const kStopMs = 10_000;
const kImportMs = 600_000;

// The program refuses HOUSING_* variables it does not know, and ours are for the tests.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('HOUSING_')));

/** Runs a command of the program to its end. @param input what it reads from standard input */
export function run(binary, args, accepted = [0], input = '', settings = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(binary, args, {
      stdio: ['pipe', 'ignore', 'pipe'],
      env: { ...env, ...settings },
      timeout: kImportMs,
    });
    child.stdin.on('error', () => undefined); // a command that reads nothing may be gone already
    child.stdin.end(input);
    let said = '';
    child.stderr.on('data', (bytes) => {
      said = (said + bytes).slice(-4000);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (accepted.includes(code)) resolve();
      else reject(new Error(`${binary} ${args[0]} ended with ${code ?? signal}:\n${said}`));
    });
  });
}

async function listen(binary, args, settings) {
  const child = spawn(binary, args, { stdio: ['ignore', 'ignore', 'pipe'], env: { ...env, ...settings } });
  const ended = new Promise((resolve) => child.on('close', resolve));
  const said = [];
  const port = await new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`no "listening" line within ${kStartMs} ms:\n${said.join('\n')}`)),
      kStartMs,
    );
    const fail = (why) => {
      clearTimeout(timer);
      reject(new Error(`${binary} serve ${why}:\n${said.join('\n')}`));
    };
    child.on('error', (error) => fail(error.message));
    child.on('close', (code) => fail(`ended with ${code}`));
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (said.push(line) > 200) said.shift();
      if (!line.includes('"msg":"listening"')) return;
      const found = /"port":(\d+)/.exec(line);
      if (found) {
        clearTimeout(timer);
        resolve(Number(found[1]));
      }
    });
  }).catch((error) => {
    child.kill('SIGKILL');
    throw error;
  });
  return { child, ended, port };
}

/** A worker beside the server: does what is due until it is stopped. */
export function startWorker(binary, dataDir, settings = {}) {
  const child = spawn(binary, ['work', '--data-dir', dataDir], { stdio: 'ignore', env: { ...env, ...settings } });
  const ended = new Promise((resolve) => child.on('close', resolve));
  return {
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), kStopMs);
      await ended;
      clearTimeout(timer);
    },
  };
}

/**
 * @param {{binary: string, web: string, prepare: (dataDir: string) => string[], accepted: number[]}} options
 *   prepare: arguments of the command that fills the data folder; settings: HOUSING_… of the server
 */
export async function startServer({ binary, web, prepare, accepted, settings = {} }) {
  const dataDir = mkdtempSync(join(tmpdir(), 'housing-e2e-data-'));
  const remove = () => rmSync(dataDir, { recursive: true, force: true, maxRetries: 3 });
  try {
    await run(binary, prepare(dataDir), accepted, '', settings);
    const { child, ended, port } = await listen(
      binary,
      ['serve', '--data-dir', dataDir, '--port', '0', '--web', web],
      settings,
    );
    return {
      baseUrl: `http://127.0.0.1:${port}`,
      dataDir,
      async stop() {
        child.kill('SIGTERM');
        const timer = setTimeout(() => child.kill('SIGKILL'), kStopMs);
        await ended;
        clearTimeout(timer);
        remove();
      },
    };
  } catch (error) {
    remove();
    throw error;
  }
}
