// The chaos suite in its short form: some faults of tools/chaos, a second each. All of them, for longer: `make chaos`.
import assert from 'node:assert/strict';
import test from 'node:test';
import { unleash, whyNot } from '../../tools/chaos/chaos.mjs';
import { faults } from '../../tools/chaos/faults.mjs';
import { complaints, table } from '../../tools/chaos/report.mjs';
import { defaultProgram } from '../../tools/cloud/stack.mjs';

const kHoldSeconds = 1;
const kFaults = [
  'API process replaced',
  'PostgreSQL primary is lost',
  'cache says nothing',
  'publish killed inside',
  'disk of the program is full',
  'power cut',
];
const named = (name) => faults.find((each) => each.name === name);

// What no fault may do, done on purpose: without it nobody knows whether the witnesses see anything.
const sabotage = {
  name: 'sabotage',
  does: 'a write is deleted, another doubled',
  async begin({ stack }) {
    const newest = 'SELECT id FROM saved_items ORDER BY created_at DESC LIMIT 1';
    await stack.postgres.sql(`DELETE FROM saved_items WHERE id = (${newest})`);
    await stack.postgres.sql(
      `INSERT INTO saved_items SELECT (jsonb_populate_record(s, jsonb_build_object('id', s.id || '2'))).*
         FROM saved_items s WHERE id = (${newest})`,
    );
  },
  async end() {},
};

test(
  'each part in turn: reads go on, nothing acknowledged is lost, nothing is done twice',
  { skip: whyNot() },
  async () => {
    const results = await unleash({
      program: defaultProgram,
      holdSeconds: kHoldSeconds,
      faults: [...kFaults.map(named), sabotage],
      say: () => undefined,
    });
    console.log(`measured: ${table(results).replaceAll('\n', '\nmeasured: ')}`);
    const sabotaged = results.pop();
    for (const { fault, skipped, complaints: list } of results) {
      if (skipped) console.log(`SKIPPED ${fault.name}: ${skipped}`);
      assert.deepEqual(list, [], fault.name);
    }
    assert.equal(sabotaged.seen.lostWrites.length, 1, 'a lost write is seen');
    assert.equal(sabotaged.seen.doubledWrites.length, 1, 'a doubled write is seen');
    const cut = results.find(({ fault }) => fault.name === 'power cut');
    assert.ok(cut.seen.readFailures.length > 0, 'a read that nobody answers is seen');
  },
);

test('whatever is otherwise than expected is complained of', () => {
  const well = {
    ...{ reads: 10, readFailures: [], slowestMs: 1, wrongValues: [], recoveredSeconds: 1 },
    ...{ writes: 5, refusedWrites: [], lostWrites: [], doubledWrites: [] },
    ...{ mails: 2, lostMails: [], doubledMails: [], repeatedMails: [] },
  };
  assert.deepEqual(complaints({}, well), []);
  for (const kind of [
    'readFailures',
    'refusedWrites',
    'wrongValues',
    'lostWrites',
    'doubledWrites',
    'lostMails',
    'doubledMails',
  ])
    assert.equal(complaints({}, { ...well, [kind]: ['one'] }).length, 1, kind);
  assert.equal(complaints({}, { ...well, error: 'not within 120 s' }).length, 1);
  assert.equal(complaints({}, { ...well, writes: 0 }).length, 1, 'without load nothing is shown');
  assert.deepEqual(complaints({ readsMayFail: true }, { ...well, readFailures: ['one'] }), []);
  assert.equal(complaints({}, { ...well, repeatedMails: ['one'] }).length, 1);
  assert.deepEqual(complaints({ mailsMayRepeat: true }, { ...well, repeatedMails: ['one'] }), []);
  assert.deepEqual(complaints({ writesMayFail: true }, { ...well, refusedWrites: ['one'] }), []);
});

test('every fault says what it does, under a name of its own', () => {
  assert.equal(new Set(faults.map(({ name }) => name)).size, faults.length);
  for (const { name, does, part } of faults) assert.ok(does && part, name);
  for (const name of kFaults) assert.ok(named(name), name);
});
