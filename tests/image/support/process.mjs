// Servers of a test: started in the foreground, waited for by asking, stopped by their process.
import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const kStopMs = 10_000;

/** @param answers an async function that is true (or does not throw) once the server is ready */
export async function startProcess(program, args, { env = process.env, answers, withinMs = 30_000 }) {
  const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (bytes) => {
      said = (said + bytes).slice(-100_000);
    });
  }
  let over = false;
  const ended = new Promise((done) => {
    const end = () => {
      over = true;
      done();
    };
    child.on('error', end);
    child.on('close', end);
  });
  const stop = async () => {
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), kStopMs);
    await ended;
    clearTimeout(timer);
  };
  for (const until = Date.now() + withinMs; !(await answers().catch(() => false)); await sleep(100)) {
    if (!over && Date.now() < until) continue;
    await stop();
    throw new Error(`${program} ${over ? 'ended' : `did not answer in ${withinMs} ms`}:\n${said}`);
  }
  return { stop, said: () => said };
}

export const answering = (url) => async () => (await fetch(url, { signal: AbortSignal.timeout(2000) })).status > 0;
