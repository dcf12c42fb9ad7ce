// The load run and the soak in their short forms: how the program behaves under load, not how fast it is.
// The whole ones, with figures: `make load`, `node tools/load/soak.mjs`.
import assert from 'node:assert/strict';
import test from 'node:test';
import { whyNotProgram } from '../../tools/load/installation.mjs';
import { kShort, load, whyNot } from '../../tools/load/load.mjs';
import { numbers } from '../../tools/load/questions.mjs';
import { summary } from '../../tools/load/sampler.mjs';
import { isFlat, slope } from '../../tools/load/slope.mjs';
import { soak } from '../../tools/load/soak.mjs';
import { table } from '../../tools/load/table.mjs';

test(
  'under far too much load: refusals say when to come again, health answers, nobody is lost, nothing is kept',
  {
    skip: whyNot(),
  },
  async () => {
    const rows = await load(kShort, { say: () => undefined });
    const text = table(rows);
    console.log(`measured: ${text.replaceAll('\n', '\nmeasured: ')}`);
    assert.ok(rows.length > 15);
    assert.deepEqual(
      rows.filter(({ well }) => !well).map(({ what, seen }) => `${what}: ${seen}`),
      [],
    );
  },
);

test(
  'a short soak: publications and visitors go on under load, and it ends when told',
  {
    skip: whyNotProgram(),
  },
  async () => {
    const settings = { minutes: 0.15, perSecond: 20, publishSeconds: 3, sampleSeconds: 1 };
    const seen = await soak({ ...settings, say: () => undefined });
    assert.ok(seen.samples.length >= 5, `${seen.samples.length} samples`);
    assert.ok(seen.publications >= 1);
    assert.ok(seen.visits >= 1);
    assert.deepEqual(seen.faults, []);
    assert.ok(seen.answers[200] > 50, JSON.stringify(seen.answers));
    assert.deepEqual(
      Object.keys(seen.answers).filter((status) => !['200', '404', '422', '503'].includes(status)),
      [],
    );
    assert.deepEqual([seen.code, seen.signal], [0, null]);
  },
);

const line = (perSecond, noise = () => 0) =>
  Array.from({ length: 101 }, (_, i) => ({ seconds: i * 10, value: 100 + i * 10 * perSecond + noise(i) }));

test('a slope is that of the second half', () => {
  const still = slope(line(0, (i) => (i < 50 ? -i : (i % 2) - 0.5)));
  assert.ok(Math.abs(still.growth) < 0.2, `${still.growth}`);
  const growing = slope(line(0.01));
  assert.ok(Math.abs(growing.perHour - 36) < 1e-9);
  assert.ok(Math.abs(growing.growth - 5) < 1e-9);
  assert.equal(isFlat(growing, { mostShare: 0.01, most: 1 }), false);
  assert.equal(isFlat(growing, { mostShare: 0.01, most: 6 }), true);
  assert.equal(isFlat(slope(line(-0.01)), { mostShare: 0, most: 0 }), true);
});

test('a summary is of those let in, and counts the others', () => {
  const seen = [
    { kind: 'a', status: 200, ms: 1 },
    { kind: 'a', status: 200, ms: 3 },
    { kind: 'a', status: 503, ms: 100 },
    { kind: 'a', status: 'failed', ms: 100 },
    { kind: 'b', status: 200, ms: 50 },
  ];
  assert.deepEqual(summary(seen, 'a'), { count: 2, refused: 1, failed: 1, p50: 1, p99: 3 });
});

test('numbers are between 0 and 1, spread, and the same for the same seed', () => {
  const [one, two] = [numbers(7), numbers(7)];
  const all = Array.from({ length: 1000 }, () => one());
  assert.deepEqual(
    all.slice(0, 5),
    Array.from({ length: 5 }, () => two()),
  );
  assert.ok(all.every((value) => value >= 0 && value < 1));
  const mean = all.reduce((sum, value) => sum + value, 0) / all.length;
  assert.ok(mean > 0.4 && mean < 0.6, `${mean}`);
});
