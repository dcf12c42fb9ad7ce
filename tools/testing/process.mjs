// Runs one program to its end and keeps what it printed.
import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

export const kMaxOutputBytes = 8 * 1024 * 1024; // what is kept of a program's output

// Makes Ctrl-C and a polite end reach the programs that run: each leads a group of its own and would outlive us.
export function endProgramsWithUs() {
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ]) {
    process.once(signal, () => process.exit(code));
  }
}

// {code, signal, timedOut, output}. Never rejects: a program that cannot be started has code 127.
// The program leads a process group of its own, so that a timeout ends its children too.
export function run([command, ...args], { cwd, env, timeoutSeconds, logFile }) {
  return new Promise((done) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const chunks = [];
    let size = 0;
    let timedOut = false;
    const keep = (chunk) => {
      if (size < kMaxOutputBytes) chunks.push(chunk);
      size += chunk.length;
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const endGroup = () => {
      try {
        process.kill(-child.pid, 'SIGKILL');
      } catch {
        // it has just ended by itself
      }
    };
    const timer = setTimeout(() => {
      timedOut = true;
      endGroup();
    }, timeoutSeconds * 1000);
    process.once('exit', endGroup);

    const finish = (code, signal, extra = '') => {
      clearTimeout(timer);
      process.removeListener('exit', endGroup);
      const output = Buffer.concat(chunks).toString('utf8') + extra;
      if (logFile) {
        mkdirSync(dirname(logFile), { recursive: true });
        writeFileSync(logFile, output);
      }
      done({ code, signal, timedOut, output });
    };
    child.once('error', (error) => finish(127, null, `${command}: ${error.message}\n`));
    child.once('close', (code, signal) => finish(code, signal));
  });
}
