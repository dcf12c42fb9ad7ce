// housing sigv4: one case of AWS's signing test suite, stage by stage, and what is said of a case that is none.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { housing, housingOk, projectRoot, temporaryFolder } from '../api/support/housing.mjs';

const suite = join(process.env.HOUSING_TEST_DATA ?? join(projectRoot, '../shared/data'), 'aws-sigv4-vectors');
const cases = existsSync(suite) ? readdirSync(suite).sort() : [];
const folder = temporaryFolder('housing-aws-');

function written(name, files) {
  const path = join(folder, name);
  mkdirSync(path);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(path, file), text);
  return path;
}

const kContext = {
  credentials: { access_key_id: 'key', secret_access_key: 'secret' },
  region: 'us-east-1',
  service: 'service',
  timestamp: '2015-08-30T12:36:00Z',
};
const kRequest = 'GET /?a=1 HTTP/1.1\nHost:example.com\n';

test(
  'every case of the suite is printed as AWS has it',
  { skip: cases.length === 0 && `${suite} is missing` },
  async () => {
    for (const name of cases) {
      const expected = (file) => readFileSync(join(suite, name, file), 'utf8');
      const { stdout } = await housingOk(['sigv4', join(suite, name)]);
      const sections = ['header', 'query'].flatMap((form) => [
        `== ${form}: canonical request ==\n${expected(`${form}-canonical-request.txt`)}\n`,
        `== ${form}: string to sign ==\n${expected(`${form}-string-to-sign.txt`)}\n`,
        `== ${form}: signature ==\n${expected(`${form}-signature.txt`)}\n`,
      ]);
      assert.equal(stdout, `${sections.join('\n')}\n`, name);
      const json = JSON.parse((await housingOk(['sigv4', '--json', join(suite, name)])).stdout);
      assert.equal(json.header.signature, expected('header-signature.txt'));
      assert.equal(json.query.canonical_request, expected('query-canonical-request.txt'));
      assert.ok(expected('header-signed-request.txt').includes(`Authorization:${json.header.authorization}\n`));
    }
  },
);

test('a batch prints a line for each line', async () => {
  const file = join(folder, 'cases.jsonl');
  const line = JSON.stringify({ request: kRequest, context: kContext });
  writeFileSync(file, `${line}\n\n${line}`);
  const lines = (await housingOk(['sigv4', '--batch', file])).stdout.trimEnd().split('\n');
  assert.equal(lines.length, 2);
  assert.equal(lines[0], lines[1]);
  assert.match(JSON.parse(lines[0]).query.presigned, /^\/\?X-Amz-Algorithm=.*&a=1$/);
});

test('what is no case is refused, and said why', async () => {
  const context = JSON.stringify(kContext);
  const broken = [
    [join(folder, 'none'), /there is no such folder/],
    [written('empty', {}), /request\.txt: there is no such file/],
    [written('one', { 'request.txt': kRequest }), /context\.json: there is no such file/],
    [written('json', { 'request.txt': kRequest, 'context.json': '{' }), /context\.json/],
    [written('region', { 'request.txt': kRequest, 'context.json': context.replace('region', 'nation') }), /'region'/],
    [written('line', { 'request.txt': 'hello', 'context.json': context }), /request\.txt: the first line/],
  ];
  for (const [path, complaint] of broken) {
    const { code, stdout, stderr } = await housing(['sigv4', path]);
    assert.equal(code, 1);
    assert.equal(stdout, '');
    assert.match(stderr, complaint);
    assert.doesNotMatch(stderr, /secret/);
  }
  const file = join(folder, 'broken.jsonl');
  writeFileSync(file, `${JSON.stringify({ request: kRequest, context: kContext })}\n{"request":""}\n`);
  assert.match((await housing(['sigv4', '--batch', file])).stderr, /line 2: 'context' is missing/);
  for (const args of [[], [folder, '--batch', file]]) assert.equal((await housing(['sigv4', ...args])).code, 2);
});
