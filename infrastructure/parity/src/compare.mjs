// Compares both sides of one environment. A difference is { environment, kind, key, field, cdk, terraform }:
//   field `kind`     nobody says what a kind is on the other side
//   field `count`    as many of one kind, where they have no names
//   field `exists`   a name that is on one side only
//   field `tags`     tags but ManagedBy, which is the one that must differ
//   field `rights`   the actions of a role
import { kinds } from './kinds/index.mjs';
import { cdkRights, terraformRights } from './rights.mjs';
import { same } from './values.mjs';

const kTags = ['Project', 'Environment', 'Owner', 'CostCenter', 'Service'];
const kHandled = [
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::IAM::RolePolicy',
  'aws_iam_role',
  'aws_iam_role_policy',
  'terraform_data',
];

const compared = (tags) => tags && Object.fromEntries(kTags.map((key) => [key, tags[key]]));

function unknownKinds(cdk, terraform) {
  const known = new Set([...kHandled, ...kinds.flatMap(({ cfn, tf }) => [cfn, tf])]);
  const present = new Set([...cdk, ...terraform].map(({ kind }) => kind));
  return [...present].filter((kind) => !known.has(kind)).map((kind) => ({ kind, key: '', field: 'kind' }));
}

function fieldsOf({ cfn, fields = {} }, key, [a, cdk], [b, terraform]) {
  const own = Object.entries(fields).map(([field, [ofCdk, ofTerraform]]) => {
    return { field, cdk: ofCdk(a.props, cdk, a), terraform: ofTerraform(b.props, terraform.resources, b, terraform) };
  });
  const tags = a.tags && b.tags ? [{ field: 'tags', cdk: compared(a.tags), terraform: compared(b.tags) }] : [];
  return [...own, ...tags].map((each) => ({ kind: cfn, key, ...each }));
}

function byKey(resources, read) {
  const map = new Map();
  for (const each of resources) {
    const name = read(each.props, resources, each) ?? '?';
    // The same name in another region.
    const key = map.has(name) ? `${name} #2` : name;
    map.set(key, each);
  }
  return map;
}

function compareNamed(kind, mine, theirs, cdk, terraform) {
  const a = byKey(mine, kind.key[0]);
  const b = byKey(theirs, kind.key[1]);
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((key) => {
    if (a.has(key) && b.has(key)) return fieldsOf(kind, key, [a.get(key), cdk], [b.get(key), terraform]);
    return [{ kind: kind.cfn, key, field: 'exists', cdk: a.has(key), terraform: b.has(key) }];
  });
}

function compareUnnamed(kind, mine, theirs, cdk, terraform) {
  const count = { kind: kind.cfn, key: '', field: 'count', cdk: mine.length, terraform: theirs.length };
  if (mine.length !== theirs.length) return [count];
  return [
    count,
    ...mine.flatMap((each, index) => fieldsOf(kind, `#${index + 1}`, [each, cdk], [theirs[index], terraform])),
  ];
}

function compareRights(prefix, cdk, terraform) {
  const a = cdkRights(cdk);
  const b = terraformRights(prefix, terraform.rights);
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].map((role) => {
    return { kind: 'AWS::IAM::Role', key: role, field: 'rights', cdk: a[role], terraform: b[role] };
  });
}

// Every comparison made; the differences are those that are not `same`.
export function compare(environment, prefix, cdk, terraform) {
  const { resources } = terraform;
  const pairs = kinds.filter(({ cfn, tf }) => cfn && tf);
  const made = pairs.flatMap((kind) => {
    const mine = cdk.filter((each) => each.kind === kind.cfn);
    const theirs = resources.filter((each) => each.kind === kind.tf);
    return (kind.key ? compareNamed : compareUnnamed)(kind, mine, theirs, cdk, terraform);
  });
  const all = [
    ...unknownKinds(cdk, resources).map((each) => ({ ...each, cdk: '?', terraform: undefined })),
    ...made,
    ...compareRights(prefix, cdk, terraform),
  ];
  return all.map((each) => ({ environment, ...each, equal: same(each.cdk, each.terraform) }));
}
