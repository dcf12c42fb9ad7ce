// The benchmarks still run and still check what they compute: the quick form of all of them, and the checks themselves.
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { zillowFile, zipOf } from './import/zillow_csv.mjs';
import { WrongResult, check, checkEqual, checkSameBytes } from './lib/check.mjs';
import { best, median, percentile } from './lib/numbers.mjs';
import { cpuSeconds, measured, startServer } from './lib/process.mjs';
import { alternate } from './lib/rounds.mjs';

const here = fileURLToPath(new URL('.', import.meta.url));
const build = process.env.BENCH_BUILD_DIR ?? join(here, '../build/release');
const scratch = mkdtempSync(join(tmpdir(), 'housing-bench-'));
after(() => rmSync(scratch, { recursive: true, force: true }));

describe('parts', () => {
  test('a wrong result is an error that names both sides', () => {
    assert.throws(() => checkEqual('rows', { generator: 3, housing: 2 }), /rows: generator says 3, housing says 2/);
    assert.throws(() => checkSameBytes('bodies', Buffer.from('a'), Buffer.from('b')), WrongResult);
    assert.throws(() => check(false, 'no'), WrongResult);
    checkEqual('rows', { generator: 3, housing: 3, DuckDB: 3 });
  });

  test('order statistics', () => {
    const values = [5, 1, 4, 2, 3];
    assert.equal(median(values), 3);
    assert.equal(percentile(values, 0.95), 5);
    assert.equal(percentile(values, 0), 1);
    assert.throws(() => percentile([], 0.5));
    assert.deepEqual(
      best([{ cpu: 3 }, { cpu: 2 }], ({ cpu }) => cpu),
      { cpu: 2 },
    );
  });

  test('rounds alternate their order', async () => {
    const seen = [];
    const contender = (name) => ({ name, measure: async () => seen.push(name) });
    const samples = await alternate([contender('a'), contender('b')], 2);
    assert.deepEqual(seen, ['a', 'b', 'b', 'a']);
    assert.deepEqual(
      [...samples],
      [
        ['a', [1, 4]],
        ['b', [2, 3]],
      ],
    );
  });

  test('the generated file is the same each time and holds what its facts say', () => {
    const size = { rows: 20, months: 12 };
    const one = zillowFile(join(scratch, 'one'), size);
    const two = zillowFile(join(scratch, 'two'), size);
    const text = readFileSync(one.path, 'utf8');
    assert.equal(text, readFileSync(two.path, 'utf8'));
    assert.equal(Buffer.byteLength(text), one.bytes);
    const lines = text.trimEnd().split('\n').slice(1);
    assert.equal(lines.length, one.rows);
    assert.match(lines[3], new RegExp(`,${zipOf(3)},zip,`));
    const last = lines.map((line) => Math.round(Number(line.slice(line.lastIndexOf(',') + 1)) * 100));
    assert.equal(
      last.reduce((a, b) => a + b),
      one.columns.get('2000-12-31'),
    );
  });

  test('a program is measured with its own CPU time, and its failure is an error', async () => {
    const loop = 'for (const end = performance.now() + 300; performance.now() < end; );';
    const { user, sys, wall, stdout } = await measured(process.execPath, ['-e', `${loop} console.log("done")`]);
    assert.equal(stdout, 'done\n');
    assert.ok(wall >= 0.3 && user + sys > 0.05, `wall ${wall}, user ${user}, sys ${sys}`);
    const failing = measured(process.execPath, ['-e', 'console.error("why"); process.exit(7)']);
    await assert.rejects(failing, /ended with 7\nwhy/);
  });

  test('CPU time of a server counts the processes below it, and stop() ends them', async () => {
    const script = 'trap "kill %1; exit" TERM; while :; do :; done & wait';
    const server = startServer('bash', ['-c', script], { stdio: 'ignore' });
    await new Promise((resolve) => setTimeout(resolve, 700));
    assert.ok(cpuSeconds(server.pid) > 0.02, 'the loop below it is not counted');
    await server.stop();
    assert.throws(() => cpuSeconds(server.pid));
  });
});

describe('every benchmark in its quick form', () => {
  const out = join(scratch, 'out');
  const command = [join(here, 'run.mjs'), '--quick', '--build', build, '--out', out];
  const missing = whatIsMissing();
  const started = missing ? undefined : measured(process.execPath, command, { accept: [0, 1] });

  for (const name of ['http', 'import', 'parse', 'long', 'series', 'search', 'analyses'])
    test(name, { timeout: 5 * 60_000 }, async (t) => {
      if (missing) return t.skip(missing);
      const { stderr } = await started;
      const { benches, quick } = JSON.parse(readFileSync(join(out, 'report.json'), 'utf8'));
      assert.equal(quick, true);
      assert.ok(benches[name], stderr);
      if (benches[name].skipped) return t.skip(benches[name].skipped);
      assert.ok(benches[name].rows.length >= 3);
      for (const { name: ratio, value } of benches[name].ratios) assert.ok(value > 0 && Number.isFinite(value), ratio);
      assert.match(readFileSync(join(out, 'report.md'), 'utf8'), new RegExp(`## ${benches[name].title}`));
    });
});

function whatIsMissing() {
  if (existsSync(join(build, 'housing'))) return undefined;
  return `${join(build, 'housing')} is not built: run make build`;
}
