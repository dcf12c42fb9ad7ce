// Makes in moto what the template says: key, buckets, queues, secrets, identity, parameters, logs, bus and rules.
// What a resource is called here is told to the template, so that everything that refers to it finds it.
import { randomBytes } from 'node:crypto';
import { kUser } from './postgres.mjs';

async function makeKeys(aws, template) {
  for (const { id } of template.all('AWS::KMS::Key')) {
    const { KeyMetadata } = await aws.json('kms', 'CreateKey', { Description: id });
    template.made(id, KeyMetadata.KeyId, { Arn: KeyMetadata.Arn });
  }
}

async function makeBuckets(aws, template) {
  for (const { id, properties } of template.all('AWS::S3::Bucket')) {
    const name = template.resolve(properties.BucketName);
    await aws.s3('PUT', name);
    const versions = '<VersioningConfiguration><Status>Enabled</Status></VersioningConfiguration>';
    if (properties.VersioningConfiguration?.Status === 'Enabled')
      await aws.s3('PUT', name, '', { query: { versioning: '' }, body: versions });
    template.made(id, name, { Arn: `arn:aws:s3:::${name}` });
  }
}

const queueAttributes = ({ VisibilityTimeout, MessageRetentionPeriod, RedrivePolicy }) =>
  Object.fromEntries(
    Object.entries({ VisibilityTimeout, MessageRetentionPeriod, RedrivePolicy })
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => [name, typeof value === 'object' ? JSON.stringify(value) : String(value)]),
  );

async function makeQueues(aws, template) {
  const queues = template.all('AWS::SQS::Queue');
  // Those that take dead letters first.
  queues.sort((a, b) => Boolean(a.properties.RedrivePolicy) - Boolean(b.properties.RedrivePolicy));
  for (const { id, properties } of queues) {
    const { QueueName, ...rest } = template.resolve(properties);
    const { QueueUrl } = await aws.json('sqs', 'CreateQueue', { QueueName, Attributes: queueAttributes(rest) });
    template.made(id, QueueUrl, { Arn: template.arn('sqs', QueueName), QueueName });
  }
}

const password = () => randomBytes(32).toString('hex');

async function makeSecrets(aws, template, { postgres, redis, links }) {
  for (const { id, properties } of template.all('AWS::SecretsManager::Secret')) {
    const Name = template.resolve(properties.Name);
    const SecretString = Name === template.name('cache-auth') ? redis.password : password();
    const { ARN } = await aws.json('secretsmanager', 'CreateSecret', { Name, SecretString });
    template.made(id, ARN);
  }
  // RDS makes and rotates its own.
  for (const { id } of template.all('AWS::RDS::DBInstance')) {
    const SecretString = JSON.stringify({ username: kUser, password: postgres.password });
    const { ARN } = await aws.json('secretsmanager', 'CreateSecret', { Name: `rds!db-${id}`, SecretString });
    const endpoint = { 'Endpoint.Address': '127.0.0.1', 'Endpoint.Port': String(links.database.port) };
    template.made(id, template.name('db-instance'), { ...endpoint, 'MasterUserSecret.SecretArn': ARN });
  }
  for (const { id } of template.all('AWS::ElastiCache::ReplicationGroup'))
    template.made(id, template.name('cache-cluster'), {
      'PrimaryEndPoint.Address': '127.0.0.1',
      'ConfigurationEndPoint.Address': '127.0.0.1',
    });
}

async function makeMail(aws, template) {
  for (const { id, properties } of template.all('AWS::SES::ConfigurationSet')) {
    const { Name } = template.resolve(properties);
    await aws.rest('ses', 'POST', '/v2/email/configuration-sets', { ConfigurationSetName: Name });
    template.made(id, Name);
  }
  for (const { id, properties } of template.all('AWS::SES::EmailIdentity')) {
    const { EmailIdentity } = template.resolve(properties);
    await aws.rest('ses', 'POST', '/v2/email/identities', { EmailIdentity });
    template.made(id, EmailIdentity);
  }
}

async function makeParameters(aws, template) {
  template.made('ImageDigest', `sha256:${'0'.repeat(64)}`);
  for (const { id, properties } of template.all('AWS::SSM::Parameter')) {
    const { Name, Value, Type } = template.resolve(properties);
    await aws.json('ssm', 'PutParameter', { Name, Value, Type, Overwrite: true });
    template.made(id, Name);
  }
}

async function makeLogs(aws, template) {
  for (const { id, properties } of template.all('AWS::Logs::LogGroup')) {
    const { LogGroupName } = template.resolve(properties);
    await aws.json('logs', 'CreateLogGroup', { logGroupName: LogGroupName });
    template.made(id, LogGroupName, { Arn: template.arn('logs', `log-group:${LogGroupName}:*`) });
  }
}

async function makeEvents(aws, template) {
  for (const { id, properties } of template.all('AWS::Events::EventBus')) {
    const { Name } = template.resolve(properties);
    const { EventBusArn } = await aws.json('events', 'CreateEventBus', { Name });
    template.made(id, Name, { Arn: EventBusArn });
  }
  for (const { properties } of template.all('AWS::Events::Rule')) {
    const { Name, EventBusName = 'default', EventPattern, Targets } = template.resolve(properties);
    // The rest of the rules raises alarms, which are people's.
    if (!Targets.every(({ Arn }) => Arn.includes(':sqs:'))) continue;
    await aws.json('events', 'PutRule', { Name, EventBusName, EventPattern: JSON.stringify(EventPattern) });
    await aws.json('events', 'PutTargets', { Rule: Name, EventBusName, Targets });
  }
}

// Names alone: what others refer to, and what moto need not run.
function nameTheRest(template) {
  const named = { 'AWS::ECS::Cluster': ['ClusterName', 'ecs', 'cluster/'] };
  named['AWS::Lambda::Function'] = ['FunctionName', 'lambda', 'function:'];
  named['AWS::IAM::Role'] = ['RoleName'];
  for (const [type, [property, service, kind]] of Object.entries(named))
    for (const { id, properties } of template.all(type)) {
      const name = template.resolve(properties[property] ?? id);
      const arn = service ? template.arn(service, `${kind}${name}`) : `arn:aws:iam::${template.account}:role/${name}`;
      template.made(id, name, { Arn: arn });
    }
}

// What does not exist here becomes an ARN of nothing, since a policy may name nothing else than ARNs.
const policyText = (document) => JSON.stringify(document).replace(/"(\{[^{}":,]+\}[^"]*)"/g, '"arn:aws:none:::$1"');

const listed = (value) => (Array.isArray(value) ? value : [value]);

/** Roles with the template's policies: {short name: ARN}. */
async function makeRoles(aws, template) {
  const policies = template.all('AWS::IAM::Policy');
  const roles = {};
  for (const { id, properties } of template.all('AWS::IAM::Role')) {
    const { RoleName = id, AssumeRolePolicyDocument, Policies = [] } = template.resolve(properties);
    const document = JSON.stringify(AssumeRolePolicyDocument);
    await aws.form('iam', 'CreateRole', { RoleName, AssumeRolePolicyDocument: document });
    const attached = policies.filter(({ properties: { Roles = [] } }) =>
      listed(Roles).some(({ Ref } = {}) => Ref === id),
    );
    const own = [...Policies, ...attached.map((policy) => template.resolve(policy.properties))];
    for (const { PolicyName, PolicyDocument } of own)
      await aws.form('iam', 'PutRolePolicy', { RoleName, PolicyName, PolicyDocument: policyText(PolicyDocument) });
    roles[template.short(RoleName)] = `arn:aws:iam::${template.account}:role/${RoleName}`;
  }
  return roles;
}

/** Makes everything; gives the roles. `servers`: {postgres, redis}, running, and {links} that lead to them. */
export async function makeResources(aws, template, servers) {
  nameTheRest(template);
  await makeKeys(aws, template);
  await Promise.all([
    makeBuckets(aws, template),
    makeQueues(aws, template),
    makeSecrets(aws, template, servers),
    makeMail(aws, template),
    makeParameters(aws, template),
    makeLogs(aws, template),
  ]);
  await makeEvents(aws, template);
  return makeRoles(aws, template);
}
