// Runs GoogleTest programs and reads their JSON reports.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { run } from './process.mjs';

export const kMaxBinarySeconds = 600;
export const kMaxBinariesAtOnce = 2;

// Counts from a report; the reason for a skip stands only in the program's output.
export function readReport(report, output) {
  const cases = report.testsuites.flatMap((suite) => suite.testsuite.map((test) => ({ ...test, suite: suite.name })));
  const skipped = cases.filter((test) => test.result === 'SKIPPED' || test.status === 'NOTRUN');
  const failed = cases.filter((test) => test.failures?.length);
  const reasons = skipped.map((test) => {
    const name = `${test.suite}.${test.name}`;
    return `${name}: ${test.status === 'NOTRUN' ? 'disabled in the source' : skipReason(output, name)}`;
  });
  const passed = cases.length - skipped.length - failed.length;
  const failures = failed.map((test) => `${test.suite}.${test.name}`);
  return { passed, failed: failed.length, skipped: skipped.length, reasons, failures };
}

// What a test printed between its [ RUN ] line and its result, without the source line of GTEST_SKIP.
function blockOf(output, name) {
  const opening = `[ RUN      ] ${name}\n`;
  const start = output.indexOf(opening);
  if (start < 0) return '';
  const rest = output.slice(start + opening.length);
  const end = rest.split('\n').findIndex((line) => /^\[ .+\] /.test(line) && line.includes(`] ${name}`));
  return rest.split('\n').slice(0, end).join('\n').trim();
}

function skipReason(output, name) {
  return (
    blockOf(output, name)
      .replace(/^.*: Skipped\n?/m, '')
      .replace(/\s+/g, ' ') || 'no reason given'
  );
}

// Runs one program; a crash, a hang and a program without tests are failures.
export async function runBinary(binary, { cwd, env, folder, timeoutSeconds = kMaxBinarySeconds }) {
  const name = basename(binary);
  const json = join(folder, `${name}.json`);
  mkdirSync(folder, { recursive: true });
  rmSync(json, { force: true });
  const command = [binary, `--gtest_output=json:${json}`, '--gtest_color=no'];
  const result = await run(command, { cwd, env, timeoutSeconds, logFile: join(folder, `${name}.log`) });
  return { name, ...judge(result, () => JSON.parse(readFileSync(json, 'utf8'))) };
}

export function judge({ code, signal, timedOut, output }, loadReport) {
  const lost = (why) => ({ passed: 0, failed: 1, skipped: 0, reasons: [], failures: [why], output: lastLines(output) });
  if (timedOut) return lost(`did not end in time; last test: ${lastStarted(output)}`);
  let report;
  try {
    report = loadReport();
  } catch {
    return lost(`ended by ${signal ?? `exit ${code}`} without a report; last test: ${lastStarted(output)}`);
  }
  const tally = readReport(report, output);
  if (tally.passed + tally.failed + tally.skipped === 0) return lost('has no test');
  if (code !== 0 && tally.failed === 0) {
    return { ...lost(`ended by ${signal ?? `exit ${code}`}, though no test failed`), passed: tally.passed };
  }
  return { ...tally, output: tally.failures.map((name) => `${name}\n${blockOf(output, name)}`).join('\n\n') };
}

const lastLines = (output, count = 60) => output.split('\n').slice(-count).join('\n');
const lastStarted = (output) => [...output.matchAll(/^\[ RUN {6}\] (.*)$/gm)].at(-1)?.[1] ?? 'none had begun';

// Calls `work` on every item, at most `width` at a time; results in the order of the items.
export async function inParallel(items, width, work) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      const index = next++;
      results[index] = await work(items[index]);
    }
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
  return results;
}
