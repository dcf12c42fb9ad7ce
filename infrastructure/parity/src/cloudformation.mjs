// The CDK app's templates of one environment as a list of { stack, id, kind, props, tags }, with references between
// resources written out: the name of what is referred to where the template gives it one, else {Id} or {Id.Attribute}.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';

const kNameOf = [
  'BucketName',
  'FunctionName',
  'QueueName',
  'TopicName',
  'RoleName',
  'GroupName',
  'LogGroupName',
  'Name',
  'ClusterName',
  'ServiceName',
  'TopicName',
  'DBSubnetGroupName',
  'DBParameterGroupName',
  'CacheSubnetGroupName',
  'ReplicationGroupId',
  'DBInstanceIdentifier',
  'ApplicationName',
  'RepositoryName',
  'Family',
  'AlarmName',
  'BackupVaultName',
  'ProjectName',
];

const nameOf = (resource) => kNameOf.map((key) => resource?.Properties?.[key]).find((name) => typeof name === 'string');

function resolver(resources, { account, region }) {
  const pseudo = {
    'AWS::AccountId': account,
    'AWS::Region': region,
    'AWS::Partition': 'aws',
    'AWS::URLSuffix': 'amazonaws.com',
    'AWS::NoValue': undefined,
  };
  const ref = (id) => (id in pseudo ? pseudo[id] : (nameOf(resources[id]) ?? `{${id}}`));
  const attribute = (id, name) => `{${nameOf(resources[id]) ?? id}.${name}}`;
  const substitute = (text, values = {}) =>
    text.replace(/\$\{([^!}]+)\}/g, (_, name) => {
      if (name in values) return resolve(values[name]);
      const [id, ...rest] = name.split('.');
      return rest.length ? attribute(id, rest.join('.')) : ref(id);
    });
  function resolve(value) {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const [[key, inner], ...others] = Object.entries(value).length ? Object.entries(value) : [[]];
    if (key && others.length === 0) {
      if (key === 'Ref') return ref(inner);
      if (key === 'Fn::GetAtt') return attribute(...(Array.isArray(inner) ? inner : inner.split('.')));
      if (key === 'Fn::Join') return resolve(inner[1]).join(inner[0]);
      if (key === 'Fn::Sub') return Array.isArray(inner) ? substitute(...inner) : substitute(inner);
      if (key === 'Fn::Select') return resolve(inner[1])[Number(inner[0])] ?? `{Select ${inner[0]}}`;
      if (key === 'Fn::Split') return [`{Split ${JSON.stringify(resolve(inner[1]))}}`];
      if (key.startsWith('Fn::')) return `{${key}}`;
    }
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, resolve(each)]));
  }
  return resolve;
}

function tagsOf({ Tags, HostedZoneTags, HealthCheckTags }) {
  const tags = Tags ?? HostedZoneTags ?? HealthCheckTags;
  if (!tags) return undefined;
  if (!Array.isArray(tags)) return tags;
  return Object.fromEntries(tags.map(({ Key, Value, key, value }) => [Key ?? key, Value ?? value]));
}

export function readTemplates(folder, place) {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder).flatMap((file) => {
    const { Resources } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
    const resolve = resolver(Resources, place);
    return Object.entries(Resources).map(([id, { Type, Properties = {} }]) => {
      const props = resolve(Properties);
      return { stack: basename(file, '.json'), id, kind: Type, props, tags: tagsOf(props) };
    });
  });
}
