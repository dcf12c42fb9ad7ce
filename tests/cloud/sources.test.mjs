// Every kind of publisher's file goes by its schedule to every process and to the table of observations, and leaves
// nothing that failed.
import assert from 'node:assert/strict';
import test, { before, describe } from 'node:test';
import { writeFixtures } from '../api/support/fixtures.mjs';
import { running, skip, until } from './support/cloud.mjs';
import { System } from './support/system.mjs';

const kSources = ['zillow', 'fhfa', 'fred'];
const kSeconds = 40;

describe('sources', () => {
  let stack;
  let system;
  before(async () => {
    if (skip) return;
    stack = await running();
    system = System.of(stack);
  });

  test('files of every kind reach the API and the table of observations', { skip }, async () => {
    if (system.releases === 0) system.release(); // the metros' home values are the other files' of tests
    writeFixtures(stack.publishers, ['stateValues', 'metroRents', 'metroWeekly', 'index', 'mortgage', 'prices']);
    const failures = () => stack.functions.alerts.log().match(/.*"a job failed".*/g) ?? [];
    const before_ = failures().length;
    for (const source of kSources) await system.fire(`import-${source}`);
    const imported = async (base) => new Set((await system.imports(base)).flatMap(({ metrics }) => metrics));
    await until(async () => (await imported()).size >= 5, kSeconds, 'everything is imported');
    await system.quiet().catch((error) => assert.fail(`${error.message}\n${failures().slice(before_).join('\n')}`));
    const rows = async () =>
      (await stack.postgres.sql('SELECT DISTINCT metric FROM observations ORDER BY metric')).flat();
    // The API's two processes come to show it one after the other.
    for (const { base } of stack.api) {
      const same = async () => String(await rows()) === String([...(await imported(base))].sort());
      await until(same, kSeconds, 'the API and the table know the same metrics').catch(() => undefined);
      assert.deepEqual(await rows(), [...(await imported(base))].sort(), base);
    }
  });
});
