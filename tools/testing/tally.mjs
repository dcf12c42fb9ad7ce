// Reads how many tests passed, failed and were skipped from what a test runner printed.

const number = (text, pattern) => Number(pattern.exec(text)?.[1] ?? 0);
const withoutColour = (text) => text.replace(/\u001b\[[0-9;]*m/g, '');

// Our own closing line, the last line of the output: `12 passed, 0 failed, 1 skipped`.
export function fromClosingLine(output) {
  const last = withoutColour(output).trimEnd().split('\n').at(-1);
  const match = /^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?$/.exec(last);
  return match && { passed: +match[1], failed: +match[2], skipped: +(match[3] ?? 0), reasons: skipLines(output) };
}

// node --test --test-reporter=tap
export function fromNodeTest(output) {
  if (!/^# tests \d+$/m.test(output)) return null;
  const reasons = [...output.matchAll(/^\s*ok \d+ - (.*) # SKIP ?(.*)$/gm)].map(([, name, why]) => `${name}: ${why}`);
  const failed = number(output, /^# fail (\d+)$/m) + number(output, /^# cancelled (\d+)$/m);
  return { passed: number(output, /^# pass (\d+)$/m), failed, skipped: number(output, /^# skipped (\d+)$/m), reasons };
}

// The blocks of TAP output that tell of a failure.
export function failedTap(output) {
  const blocks = output.split(/^(?=\s*# Subtest: )/m).filter((block) => /^\s*not ok /m.test(block));
  return blocks.length ? blocks.join('') : output;
}

// Vitest's default reporter: `      Tests  1 failed | 12 passed | 2 skipped (15)`.
export function fromVitest(output) {
  const line = /^\s*Tests\s+(.*)$/m.exec(withoutColour(output))?.[1];
  if (!line) return null;
  const skipped = number(line, /(\d+) skipped/) + number(line, /(\d+) todo/);
  const reasons = skipped ? [`${skipped} marked as skipped in the source`] : [];
  return { passed: number(line, /(\d+) passed/), failed: number(line, /(\d+) failed/), skipped, reasons };
}

// A command whose exit code is its only word counts as one test.
export function fromExitCode(output, code) {
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0, reasons: [] };
}

const skipLines = (output) => output.match(/^[ \t]*SKIP(PED)?\b.*$/gm)?.map((line) => line.trim()) ?? [];

export const tallies = { closing: fromClosingLine, node: fromNodeTest, vitest: fromVitest, exit: fromExitCode };

// The tally of a finished program. One that ended badly, or printed no count, has at least one failure.
export function tallyOf(kind, { code, signal, timedOut, output }) {
  const tally = tallies[kind](output, code);
  const bad = (why) => ({ passed: 0, skipped: 0, reasons: [], ...tally, failed: Math.max(1, tally?.failed ?? 0), why });
  if (timedOut) return bad('ran out of time and was ended');
  if (!tally) return bad(`printed no count of tests (exit ${code ?? signal})`);
  if (code !== 0 && tally.failed === 0) return bad(`exit ${code ?? signal}, though no test failed`);
  if (tally.passed + tally.failed + tally.skipped === 0) return bad('ran no test');
  return tally;
}
