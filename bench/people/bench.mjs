// What people cost: signing in beside the hash alone, reads with an API key beside anonymous ones, alert rules after a
// publication, the queue beside a plain INSERT and DELETE. Each C++ program checks its own results.
import { existsSync } from 'node:fs';
import { fixed } from '../lib/numbers.mjs';
import { measured } from '../lib/process.mjs';

const kFull = { rounds: 7, rules: 100_000, messages: 2_000 };
const kQuick = { rounds: 1, rules: 1_000, messages: 100 };

export async function run({ build, quick, progress }) {
  const size = quick ? kQuick : kFull;
  const program = (path) => `${build}/src/${path}`;
  const people = program('api/people_bench');
  if (!existsSync(people)) return { skipped: `${people} is not built (configure with -DHOUSING_BENCH=ON)` };
  progress('signing in and reading');
  const reads = JSON.parse((await measured(people, [String(size.rounds)])).stdout);
  progress('rules');
  const rules = (await measured(program('alerts/alerts_bench'), [String(size.rules)])).stdout;
  const ruleSeconds = Number(/: ([\d.]+) s of CPU/.exec(rules)[1]);
  progress('the queue');
  const queue = JSON.parse(
    (await measured(program('adapters/database_queue/queue_bench'), [String(size.messages)])).stdout,
  );
  const cost = `argon2id, ${reads.memory_kib / 1024} MiB, ${reads.passes} passes, ${reads.lanes} lane`;
  return {
    title: 'People, alerts, jobs',
    note: `${cost}; reads of one series of 300 months from the cache; ${size.rules} rules, engine alone`,
    columns: ['what', 'figure'],
    rows: [
      ['password hash, ms of CPU', fixed(reads.hash_ms, 2)],
      ['sign-in, ms of CPU', fixed(reads.sign_in_ms, 2)],
      ['anonymous read, us of CPU', fixed(reads.anonymous_us, 2)],
      ['read with a key, us of CPU', fixed(reads.key_us, 2)],
      ['rules after a publication, s of CPU', fixed(ruleSeconds, 3)],
      ...queue.databases.flatMap(({ database, plain, queue: queued }) => [
        [`${database}: INSERT and DELETE, rows/s`, fixed(plain, 0)],
        [`${database}: send, receive, done, messages/s`, fixed(queued, 0)],
      ]),
    ],
    ratios: [
      { name: 'sign-in / hash', value: reads.sign_in_ms / reads.hash_ms },
      { name: 'read with a key / anonymous', value: reads.key_us / reads.anonymous_us },
      ...queue.databases.map(({ database, plain, queue: queued }) => ({
        name: `${database}: queue / plain rows`,
        value: queued / plain,
      })),
    ],
    samples: { reads, rules, queue },
  };
}
