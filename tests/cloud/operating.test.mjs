// Run-books on the whole system: a publisher's bad release is taken back by the import task with the command of
// docs/operating/bad-release.md, and every process, the alerts' function and the projection follow.
import assert from 'node:assert/strict';
import { readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { before, describe } from 'node:test';
import { Page } from '../../tools/operating/page.mjs';
import { names } from '../api/support/fixtures.mjs';
import { running, skip, until } from './support/cloud.mjs';
import { System, kRegion } from './support/system.mjs';

const kSeconds = 40;
const kWrong = 10; // times

describe('a bad release', () => {
  let stack;
  let system;
  let person;
  let file;
  before(async () => {
    if (skip) return;
    stack = await running();
    system = System.of(stack);
    file = join(stack.publishers, names.metroValues);
    await system.publish();
    person = await system.join();
    await system.alertFor(person, 'told');
    await system.quiet();
  });
  const told = async () =>
    (await system.lettersTo(person.email)).filter(({ subject }) => subject.includes('told')).length;
  const projected = async () =>
    (await stack.postgres.sql(`SELECT max(value) FROM observations WHERE region = '${kRegion}'`)).map(([value]) =>
      Number(value),
    )[0];
  const isProjected = (value) => until(async () => (await projected()) === value, kSeconds, `${value} is projected`);

  test('comes in, is withdrawn by the task, and nobody is told of the way back', { skip }, async () => {
    const good = system.value();
    const right = system.release();
    const { mtime } = statSync(file);
    const corrected = readFileSync(file, 'utf8');
    const wrong = corrected.replace(right.toFixed(2), (right * kWrong).toFixed(2));
    assert.notEqual(wrong, corrected);
    const put = (text) => {
      writeFileSync(file, text);
      utimesSync(file, mtime, mtime);
    };
    put(wrong);
    await system.fire();
    await system.everyProcessShows(right * kWrong);
    await until(async () => (await told()) === 1, kSeconds, 'the mail of the false alarm');
    await isProjected(right * kWrong);

    const [{ id }] = await system.imports();
    const page = new Page('bad-release', { E: 'dev', ID: id });
    const [, overrides] = /--overrides '([^']*)'/.exec(page.block('Take it back, on AWS'));
    const [{ command }] = JSON.parse(overrides).containerOverrides;
    assert.match(
      await stack.runTask('jobs-import-task', command),
      new RegExp(`^${id} is withdrawn; publication `, 'm'),
    );
    await system.everyProcessShows(good);
    await isProjected(good);
    await system.quiet();
    assert.equal(await told(), 1);
    assert.match((await system.imports()).find((each) => each.id === id).withdrawn.reason, /hundred times/);

    put(corrected);
    await system.fire();
    await system.everyProcessShows(right);
    await until(async () => (await told()) === 2, kSeconds, 'what is true of the same month');
    assert.ok((await system.imports()).find((each) => each.id === id).withdrawn, 'it stays withdrawn');
  });
});
