// The test runner counts right, and nothing that went wrong can look green.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import { inParallel, judge, readReport, runBinary } from './gtest.mjs';
import { choose, parts } from './parts.mjs';
import { run } from './process.mjs';
import { closingLine, quoted, sum, table } from './report.mjs';
import { runPart, testBinaries } from './run_part.mjs';
import { failedTap, fromClosingLine, fromNodeTest, fromVitest, tallyOf } from './tally.mjs';

const ended = (output, code = 0) => ({ code, signal: null, timedOut: false, output });
const counts = ({ passed, failed, skipped }) => [passed, failed, skipped];

test('closing line: only the last line counts, colour is ignored', () => {
  const coloured = '1 passed, 0 failed\n\u001b[32m3 passed, 1 failed, 2 skipped\u001b[0m\n';
  assert.deepEqual(counts(fromClosingLine(coloured)), [3, 1, 2]);
  assert.equal(fromClosingLine('3 passed, 0 failed\nbye'), null);
  const skipping = fromClosingLine('SKIP real: no data\n0 passed, 0 failed, 1 skipped');
  assert.deepEqual(skipping.reasons, ['SKIP real: no data']);
});

test('node:test and vitest summaries are read', () => {
  const tap = 'ok 1 - a # SKIP no net\n# tests 5\n# pass 2\n# fail 1\n# cancelled 1\n# skipped 1\n';
  assert.deepEqual(counts(fromNodeTest(tap)), [2, 2, 1]);
  assert.deepEqual(fromNodeTest(tap).reasons, ['a: no net']);
  assert.deepEqual(counts(fromVitest('\n      Tests  1 failed | 12 passed | 2 skipped (15)\n')), [12, 1, 2]);
});

test('of TAP output only what failed is quoted', () => {
  const tap = 'TAP\n# Subtest: a\nok 1 - a\n# Subtest: b\nnot ok 2 - b\n  why\n# Subtest: c\nok 3 - c\n';
  assert.equal(failedTap(tap), '# Subtest: b\nnot ok 2 - b\n  why\n');
});

test('a bad exit, a timeout, a missing count and an empty run are failures', () => {
  assert.deepEqual(counts(tallyOf('closing', ended('3 passed, 0 failed', 1))), [3, 1, 0]);
  assert.deepEqual(counts(tallyOf('exit', ended('', 1))), [0, 1, 0]);
  assert.deepEqual(counts(tallyOf('node', ended('nothing'))), [0, 1, 0]);
  assert.deepEqual(counts(tallyOf('closing', ended('0 passed, 0 failed, 0 skipped'))), [0, 1, 0]);
  assert.deepEqual(counts(tallyOf('exit', { ...ended(''), timedOut: true })), [1, 1, 0]);
});

const gtestOutput = [
  '[ RUN      ] A.Skip',
  'a_test.cpp:2: Skipped',
  'no data: set X',
  '[  SKIPPED ] A.Skip (0 ms)',
  '[ RUN      ] A.Fail',
  'a_test.cpp:3: Failure',
  '[  FAILED  ] A.Fail (0 ms)',
  '[ RUN      ] A.Ok',
].join('\n');
const gtestReport = {
  testsuites: [
    {
      name: 'A',
      testsuite: [
        { name: 'Skip', status: 'RUN', result: 'SKIPPED' },
        { name: 'Fail', status: 'RUN', result: 'COMPLETED', failures: [{ failure: 'x' }] },
        { name: 'Ok', status: 'RUN', result: 'COMPLETED' },
        { name: 'DISABLED_Old', status: 'NOTRUN', result: 'SUPPRESSED' },
      ],
    },
  ],
};

test('GoogleTest: counts, reasons for skips, output of what failed', () => {
  const tally = readReport(gtestReport, gtestOutput);
  assert.deepEqual(counts(tally), [1, 1, 2]);
  assert.deepEqual(tally.reasons, ['A.Skip: no data: set X', 'A.DISABLED_Old: disabled in the source']);
  const verdict = judge(ended(gtestOutput, 1), () => gtestReport);
  assert.equal(verdict.output, 'A.Fail\na_test.cpp:3: Failure');
});

test('GoogleTest: a crash, a hang, an empty program and a bad exit are failures', () => {
  const noReport = () => {
    throw new Error('no file');
  };
  const crash = judge({ ...ended(gtestOutput, null), signal: 'SIGSEGV' }, noReport);
  assert.deepEqual(counts(crash), [0, 1, 0]);
  assert.match(crash.failures[0], /SIGSEGV.*last test: A\.Ok/);
  assert.equal(judge({ ...ended(gtestOutput), timedOut: true }, () => gtestReport).failed, 1);
  assert.equal(judge(ended(''), () => ({ testsuites: [] })).failed, 1);
  const fine = { testsuites: [{ name: 'A', testsuite: [{ name: 'Ok', status: 'RUN', result: 'COMPLETED' }] }] };
  assert.deepEqual(counts(judge(ended('', 1), () => fine)), [1, 1, 0]);
});

test('GoogleTest: an old report is not taken for the report of a crash', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'housing-tools-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const binary = join(folder, 'dies_test');
  writeFileSync(binary, '#!/bin/sh\nkill -9 $$\n');
  chmodSync(binary, 0o755);
  writeFileSync(`${binary}.json`, JSON.stringify(gtestReport));
  assert.match((await runBinary(binary, { folder })).failures[0], /SIGKILL without a report/);
});

test('a program that runs out of time is ended with its children', async () => {
  const begun = Date.now();
  const result = await run(['sh', '-c', 'sleep 30 & sleep 30'], { timeoutSeconds: 0.2 });
  assert.ok(result.timedOut && Date.now() - begun < 5000);
});

test('a runner that is ended takes its programs with it', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'housing-tools-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const pidFile = join(folder, 'pid');
  const script = `import { endProgramsWithUs, run } from '${new URL('./process.mjs', import.meta.url)}';
    endProgramsWithUs();
    run(['sh', '-c', 'echo $$ > ${pidFile}; exec sleep 30'], { timeoutSeconds: 60 });`;
  const runner = spawn(process.execPath, ['--input-type=module', '--eval', script]);
  const ended = new Promise((done) => runner.once('close', done));
  while (!existsSync(pidFile) || !readFileSync(pidFile, 'utf8')) await setTimeout(10);
  runner.kill('SIGTERM');
  assert.equal(await ended, 143);
  // Ended, though whoever inherits it may not have noticed yet: then it is a zombie.
  const status = `/proc/${readFileSync(pidFile, 'utf8').trim()}/stat`;
  await setTimeout(100);
  assert.ok(!existsSync(status) || / Z /.test(readFileSync(status, 'utf8')), 'it still runs');
});

test('a program that is not there is a failure, not a crash of the runner', async () => {
  assert.equal((await run(['/nowhere/at-all'], { timeoutSeconds: 5 })).code, 127);
});

test('a part whose tool is missing is skipped and says what installs it', async () => {
  const part = { name: 'x', run: ['true'], tally: 'exit', needs: [{ program: 'no-such-tool', install: 'do this' }] };
  const result = await runPart(part, { root: '/', env: { PATH: '/bin' }, folder: tmpdir() });
  assert.deepEqual(counts(result), [0, 0, 1]);
  assert.deepEqual(result.reasons, ['no-such-tool is missing: run do this']);
});

test('test programs are those the build makes now', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'housing-tools-'));
  t.after(() => rmSync(folder, { recursive: true }));
  assert.deepEqual(testBinaries(folder), []);
  writeFileSync(join(folder, 'old_test'), '');
  const rule = 'build src/b/b_test: CXX_EXECUTABLE_LINKER__b_test_Release x.o\nbuild b_test: phony src/b/b_test\n';
  writeFileSync(join(folder, 'build.ninja'), rule);
  assert.deepEqual(testBinaries(folder), [join(folder, 'src/b/b_test')]);
});

test('ONLY selects groups with their preparations, and refuses others', () => {
  assert.deepEqual(choose([]), parts);
  assert.deepEqual(
    choose(['e2e']).map((part) => part.name),
    ['cpp build', 'web build', 'e2e demo', 'e2e real'],
  );
  assert.throws(() => choose(['e3e']), /e3e/);
});

test('parallel work keeps the order of its items and its width', async () => {
  let running = 0;
  let most = 0;
  const work = async (item) => {
    most = Math.max(most, ++running);
    await setTimeout(5 * (4 - item));
    running -= 1;
    return item * 2;
  };
  assert.deepEqual(await inParallel([1, 2, 3], 2, work), [2, 4, 6]);
  assert.equal(most, 2);
});

test('the table has a row for each part; quoted output cannot pass for the closing line', () => {
  const results = [{ name: 'cpp', passed: 2, failed: 0, skipped: 1, seconds: 1.25 }];
  assert.match(table(results), /^part +passed +failed +skipped +time\ncpp +2 +0 +1 +1\.3 s$/);
  assert.equal(closingLine(sum([...results, ...results])), '4 passed, 0 failed, 2 skipped');
  assert.equal(quoted('1 passed, 0 failed\n'), '  | 1 passed, 0 failed');
});
