#!/usr/bin/env node
// The soak: an installation of its own under a mixed, modest load for an hour, with publications in between and people
// signing in; memory, descriptors and threads of the API every ten seconds, and whether they grow.
//   node tools/load/soak.mjs --help
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { metroValues, names, writeFixtures } from '../../tests/api/support/fixtures.mjs';
import { pause } from '../cloud/process.mjs';
import { Installation, counterOf, stateOf, whyNotProgram } from './installation.mjs';
import { Pace } from './pace.mjs';
import { ask, kMix, kSlowMix, kinds, numbers, placesOf } from './questions.mjs';
import { isFlat, slope } from './slope.mjs';
import { Visitor } from './visitor.mjs';

const kVisitors = Array.from({ length: 12 }, (_, i) => `soak${i}@example.org`);
const kPassword = 'correct horse battery';
const kVisitEveryMs = 15_000; // one account each three minutes: below the limits of an account and an address
const kSlowShare = 0.004; // of the questions: the slow ones take most of the processor even so
const kLimits = {
  rss: { what: 'resident memory, MB', scale: 1000, mostShare: 0.02, most: 4 },
  pss: { what: 'proportional memory, MB', scale: 1000, mostShare: 0.02, most: 4 },
  anonymous: { what: 'heap and stacks, MB', scale: 1000, mostShare: 0.03, most: 4 },
  descriptors: { what: 'descriptors', scale: 1, mostShare: 0, most: 3 },
  threads: { what: 'threads', scale: 1, mostShare: 0, most: 0.5 },
};

/** The rows with the last value of each `number` larger. */
const raised = (rows, number) => rows.replace(/,([\d.]+)$/gm, (_, value) => `,${Number(value) + number}`);

/** A release of the metro file at a later date: other numbers than the one before. */
async function publish(installation, release, number) {
  const path = join(installation.folder, `release-${number}`, names.metroValues);
  mkdirSync(join(path, '..'), { recursive: true });
  const [header, ...rows] = release ? release.split('\n') : [];
  writeFileSync(path, release ? `${header}\n${raised(rows.join('\n'), number)}` : metroValues({ shift: number }));
  const day = new Date(Date.UTC(2025, 4, 1 + number)).toISOString().slice(0, 10);
  await installation.run('import', '--released', day, path);
}

async function prepare(installation, from) {
  if (from) return installation.prepare(from);
  const files = join(installation.folder, 'files');
  writeFixtures(files);
  return installation.run('import', '--released', '2025-04-16', files);
}

/**
 * @param {{minutes: number, perSecond: number, publishSeconds: number, sampleSeconds: number, from?: string,
 *   release?: string, say: (line: string) => void}} options
 *   from: a data folder to copy; `release`: the text of its newest metro file. Small made-up ones otherwise.
 */
export async function soak({ minutes, perSecond, publishSeconds, sampleSeconds, from, release, say }) {
  const folder = mkdtempSync(join(tmpdir(), 'housing-soak-'));
  const installation = new Installation(folder);
  try {
    await prepare(installation, from);
    for (const email of kVisitors) await installation.addPerson(email, kPassword);
    const server = await installation.serve();
    const random = numbers(1);
    const makers = kinds(await placesOf(server.base), random);
    const next = () => ask(makers, random() < kSlowShare ? kSlowMix : kMix, random).path;
    const pace = new Pace(server.port, next, perSecond);
    const visitor = new Visitor(server.base, kVisitors, kPassword);
    const samples = [];
    const began = performance.now();
    const now = () => (performance.now() - began) / 1000;
    pace.begin();
    visitor.begin(kVisitEveryMs);
    let publications = 0;
    for (let nextSample = 0; now() < minutes * 60;) {
      if (now() >= nextSample) {
        const state = { seconds: now(), ...stateOf(server.pid) };
        samples.push(state);
        say(`${Math.round(state.seconds)} s ${JSON.stringify({ ...state, seconds: undefined })}`);
        nextSample += sampleSeconds;
      }
      if (now() > (publications + 1) * publishSeconds) await publish(installation, release, ++publications);
      await pause(200);
    }
    await Promise.all([pace.end(), visitor.end()]);
    const shed = await counterOf(server.base, 'housing_requests_shed_total');
    const { code, signal } = await server.stop();
    const { answers, notAsked } = pace;
    return {
      samples,
      answers,
      notAsked,
      publications,
      visits: visitor.visits,
      faults: visitor.faults,
      shed,
      code,
      signal,
    };
  } finally {
    await installation.stop();
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Rows of what was measured, each with whether it is flat. */
export function verdicts(samples) {
  return Object.entries(kLimits).map(([name, { what, scale, ...limits }]) => {
    const seen = slope(samples.map((one) => ({ seconds: one.seconds, value: one[name] / scale })));
    return { what, first: samples[0][name] / scale, ...seen, flat: isFlat(seen, limits) };
  });
}

function table(seen) {
  const rows = verdicts(seen.samples).map(({ what, first, mean, perHour, growth, flat }) => [
    what,
    ...[first, mean, perHour, growth].map((value) => value.toFixed(1)),
    flat ? 'flat' : 'GROWS',
  ]);
  const all = [['', 'at first', 'mean of the second half', 'an hour', 'grew in that half', ''], ...rows];
  const widths = all[0].map((_, i) => Math.max(...all.map((row) => row[i].length)));
  return all
    .map((row) => row.map((cell, i) => (i ? cell.padStart(widths[i]) : cell.padEnd(widths[i]))).join('  '))
    .join('\n');
}

/** Flat, nobody failed, and nothing was answered by an error of the server other than "busy". */
export const isWell = (seen) =>
  verdicts(seen.samples).every(({ flat }) => flat) &&
  seen.code === 0 &&
  !seen.answers.failed &&
  seen.faults.length === 0 &&
  Object.keys(seen.answers).every((status) => Number(status) < 500 || Number(status) === 503);

const usage = `usage: soak.mjs [--minutes 60] [--per-second 60] [--publish-seconds 180] [--sample-seconds 10]
               [--from DIR [--release FILE]]
An installation of its own on loopback: mixed questions at a fixed rate, a publication every few minutes, somebody who
signs in and out; samples of memory, descriptors and threads, and whether the second half grows. Exit 1 where it does.
  --from DIR      a copy of this data folder is served; small made-up data otherwise
  --release FILE  its newest metro file (CSV or .gz), published again and again with other last values
`;

const textOf = (path) => (path.endsWith('.gz') ? gunzipSync(readFileSync(path)) : readFileSync(path)).toString('utf8');

async function main() {
  const number = (value) => ({ type: 'string', default: String(value) });
  const { values } = parseArgs({
    options: {
      minutes: number(60),
      'per-second': number(60),
      'publish-seconds': number(180),
      'sample-seconds': number(10),
      from: { type: 'string' },
      release: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) return console.log(usage);
  if (whyNotProgram()) {
    console.error(`soak: ${whyNotProgram()}`);
    process.exitCode = 1;
    return;
  }
  const seen = await soak({
    minutes: Number(values.minutes),
    perSecond: Number(values['per-second']),
    publishSeconds: Number(values['publish-seconds']),
    sampleSeconds: Number(values['sample-seconds']),
    from: values.from && resolve(values.from),
    release: values.release && textOf(resolve(values.release)),
    say: (line) => console.log(`soak: ${line}`),
  });
  const { answers, notAsked, publications, visits, faults, shed } = seen;
  console.log(`\n${table(seen)}\n`);
  console.log(`answers ${JSON.stringify(answers)}, not asked ${notAsked}, shed ${shed}`);
  console.log(`${publications} publications, ${visits} visits, faults ${JSON.stringify(faults.slice(0, 3))}`);
  console.log(`${new Date().toISOString().slice(0, 10)}, ${cpus().length} x ${cpus()[0]?.model}`);
  process.exitCode = isWell(seen) ? 0 : 1;
}
if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
