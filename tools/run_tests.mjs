#!/usr/bin/env node
// Runs the parts of `make test` and ends in one line: `N passed, N failed, N skipped`. Exit 1 iff something failed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './lib/files.mjs';
import { choose, groups, parts } from './testing/parts.mjs';
import { endProgramsWithUs } from './testing/process.mjs';
import { closingLine, quoted, sum, table } from './testing/report.mjs';
import { runPart } from './testing/run_part.mjs';

const help = `usage: run_tests.mjs [--only GROUP,GROUP…] [--list]
Runs the tests. Groups: ${groups.join(', ')}. Reports and logs: build/test-results.`;

function argumentsOf(argv) {
  if (argv.includes('--help')) return { help: true };
  const list = argv.includes('--list');
  const index = argv.indexOf('--only');
  const only = index < 0 ? [] : (argv[index + 1] ?? '').split(',').filter(Boolean);
  return { list, only };
}

// Real publishers' files are not in the repository; without them the tests that need them say so and are skipped.
function environment() {
  const besideUs = join(projectRoot, '../shared/data');
  const data = process.env.HOUSING_TEST_DATA ?? (existsSync(besideUs) ? besideUs : undefined);
  return { ...process.env, ...(data && { HOUSING_TEST_DATA: data }), NEXT_TELEMETRY_DISABLED: '1', NO_COLOR: '1' };
}

function tell(result) {
  const verdict = result.failed ? 'FAILED' : result.passed ? 'ok' : 'SKIPPED';
  const counts = `${result.passed} passed, ${result.failed} failed, ${result.skipped} skipped`;
  console.log(`${verdict.padEnd(8)}${result.name}: ${counts} (${result.seconds.toFixed(1)} s)`);
  for (const reason of result.reasons) console.log(`  SKIPPED ${reason}`);
  for (const failure of result.failures) console.log(`  FAILED  ${failure}`);
  if (result.failed && result.output) console.log(quoted(result.output));
}

async function main() {
  const wanted = argumentsOf(process.argv.slice(2));
  if (wanted.help) return console.log(help);
  if (wanted.list) return parts.forEach((part) => console.log(`${part.group.padEnd(6)}${part.name}`));
  const context = { root: projectRoot, env: environment(), folder: join(projectRoot, 'build/test-results') };
  const results = [];
  for (const part of choose(wanted.only)) {
    console.log(`-- ${part.name}`);
    const result = await runPart(part, context);
    results.push(result);
    tell(result);
  }
  const total = sum(results);
  console.log(`\n${table(results)}\n\n${closingLine(total)}`);
  process.exitCode = total.failed ? 1 : 0;
}

endProgramsWithUs();
await main().catch((error) => {
  console.error(error.message);
  process.exitCode = 2;
});
