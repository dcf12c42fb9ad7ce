import { json, number, sorted } from '../values.mjs';

const cdkAction = (a) => [a.Name, a.ActionTypeId.Provider, a.RunOrder ?? 1];
const terraformAction = (a) => [a.name, a.provider, a.run_order ?? 1];
const inputs = (list, key) => sorted((list ?? []).map((each) => each[key] ?? each));

export const delivery = [
  {
    cfn: 'AWS::CodePipeline::Pipeline',
    tf: 'aws_codepipeline',
    key: [(p) => p.Name, (p) => p.name],
    fields: {
      kind: [(p) => [p.PipelineType, p.ExecutionMode], (p) => [p.pipeline_type, p.execution_mode]],
      stages: [
        (p) => p.Stages.map(({ Name, Actions }) => [Name, Actions.map(cdkAction)]),
        (p) => p.stage.map(({ name, action }) => [name, action.map(terraformAction)]),
      ],
      artifacts: [
        (p) =>
          p.Stages.flatMap((s) =>
            s.Actions.map((a) => [inputs(a.InputArtifacts, 'Name'), inputs(a.OutputArtifacts, 'Name')]),
          ),
        (p) => p.stage.flatMap((s) => s.action.map((a) => [sorted(a.input_artifacts), sorted(a.output_artifacts)])),
      ],
    },
  },
  {
    cfn: 'AWS::CodeBuild::Project',
    tf: 'aws_codebuild_project',
    key: [(p) => p.Name, (p) => p.name],
    fields: {
      what: [(p) => p.Description, (p) => p.description],
      minutes: [(p) => p.TimeoutInMinutes, (p) => p.build_timeout],
      machine: [
        ({ Environment: e }) => [e.Type, e.ComputeType, e.Image, e.PrivilegedMode, e.ImagePullCredentialsType],
        ({ environment: [e] }) => [e.type, e.compute_type, e.image, e.privileged_mode, e.image_pull_credentials_type],
      ],
      variables: [
        ({ Environment: e }) => sorted(e.EnvironmentVariables.map(({ Name, Type }) => `${Name} ${Type}`)),
        ({ environment: [e] }) => sorted(e.environment_variable.map(({ name, type }) => `${name} ${type}`)),
      ],
      // A buildspec written out in the template is compared by its kind alone: its text is YAML of either tool's style.
      buildspec: [
        ({ Source: s }) => (s.BuildSpec.includes('\n') ? 'written out' : s.BuildSpec),
        ({ source: [s] }) => (s.buildspec.includes('\n') ? 'written out' : s.buildspec),
      ],
      cache: [({ Cache: c }) => c.Type, ({ cache: [c] }) => c.type],
    },
  },
  {
    cfn: 'AWS::IAM::OIDCProvider',
    tf: 'aws_iam_openid_connect_provider',
    key: [(p) => p.Url, (p) => p.url],
    fields: { clients: [(p) => sorted(p.ClientIdList), (p) => sorted(p.client_id_list)] },
  },
  {
    cfn: 'AWS::DeviceFarm::Project',
    tf: 'aws_devicefarm_project',
    key: [(p) => p.Name, (p) => p.name],
    fields: { minutes: [(p) => number(p.DefaultJobTimeoutMinutes), (p) => p.default_job_timeout_minutes] },
  },
  {
    cfn: 'AWS::DeviceFarm::DevicePool',
    tf: 'aws_devicefarm_device_pool',
    key: [(p) => p.Name, (p) => p.name],
    fields: {
      most: [(p) => number(p.MaxDevices), (p) => p.max_devices],
      rules: [
        (p) => sorted(p.Rules.map((r) => `${r.Attribute} ${r.Operator} ${json(r.Value)}`)),
        (p) => sorted(p.rule.map((r) => `${r.attribute} ${r.operator} ${json(r.value)}`)),
      ],
    },
  },
];
