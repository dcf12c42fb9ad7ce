// The comparison itself: that it sees what differs, and that an exception covers what it names and nothing else.
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { compare } from '../src/compare.mjs';
import { unexplained, unused } from '../src/explain.mjs';

const tags = { Project: 'p', Environment: 'dev', Owner: 'o', CostCenter: 'c', Service: 'jobs' };
const queue = (seconds) => ({ kind: 'AWS::SQS::Queue', props: { QueueName: 'q', VisibilityTimeout: seconds }, tags });
const other = (seconds, own = {}) => ({
  kind: 'aws_sqs_queue',
  address: 'aws_sqs_queue.this',
  tags: { ...tags, ...own },
  props: { name: 'q', visibility_timeout_seconds: seconds },
});
const plan = (...resources) => ({ resources, rights: {}, containers: {}, variables: {} });
const differences = (cdk, terraform) => compare('dev', 'p-dev', cdk, terraform).filter(({ equal }) => !equal);

it('finds nothing between equals', () => assert.deepEqual(differences([queue(60)], plan(other(60))), []));

it('sees another number', () => {
  assert.deepEqual(
    differences([queue(60)], plan(other(30))).map(({ field }) => field),
    ['visibility'],
  );
});

it('sees another tag', () => {
  assert.deepEqual(
    differences([queue(60)], plan(other(60, { Service: 'mail' }))).map(({ field }) => field),
    ['tags'],
  );
});

it('sees what is on one side only', () => {
  assert.deepEqual(
    differences([], plan(other(60))).map(({ field }) => field),
    ['exists'],
  );
});

it('sees a kind nobody knows', () => {
  assert.deepEqual(
    differences([], plan({ ...other(60), kind: 'aws_moon' })).map(({ kind }) => kind),
    ['aws_moon'],
  );
});

it('sees a right that only one side gives', () => {
  const role = { kind: 'AWS::IAM::Role', id: 'R', stack: 'main', props: { RoleName: 'p-dev-a-role' } };
  const found = differences([role], { ...plan(), rights: { 'a-role': ['s3:GetObject'] } });
  assert.deepEqual(
    found.map(({ field, terraform }) => [field, terraform]),
    [['rights', ['s3:GetObject']]],
  );
});

it('lets an exception cover its own difference alone', () => {
  const all = compare('dev', 'p-dev', [queue(60)], plan(other(30)));
  const exception = { kind: 'AWS::SQS::Queue', key: /^q$/, field: /^visibility$/ };
  assert.equal(unexplained(all, [exception]).length, 0);
  assert.equal(unexplained(all, [{ ...exception, key: /^r$/ }]).length, 1);
  assert.equal(unexplained(all, [{ ...exception, environments: ['prod'] }]).length, 1);
  assert.equal(unused(all, [exception]).length, 0);
  assert.equal(unused(all, [{ ...exception, field: /^kept$/ }]).length, 1);
});
