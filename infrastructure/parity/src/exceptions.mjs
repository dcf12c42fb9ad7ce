// Differences that stand, each with its reason. One that explains nothing fails the tests.

const kKnownAfterApply = 'the value is known after apply only, and a plan leaves such a dimension out';

export const exceptions = [
  {
    kind: 'AWS::S3::Bucket',
    key: /-frontend-bucket$/,
    field: /^refuses$/,
    reason:
      'its policy names the distribution, whose id is known after apply only; tests/bucket.tftest.hcl looks at it',
  },
  {
    kind: 'AWS::CloudWatch::Alarm',
    key: /-(edge-(health|certificate|5xx)|api-(5xx|latency|unhealthy|certificate))$/,
    field: /^dimensions$/,
    reason: kKnownAfterApply,
  },
  {
    kind: 'AWS::Route53::RecordSet',
    key: /validation of a certificate/,
    field: /^exists$/,
    reason: 'CloudFormation writes the records that prove a name by itself, Terraform as resources',
  },
  {
    kind: 'AWS::Lambda::Function',
    key: /-network-close-default-group$/,
    field: /^exists$/,
    reason: 'CloudFormation cannot change the default security group, so a function does; Terraform can',
  },
  {
    kind: 'AWS::Logs::LogGroup',
    key: /-network-close-default-group-logs$/,
    field: /^exists$/,
    reason: 'the log of the function that closes the default security group',
  },
  {
    kind: 'AWS::IAM::Role',
    key: /-network-close-default-group-role$/,
    field: /^rights$/,
    reason: 'the role of the function that closes the default security group',
  },
];
