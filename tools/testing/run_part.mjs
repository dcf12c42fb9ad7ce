// Runs one part of parts.mjs: {name, passed, failed, skipped, reasons, failures, output, seconds}.
import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { inParallel, kMaxBinariesAtOnce, runBinary } from './gtest.mjs';
import { kDefaultMinutes } from './parts.mjs';
import { run } from './process.mjs';
import { sum } from './report.mjs';
import { failedTap, tallyOf } from './tally.mjs';

export async function runPart(part, context) {
  const begun = performance.now();
  const missing = (part.needs ?? []).filter(({ program }) => !onPath(program, context.env.PATH));
  const work = part.run === 'gtest' ? runGtest : runCommand;
  const result = missing.length ? skippedFor(missing) : await work(part, context);
  return { name: part.name, ...result, seconds: (performance.now() - begun) / 1000 };
}

function onPath(program, path = '') {
  return path.split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function skippedFor(missing) {
  const reasons = missing.map(({ program, install }) => `${program} is missing: run ${install}`);
  return { passed: 0, failed: 0, skipped: 1, reasons, failures: [], output: '' };
}

async function runCommand(part, { root, env, folder }) {
  const logFile = join(folder, `${part.name.replaceAll(' ', '-')}.log`);
  const timeoutSeconds = (part.minutes ?? kDefaultMinutes) * 60;
  const result = await run(part.run, { cwd: root, env, timeoutSeconds, logFile });
  const tally = tallyOf(part.tally, result);
  const output = part.tally === 'node' ? failedTap(result.output) : result.output;
  return { ...tally, failures: tally.why ? [tally.why] : [], output: shortened(output, logFile) };
}

const kMaxQuotedLines = 200;

function shortened(output, logFile) {
  const lines = output.trimEnd().split('\n');
  if (lines.length <= kMaxQuotedLines) return lines.join('\n');
  return [`(the last ${kMaxQuotedLines} lines; all of it: ${logFile})`, ...lines.slice(-kMaxQuotedLines)].join('\n');
}

async function runGtest(part, { root, env, folder }) {
  const build = join(root, 'build/release');
  const binaries = testBinaries(build);
  if (binaries.length === 0) return lost(`no *_test program in ${build}: see part "cpp build"`);
  const results = await inParallel(binaries, kMaxBinariesAtOnce, (path) => runBinary(path, { cwd: root, env, folder }));
  const named = (key) => results.flatMap((result) => result[key].map((text) => `${result.name}: ${text}`));
  const output = results
    .map((result) => result.output)
    .filter(Boolean)
    .join('\n\n');
  return { ...sum(results), reasons: named('reasons'), failures: named('failures'), output };
}

const lost = (why) => ({ passed: 0, failed: 1, skipped: 0, reasons: [], failures: [why], output: '' });

// Every *_test program that the build makes, in the order of their paths; not what an earlier one left behind.
export function testBinaries(build) {
  const rules = join(build, 'build.ninja');
  if (!existsSync(rules)) return [];
  const made = readFileSync(rules, 'utf8').matchAll(/^build (\S+_test): CXX_EXECUTABLE/gm);
  return [...made].map(([, name]) => join(build, name)).sort();
}
