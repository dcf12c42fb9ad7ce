// The program under measurement: its command line and its server, with what the access log says of requests.
import { closeSync, existsSync, openSync, readFileSync, truncateSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { measured, startServer } from './process.mjs';

const kMaxStartMs = 30_000;
// What HOUSING_… variables say to the program must not change what is measured.
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('HOUSING_')));

export function housingProgram(build) {
  const program = `${build}/housing`;
  if (!existsSync(program)) throw new Error(`${program} is not there: run \`make build\` first`);
  return program;
}

export const makeDemo = (program, folder, { national = false } = {}) =>
  measured(program, ['demo', '--data-dir', folder, ...(national ? ['--national'] : [])], { env });

export async function importFile(program, folder, file) {
  const run = await measured(program, ['import', '--data-dir', folder, '--json', file], { accept: [0, 3], env });
  return { ...run, summary: JSON.parse(run.stdout) };
}

function logLines(path) {
  const lines = readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('{') && line.endsWith('}'));
  return lines.map((line) => JSON.parse(line));
}

async function portFrom(path, server) {
  let over = false;
  server.ended.finally(() => (over = true)).catch(() => {});
  for (const start = Date.now(); Date.now() - start < kMaxStartMs && !over; await sleep(20)) {
    const started = logLines(path).find((line) => line.msg === 'listening');
    if (started) return started.port;
  }
  throw new Error(`housing serve did not start:\n${readFileSync(path, 'utf8').slice(-2000)}`);
}

// Serves `folder` on a free loopback port; the log goes to a file, as in production it goes to a pipe.
export async function serve(program, folder, logPath, { accessLog = true, threads = 2 } = {}) {
  const log = openSync(logPath, 'a');
  truncateSync(logPath);
  const args = ['serve', '--data-dir', folder, '--port', '0', '--threads', String(threads)];
  if (!accessLog) args.push('--no-access-log');
  const server = startServer(program, args, { stdio: ['ignore', 'ignore', log], env });
  closeSync(log);
  return {
    pid: server.pid,
    port: await portFrom(logPath, server),
    stop: server.stop,
    emptyLog: () => truncateSync(logPath),
    requests: () => logLines(logPath).filter((line) => line.msg === 'request'),
  };
}
