// The site on demo data and Debian's chromedriver for it: a real WebDriver server, in place of Appium and a phone.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startServer } from '../../../tests/e2e/support/server.mjs';

const root = resolve(fileURLToPath(new URL('../../..', import.meta.url)));
const binary = resolve(root, process.env.HOUSING_BIN ?? 'build/release/housing');
const web = resolve(root, process.env.HOUSING_WEB_DIR ?? 'apps/web/out');
export const chromedriver = '/usr/bin/chromedriver';
const kStartMs = 20_000;

/** Why these tests cannot run here, or false. */
export function missing() {
  const wanted = {
    [binary]: 'make build',
    [web]: 'make web',
    [chromedriver]: 'apt-get install chromium-driver',
    '/usr/bin/chromium': 'apt-get install chromium',
  };
  const absent = Object.entries(wanted).filter(([path]) => !existsSync(path));
  if (absent.length === 0) return false;
  return absent.map(([path, how]) => `${path} is missing: ${how}`).join('; ');
}

export const demoSite = () =>
  startServer({ binary, web, prepare: (folder) => ['demo', '--data-dir', folder], accepted: [0] });

export async function freePort() {
  const server = createServer();
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address();
  await new Promise((done) => server.close(done));
  return port;
}

export async function startDriver() {
  const port = await freePort();
  const child = spawn(chromedriver, [`--port=${port}`], { stdio: 'ignore' });
  const ended = new Promise((done) => child.on('close', done));
  const url = `http://127.0.0.1:${port}`;
  for (const until = Date.now() + kStartMs; ; await sleep(100)) {
    const ready = await fetch(`${url}/status`).then(
      (answer) => answer.json(),
      () => undefined,
    );
    if (ready?.value.ready) break;
    if (Date.now() > until) throw new Error('chromedriver did not start');
  }
  return {
    url,
    port,
    stop: () => {
      child.kill('SIGTERM');
      return ended;
    },
  };
}
