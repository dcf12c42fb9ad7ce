// Calls that a role may or may not make, by name. Each is one right; `fine` are answers that come after the right was
// found to be there.
const raw = (text) => ({ Raw: { Data: Buffer.from(text).toString('base64') } });
const event = { Source: 'housing-trends', DetailType: 'probe', Detail: '{}' };
const kMetric = { 'MetricData.member.1.MetricName': 'Probe', 'MetricData.member.1.Value': 1 };

export const queues = ['import', 'publish', 'alerts', 'mail', 'export'];
export const logs = (role) => role.replace(/-role$/, '-logs');

const object = (method, bucket, key, fine = []) => ({
  fine,
  call: (aws, { template }) => aws.s3(method, template.name(bucket), key, { body: method === 'PUT' ? 'probe' : '' }),
});
const json = (service, operation, input, fine = []) => ({
  fine,
  call: (aws, stack, role) => aws.json(service, operation, input(stack, role)),
});
const form = (service, operation, input, fine = []) => ({
  fine,
  call: (aws, stack) => aws.form(service, operation, input(stack)),
});
const mail = (from, configuration) => ({
  fine: [],
  call: (aws, { template, mailFrom }) =>
    aws.rest('ses', 'POST', '/v2/email/outbound-emails', {
      Destination: { ToAddresses: ['probe@example.org'] },
      ConfigurationSetName: template.name(configuration),
      Content: raw(`From: Housing Trends <${from(mailFrom)}>\r\nSubject: probe\r\n\r\nprobe\r\n`),
    }),
});
const ofQueue = (operation, input) =>
  Object.fromEntries(
    queues.map((name) => [
      `${operation} ${name}`,
      json('sqs', operation, (stack) => input(stack, `jobs-${name}-queue`)),
    ]),
  );
const secret = (name) => json('secretsmanager', 'GetSecretValue', (stack) => ({ SecretId: name(stack) }));
const keyArn = (stack) => ({ KeyId: stack.template.resolve({ 'Fn::GetAtt': [stack.keyId, 'Arn'] }) });
const dueArn = (variable) => variable.replace('secretsmanager://', '').split('#')[0];

export const probes = {
  'read data': object('GET', 'data-bucket', 'raw/probe'),
  'list data': {
    fine: [],
    call: (aws, { template }) => aws.keys(template.name('data-bucket')),
  },
  'write raw': object('PUT', 'data-bucket', 'raw/written'),
  'write manifests': object('PUT', 'data-bucket', 'manifests/written'),
  'write exports': object('PUT', 'data-bucket', 'exports/written'),
  'delete data': object('DELETE', 'data-bucket', 'raw/unimportant'),
  'forget what was pending': object('DELETE', 'data-bucket', 'manifests/pending/unimportant'),
  'read frontend': object('GET', 'frontend-bucket', 'index.html'),
  'write frontend': object('PUT', 'frontend-bucket', 'index.html'),
  'read backup': object('GET', 'data-backup-bucket', 'probe'),
  'write backup': object('PUT', 'data-backup-bucket', 'written'),
  ...ofQueue('SendMessage', (stack, name) => ({ QueueUrl: stack.queueUrl(name), MessageBody: 'probe' })),
  ...ofQueue('ReceiveMessage', (stack, name) => ({ QueueUrl: stack.queueUrl(name), VisibilityTimeout: 0 })),
  ...ofQueue('GetQueueUrl', ({ template }, name) => ({ QueueName: template.name(name) })),
  'receive dead letters': json('sqs', 'ReceiveMessage', (stack) => ({
    QueueUrl: stack.queueUrl('jobs-mail-queue-dlq'),
  })),
  'empty a queue': json('sqs', 'PurgeQueue', (stack) => ({ QueueUrl: stack.queueUrl('jobs-export-queue') })),
  'put events': json('events', 'PutEvents', ({ template }) => ({
    Entries: [{ ...event, EventBusName: template.name('jobs-bus') }],
  })),
  'put events elsewhere': json('events', 'PutEvents', () => ({ Entries: [event] })),
  'database secret': secret((stack) => dueArn(stack.functions.mail.variables.HOUSING_DATABASE_USER)),
  'cache secret': secret(({ template }) => template.name('cache-auth')),
  'signing secret': secret(({ template }) => template.name('api-signing-key')),
  'change a secret': json('secretsmanager', 'PutSecretValue', ({ template }) => ({
    SecretId: template.name('api-signing-key'),
    SecretString: 'x',
  })),
  'send mail': mail((own) => own, 'mail-configuration'),
  'send mail as another': mail((own) => own.replace('no-reply', 'boss'), 'mail-configuration'),
  'send mail of another host': mail(() => 'no-reply@elsewhere.example', 'mail-configuration'),
  'send mail by another configuration': mail((own) => own, 'another-configuration'),
  'read parameters': json('ssm', 'GetParametersByPath', ({ template }) => ({
    Path: `/housing-trends/${template.environment}`,
    Recursive: true,
  })),
  'read other parameters': json('ssm', 'GetParametersByPath', () => ({ Path: '/somebody-else', Recursive: true })),
  'put metrics': form('monitoring', 'PutMetricData', () => ({ Namespace: 'HousingTrends', ...kMetric })),
  'put other metrics': form('monitoring', 'PutMetricData', () => ({ Namespace: 'Elsewhere', ...kMetric })),
  'data key': json('kms', 'GenerateDataKey', (stack) => ({ ...keyArn(stack), KeySpec: 'AES_256' })),
  'another key': json('kms', 'GenerateDataKey', (stack) => ({ KeyId: stack.otherKey, KeySpec: 'AES_256' })),
  'delete the key': json('kms', 'ScheduleKeyDeletion', (stack) => ({ ...keyArn(stack), PendingWindowInDays: 7 })),
  'put traces': {
    fine: [],
    call: (aws) => aws.rest('xray', 'POST', '/TraceSegments', { TraceSegmentDocuments: [] }),
  },
  'own log': json(
    'logs',
    'CreateLogStream',
    ({ template }, role) => ({ logGroupName: template.name(logs(role)), logStreamName: 'probe' }),
    ['ResourceAlreadyExistsException', 'ResourceNotFoundException'],
  ),
  'another log': json('logs', 'CreateLogStream', ({ template }) => ({
    logGroupName: template.name('network-flow-logs'),
    logStreamName: 'probe',
  })),
  'look at the database': form(
    'rds',
    'DescribeDBInstances',
    ({ template }) => ({ DBInstanceIdentifier: template.name('db-instance') }),
    ['DBInstanceNotFound'],
  ),
  'look at another database': form('rds', 'DescribeDBInstances', () => ({ DBInstanceIdentifier: 'another' })),
  'delete the database': form('rds', 'DeleteDBInstance', ({ template }) => ({
    DBInstanceIdentifier: template.name('db-instance'),
  })),
  'take another role on': form('sts', 'AssumeRole', ({ roles }) => ({
    RoleArn: roles['api-task-role'],
    RoleSessionName: 'probe',
  })),
  'make a user': form('iam', 'CreateUser', () => ({ UserName: 'probe' })),
};

const kRefused = new Set(['AccessDenied', 'AccessDeniedException']);

/** "may", "may not", or what else went wrong. */
export async function outcome(probe, aws, stack, role) {
  try {
    await probe.call(aws, stack, role);
    return 'may';
  } catch (error) {
    if (kRefused.has(error.code)) return 'may not';
    return probe.fine.includes(error.code) ? 'may' : error.message;
  }
}
