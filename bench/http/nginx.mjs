// nginx as the baseline: the same bytes from a file, as many headers, two workers, everything in its favour: open files
// and their metadata cached, connections never closed, one writev for head and body (sendfile is slower at this size).
import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServer } from '../lib/process.mjs';
import { openClient } from '../lib/request.mjs';

const kMaxStartMs = 5_000;
// Sent by nginx unasked: Server, Date, Content-Type, Content-Length, Connection, ETag.
const kOwnHeaders = 6;
const kAddedHeaders = [
  'cache-control',
  'x-content-type-options',
  'referrer-policy',
  'x-frame-options',
  'cross-origin-opener-policy',
  'vary',
];

function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

// As many headers as the answer has, from those it has.
function addedHeaders({ headers, headers_sent }) {
  const names = kAddedHeaders.filter((name) => headers[name]).slice(0, headers_sent - kOwnHeaders);
  return names.map((name) => `add_header ${name} "${headers[name]}";`);
}

function configuration({ port, folder, answer, accessLog }) {
  const format = `log_format json escape=json '{"time":"$time_iso8601","msg":"request","method":"$request_method",'
    '"path":"$uri","status":$status,"bytes":$bytes_sent,"duration_s":$request_time,'
    '"request_id":"$request_id","remote":"$remote_addr"}';`;
  return `daemon off;
user ${userInfo().username};
worker_processes 2;
pid nginx.pid;
error_log error.log;
events { worker_connections 1024; }
http {
  ${['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name};`).join('\n  ')}
  ${format}
  access_log ${accessLog ? 'access.log json buffer=64k flush=1s' : 'off'};
  sendfile off;
  keepalive_requests 1000000000;
  open_file_cache max=100 inactive=1h;
  open_file_cache_valid 1h;
  server {
    listen 127.0.0.1:${port} reuseport;
    location = /answer.json {
      alias ${folder}/answer.json;
      types {}
      default_type application/json;
      max_ranges 0;
      add_header Last-Modified "";
      ${addedHeaders(answer).join('\n      ')}
    }
  }
}
`;
}

async function waitUntilItAnswers(port) {
  const client = openClient(port);
  for (const start = Date.now(); ; await sleep(20)) {
    const failed = await client.ask('/answer.json').then(
      () => null,
      (error) => error,
    );
    if (!failed) return client.close();
    if (Date.now() - start > kMaxStartMs) throw new Error(`nginx did not start: ${failed.message}; see its error.log`);
  }
}

// Serves `answer` ({body, headers, headers_sent}) at /answer.json until stop().
export async function serveByNginx(nginx, folder, answer, { accessLog = false } = {}) {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  writeFileSync(join(folder, 'answer.json'), answer.body);
  writeFileSync(join(folder, 'nginx.conf'), configuration({ port, folder, answer, accessLog }));
  const args = ['-p', folder, '-c', join(folder, 'nginx.conf'), '-e', join(folder, 'error.log')];
  const server = startServer(nginx, args, { stdio: 'ignore' });
  await waitUntilItAnswers(port);
  return { pid: server.pid, port, stop: server.stop, log: join(folder, 'access.log') };
}
