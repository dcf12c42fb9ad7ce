// wrk as a crowd: a list of addresses asked by many connections at once, as fast as they are answered or with pauses.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findProgram } from '../../bench/lib/process.mjs';

const script = fileURLToPath(new URL('mix.lua', import.meta.url));
const program = findProgram('wrk');
export const whyNotWrk = !program && 'there is no wrk: apt-get install wrk';

/**
 * Asks `paths` in turn for `seconds`; `delayMs` is a connection's mean pause between questions.
 * @returns {{answers: Promise<{good, busy, withoutRetry, other, failed, seconds, p50Ms, p99Ms}>}} at once
 */
export function crowd(processes, base, paths, { connections, seconds, delayMs = 0 }) {
  if (whyNotWrk) throw new Error(whyNotWrk);
  const file = join(processes.folder, `paths-${connections}-${paths.length}.txt`);
  writeFileSync(file, `${paths.join('\n')}\n`);
  const args = [
    '--threads',
    '1',
    '--connections',
    String(connections),
    '--duration',
    `${seconds}s`,
    '--timeout',
    '30s',
  ];
  const env = { LOAD_PATHS: file, LOAD_DELAY_MS: String(delayMs) };
  const answers = processes
    .runOk('wrk', program, [...args, '--script', script, base], { env })
    .then((text) => JSON.parse(text.trim().split('\n').at(-1)));
  answers.catch(() => undefined); // whoever waits for it is told
  return { answers };
}
