// Programs a benchmark starts: run to their end with their CPU time, or kept as servers. Everything started here is
// ended with us, by process id, and bounded in time. CPU time comes from /proc and from bash's `time`: Linux only.
import { execFileSync, spawn } from 'node:child_process';
import { accessSync, constants, readFileSync, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const kMaxRunMs = 10 * 60_000;
const kStopGraceMs = 5_000;
const running = new Set();

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(130));
process.on('exit', endAll);

// What is started gets a process group of its own: nginx's workers and what bash times end with it.
function endGroup(child) {
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // it has ended by itself
  }
}

export function endAll() {
  running.forEach(endGroup);
}

function spawnOwned(command, args, options) {
  const child = spawn(command, args, { ...options, detached: true });
  if (child.pid) running.add(child);
  const ended = new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal }));
  }).finally(() => running.delete(child));
  ended.catch(() => {}); // who waits for it is told; nobody has to
  return { child, ended };
}

// The path of a program, also where only root's PATH looks; undefined when it is not installed.
export function findProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'].filter(Boolean);
  return folders
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function collect(stream) {
  const pieces = [];
  stream.on('data', (piece) => pieces.push(piece));
  return () => Buffer.concat(pieces).toString();
}

// Runs a program to its end: {stdout, stderr, wall, user, sys} with seconds of the whole process.
export async function measured(command, args, { accept = [0], ...options } = {}) {
  const script = 'TIMEFORMAT="%R %U %S"; { time "$@" 2>&3; } 3>&2 2>&4; exit $?';
  const { child, ended } = spawnOwned('bash', ['-c', script, 'bench', command, ...args], {
    stdio: ['ignore', 'pipe', 'pipe', 'ignore', 'pipe'],
    ...options,
  });
  const [stdout, stderr, times] = [child.stdout, child.stderr, child.stdio[4]].map(collect);
  const timer = setTimeout(endGroup, kMaxRunMs, child);
  const { code, signal } = await ended;
  clearTimeout(timer);
  if (!accept.includes(code))
    throw new Error(`${command} ${args.join(' ')}: ended with ${signal ?? code}\n${stderr().slice(-2000)}`);
  const [wall, user, sys] = times().trim().split(/\s+/).map(Number);
  return { stdout: stdout(), stderr: stderr(), wall, user, sys };
}

export function startServer(command, args, options = {}) {
  const { child, ended } = spawnOwned(command, args, options);
  return {
    pid: child.pid,
    ended,
    async stop() {
      child.kill('SIGTERM');
      const timer = setTimeout(endGroup, kStopGraceMs, child);
      await ended;
      clearTimeout(timer);
    },
  };
}

const kTicksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

function childrenOf(pid) {
  const tasks = readdirSync(`/proc/${pid}/task`);
  return tasks.flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  );
}

// CPU seconds, user and system, of a running process with its threads and of the processes below it.
export function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' '); // from the third on: proc(5)
  const own = (Number(fields[11]) + Number(fields[12])) / kTicksPerSecond;
  return childrenOf(pid).reduce((sum, child) => sum + cpuSeconds(child), own);
}
