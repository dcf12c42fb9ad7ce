// A real site on demo data for the canary, and broken ones: the same site behind a proxy that spoils some answers.
import { existsSync } from 'node:fs';
import { createServer, request } from 'node:http';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer } from '../../../tests/e2e/support/server.mjs';

const root = resolve(fileURLToPath(new URL('../../..', import.meta.url)));
const binary = resolve(root, process.env.HOUSING_BIN ?? 'build/release/housing');
const web = resolve(root, process.env.HOUSING_WEB_DIR ?? 'apps/web/out');
const browser = process.env.CANARY_CHROMIUM ?? '/usr/bin/chromium';

/** Why these tests cannot run here, or false. */
export function missing() {
  const wanted = { [binary]: 'make build', [web]: 'make web', [browser]: 'scripts/bootstrap.sh --for test' };
  const absent = Object.entries(wanted).filter(([path]) => !existsSync(path));
  if (absent.length === 0) return false;
  return absent.map(([path, how]) => `${path} is missing: ${how}`).join('; ');
}

export const demoSite = () =>
  startServer({ binary, web, prepare: (folder) => ['demo', '--data-dir', folder], accepted: [0] });

/** @param spoil (path) => {status, body} to answer with instead, or undefined */
export async function brokenSite(baseUrl, spoil) {
  const server = createServer((incoming, outgoing) => {
    const other = spoil(incoming.url);
    if (other) {
      outgoing.writeHead(other.status ?? 200, { 'content-type': other.type ?? 'application/json' });
      outgoing.end(typeof other.body === 'string' ? other.body : JSON.stringify(other.body ?? {}));
      return;
    }
    const onward = request(baseUrl + incoming.url, { headers: { ...incoming.headers } }, (answer) => {
      outgoing.writeHead(answer.statusCode, answer.headers);
      answer.pipe(outgoing);
    });
    onward.on('error', () => outgoing.destroy());
    incoming.pipe(onward);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    baseUrl: `http://127.0.0.1:${server.address().port}`,
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}
