#!/usr/bin/env node
// The chaos suite: the system of `make cloud` with readers, a writer, people who register and wait for mail; then each
// part is killed, filled, silenced or slowed down in turn (faults.mjs), while a publisher's release is on its way.
// Prints a table of what was seen (report.mjs). tests/chaos runs its short form.
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { System } from '../../tests/cloud/support/system.mjs';
import { pause, projectRoot, unprivileged } from '../cloud/process.mjs';
import { SmallDisk, whyNotSmallDisk } from '../cloud/small_disk.mjs';
import { Stack, defaultProgram, whyNot as whyNoStack } from '../cloud/stack.mjs';
import { faults } from './faults.mjs';
import { complaints, table } from './report.mjs';
import { Witnesses } from './witnesses.mjs';

const kEnvironment = 'dev';
// After how many seconds a message comes again whose function died: sooner than on AWS. A mail that was being sent is
// taken up by nobody for 90 s, and a message comes five times at most.
const kHidden = { import: 6, publish: 6, alerts: 6, mail: 25 };
const kProgramDiskMegabytes = 96;
const kDatabaseDiskMegabytes = 256; // its log alone takes 80
const kPassThrough = 0o711;
const kNames = faults.map(({ name }) => name);
export const whyNot = () => whyNoStack(kEnvironment);

/** Small disks for what is going to fill them; none where they cannot be had. */
async function makeDisks(folder) {
  if (whyNotSmallDisk) return {};
  const disks = {};
  for (const [name, megabytes, account] of [
    ['program', kProgramDiskMegabytes, undefined],
    ['database', kDatabaseDiskMegabytes, unprivileged()],
  ]) {
    const own = join(folder, `${name}-disk`);
    mkdirSync(own, { mode: kPassThrough });
    disks[name] = new SmallDisk({ folder: own, megabytes, account });
    await disks[name].begin();
  }
  return disks;
}

async function suffer(fault, chaos, witnesses) {
  let hasReleased = false;
  const release = () => {
    hasReleased = true;
    return witnesses.release();
  };
  await witnesses.begin(fault.name);
  await chaos.hold(0.25);
  let seen = {};
  try {
    const stopRegistering = witnesses.registrations();
    try {
      await fault.begin({ ...chaos, release });
      if (!fault.releasesItself) await release().catch(() => (hasReleased = false));
      await chaos.hold();
    } finally {
      await fault.end({ ...chaos, release });
      await stopRegistering();
    }
    if (!hasReleased) await release(); // a schedule that nobody heard fires again
    seen.recoveredSeconds = await witnesses.recovered();
  } catch (error) {
    seen.error = error.message;
  } finally {
    chaos.stack.faults.clear();
    seen = { ...seen, ...(await witnesses.end()) };
  }
  return seen;
}

/**
 * @param {{program: string, holdSeconds: number, faults?: object[],
 *   say: (line: string) => void, keep?: boolean}} options
 * @returns {Promise<{fault: object, seen?: object, skipped?: string, complaints: string[]}[]>}
 */
export async function unleash({ program, holdSeconds, faults: chosen = faults, say, keep }) {
  const folder = mkdtempSync(join(tmpdir(), 'housing-chaos-'));
  chmodSync(folder, kPassThrough); // PostgreSQL has an account of its own
  let disks = {};
  let stack;
  try {
    disks = await makeDisks(folder);
    const run = join(folder, 'run');
    mkdirSync(run);
    if (disks.program) symlinkSync(disks.program.path, join(run, 'data'));
    const postgresRoot = disks.database?.path;
    stack = new Stack({
      folder: run,
      program,
      environment: kEnvironment,
      publishers: join(run, 'publishers'),
      postgresRoot,
    });
    await stack.begin();
    const system = new System(stack);
    for (const [job, seconds] of Object.entries(kHidden)) await system.hideFor([job], seconds);
    await system.publish();
    const witnesses = new Witnesses(stack, system);
    const chaos = { stack, disks, hold: (share = 1) => pause(holdSeconds * 1000 * share) };
    const results = [];
    for (const fault of chosen) {
      const skipped = fault.needsDisk && !disks[fault.needsDisk] ? whyNotSmallDisk : undefined;
      const seen = skipped ? undefined : await suffer(fault, chaos, witnesses);
      const result = { fault, seen, skipped, complaints: skipped ? [] : complaints(fault, seen) };
      results.push(result);
      say(`${fault.name}: ${skipped ? `skipped, ${skipped}` : result.complaints.join(', ') || 'as expected'}`);
    }
    return results;
  } finally {
    await stack?.stop();
    for (const disk of Object.values(disks)) await disk.close();
    if (!keep) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    else say(`kept: ${folder}`);
  }
}

const usage = `usage: chaos.mjs [--hold SECONDS] [--keep] [FAULT…]
Runs the system on loopback and breaks each part of it in turn under load; prints what was seen.
  --hold 5   how long each fault lasts
  --keep     keep the run's folder with the logs of every process
FAULTs: ${kNames.join(', ')}
`;

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { hold: { type: 'string', default: '5' }, keep: { type: 'boolean' }, help: { type: 'boolean' } },
  });
  const unknown = positionals.find((name) => !kNames.includes(name));
  if (values.help || unknown) {
    console.log(unknown ? `chaos: there is no fault "${unknown}"\n${usage}` : usage);
    process.exitCode = unknown ? 2 : 0;
    return;
  }
  if (whyNot()) {
    console.error(`chaos: ${whyNot()}`);
    process.exitCode = 1;
    return;
  }
  const results = await unleash({
    program: defaultProgram,
    holdSeconds: Number(values.hold),
    faults: positionals.length > 0 ? faults.filter(({ name }) => positionals.includes(name)) : undefined,
    keep: values.keep,
    say: (line) => console.log(`chaos: ${line}`),
  });
  const machine = `${cpus().length} x ${cpus()[0]?.model}`;
  const about = `${new Date().toISOString().slice(0, 10)}, ${machine}, each fault ${values.hold} s`;
  const text = `${table(results)}\n\n${about}`;
  console.log(`\n${text}`);
  mkdirSync(join(projectRoot, 'build/chaos'), { recursive: true });
  writeFileSync(join(projectRoot, 'build/chaos/report.md'), `${text}\n`);
  process.exitCode = results.some((result) => result.complaints.length > 0) ? 1 : 0;
}
if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
