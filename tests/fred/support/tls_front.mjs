// https://api.stlouisfed.org on this machine: TLS with a certificate made for the test, bytes passed to the server
// under test. A client's port 443 may not be ours to take, so another is, and its sockets are led there (port.mjs).
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import tls from 'node:tls';

/** Why there can be none here; undefined when there can. */
export function whyNot() {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'openssl is missing: run scripts/bootstrap.sh --for test';
  }
}

/** {certificate, port, stop}: passes what comes on to http://127.0.0.1:`behind`. */
export async function tlsFront(folder, behind) {
  const [key, certificate] = ['fred.key', 'fred.crt'].map((name) => join(folder, name));
  execFileSync(
    'openssl',
    [
      ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'],
      ...['-keyout', key, '-out', certificate, '-subj', '/CN=api.stlouisfed.org'],
      ...['-addext', 'subjectAltName=DNS:api.stlouisfed.org'],
    ],
    { stdio: 'ignore' },
  );
  const open = new Set();
  const server = tls.createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (socket) => {
    const inner = net.connect(behind, '127.0.0.1');
    for (const end of [socket, inner]) {
      open.add(end);
      end.on('close', () => open.delete(end)).on('error', () => end.destroy());
    }
    socket.pipe(inner).pipe(socket);
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  const stop = () => {
    for (const end of open) end.destroy();
    return new Promise((done) => server.close(done));
  };
  return { certificate, port: server.address().port, stop };
}
