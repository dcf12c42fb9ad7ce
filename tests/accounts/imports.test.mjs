// Imports that an admin asks for: from the place the settings name and no other, followed while they run, shown by the
// running server when they are done, done again when their worker was killed.
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import test from 'node:test';
import { Installation } from './support/installation.mjs';
import { Person } from './support/person.mjs';
import { atEnd, temporaryFolder, until } from './support/process.mjs';
import { metroValues, names } from '../api/support/fixtures.mjs';

const kShowSeconds = 20;
const kFamily = 'zillow/zhvi/metro';

const imports = async (admin) => (await admin.ok('GET', '/admin/imports')).imports;
const latest = async (admin) => (await imports(admin))[0];
const ask = (admin, source) => admin.ok('POST', '/admin/imports', { source }, 202);
async function periodsOf(server) {
  const answer = await fetch(`${server.base}/api/v1/series?region=metro-16980&metric=home_value`);
  const { series } = await answer.json();
  return series?.[0]?.periods ?? [];
}

test('from a folder that the settings name', async (context) => {
  const offered = temporaryFolder();
  const offer = (months) => writeFileSync(join(offered, names.metroValues), metroValues({ months }));
  offer(24);
  const home = new Installation({ HOUSING_PUBLISHERS_URL: `file://${offered}` });
  const server = await home.serve();
  const admin = await home.add(server, 'admin@example.org', '--admin');

  await context.test('it is asked for by source, and by an admin alone', async () => {
    const { sources, place, imports: none } = await admin.ok('GET', '/admin/imports');
    assert.equal(place, 'own');
    assert.ok(sources.includes('zillow') && sources.includes('fhfa'));
    assert.deepEqual(none, []);
    const ann = await home.add(server, 'ann@example.org');
    assert.equal((await ann.get('/admin/imports')).status, 404);
    assert.equal((await ann.call('POST', '/admin/imports', { source: 'zillow' })).status, 404);
    assert.equal((await new Person(server, 'nobody@example.org').get('/admin/imports')).status, 401);
    for (const body of [
      {},
      { source: '' },
      { source: 'nobody' },
      { source: '../../etc' },
      { source: 'https://elsewhere.example/x.csv' },
      { source: '/etc/passwd' },
      { source: 7 },
      { source: 'zillow', from: 'file:///etc' },
      { source: 'zillow', path: '/etc/passwd' },
    ])
      assert.equal((await admin.call('POST', '/admin/imports', body)).status, 422, JSON.stringify(body));
    assert.deepEqual(await imports(admin), []);
  });

  await context.test('the running server shows what came, and the row says what came', async () => {
    assert.deepEqual(await periodsOf(server), []);
    const asked = await ask(admin, 'zillow');
    assert.deepEqual([asked.state, asked.by, asked.attempts], ['queued', 'admin@example.org', 0]);
    assert.equal((await admin.call('POST', '/admin/imports', { source: 'zillow' })).status, 409);
    await home.workOk();
    const run = await latest(admin);
    assert.equal(run.id, asked.id);
    assert.equal(run.state, 'done', run.said);
    assert.deepEqual([run.files_total, run.files_fetched, run.files_done, run.rows_kept], [1, 1, 1, 5]);
    assert.ok(run.began && run.ended && run.attempts === 1);
    assert.match(run.said, /^1 files read, 1 of them new; rows kept: 5/);
    await until(async () => (await periodsOf(server)).length === 24, kShowSeconds, 'the server shows the import');
  });

  await context.test('a later release comes the same way, and one that is here already changes nothing', async () => {
    offer(27);
    await ask(admin, kFamily);
    await home.workOk();
    assert.equal((await latest(admin)).state, 'done');
    await until(async () => (await periodsOf(server)).length === 27, kShowSeconds, 'the server shows the release');
    await ask(admin, kFamily);
    await home.workOk();
    const run = await latest(admin);
    assert.deepEqual([run.state, run.files_done, run.rows_kept], ['done', 1, 0]);
    assert.equal((await imports(admin)).length, 3);
  });

  await context.test('what cannot be read is tried again, given up at last, and said', async () => {
    writeFileSync(join(offered, names.index), '<!DOCTYPE html><html>Sorry</html>');
    await ask(admin, 'fhfa');
    for (let i = 1; i <= 5; ++i) {
      assert.equal((await home.work()).code, 1);
      const run = await latest(admin);
      assert.deepEqual([run.state, run.attempts], [i < 5 ? 'queued' : 'failed', i]);
      assert.match(run.said, /no file could be had.*hpi_at_metro\.csv/);
      await home.heldIsOver();
    }
    assert.ok((await latest(admin)).ended);
  });

  await context.test('the diary says who asked for what', async () => {
    const { audit } = await admin.ok('GET', '/admin/audit');
    const asked = audit.filter(({ action }) => action === 'import');
    assert.deepEqual(
      asked.map(({ detail }) => detail),
      ['fhfa', kFamily, kFamily, 'zillow'],
    );
    assert.ok(asked.every(({ actor }) => actor === admin.id));
  });
});

test('a worker that is killed in the middle: the import is done again and says so; mails do not wait', async () => {
  let stalled = true;
  const publisher = createServer((request, response) => {
    if (!request.url.endsWith(names.metroValues)) return response.writeHead(404).end();
    response.writeHead(200, { 'content-type': 'text/csv' });
    if (stalled) response.write('RegionID,');
    else response.end(metroValues());
  });
  await new Promise((done) => publisher.listen(0, '127.0.0.1', done));
  atEnd(() => {
    publisher.closeAllConnections();
    publisher.close();
  });
  const home = new Installation({ HOUSING_PUBLISHERS_URL: `http://127.0.0.1:${publisher.address().port}` });
  const server = await home.serve();
  const admin = await home.add(server, 'admin@example.org', '--admin');
  const worker = home.startWork();
  await ask(admin, kFamily);
  const running = await until(
    async () => {
      const run = await latest(admin);
      return run.said.startsWith('Asking for file') && run;
    },
    kShowSeconds,
    'the import is under way',
  );
  assert.deepEqual([running.state, running.attempts, running.files_total], ['running', 1, 1]);
  assert.match(running.said, /^Asking for file 1 of 1: Metro_zhvi/);
  await new Person(server, 'ann@example.org').register();
  await until(() => home.lettersTo('ann@example.org').length > 0, kShowSeconds, 'a mail meanwhile');
  await worker.kill();
  assert.equal((await latest(admin)).state, 'running', 'nobody can know yet');

  stalled = false;
  publisher.closeAllConnections();
  await home.heldIsOver();
  await home.workOk();
  const run = await latest(admin);
  assert.deepEqual([run.state, run.attempts, run.files_done], ['done', 2, 1], run.said);
  await until(async () => (await periodsOf(server)).length === 27, kShowSeconds, 'the server shows the import');
});

test('demo data is never mixed with real data', async () => {
  const offered = temporaryFolder();
  writeFileSync(join(offered, names.metroValues), metroValues());
  const home = new Installation({ HOUSING_PUBLISHERS_URL: `file://${offered}` });
  await home.ok('demo');
  const server = await home.serve();
  const admin = await home.add(server, 'admin@example.org', '--admin');
  await ask(admin, 'zillow');
  await home.workOk();
  const run = await latest(admin);
  assert.equal(run.state, 'refused');
  assert.match(run.said, /demo data/);
});
