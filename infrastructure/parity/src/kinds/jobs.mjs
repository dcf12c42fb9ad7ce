import { json, sorted } from '../values.mjs';

export const jobs = [
  {
    cfn: 'AWS::Lambda::Function',
    tf: 'aws_lambda_function',
    key: [(p) => p.FunctionName ?? 'made by the library', (p) => p.function_name],
    fields: {
      image: [
        (p) => [p.PackageType, p.Architectures, p.ImageConfig?.EntryPoint, p.ImageConfig?.Command],
        (p) => {
          const [config] = p.image_config;
          return [p.package_type, p.architectures, config.entry_point, config.command];
        },
      ],
      size: [
        (p) => [p.MemorySize, p.Timeout, p.EphemeralStorage?.Size],
        (p) => [p.memory_size, p.timeout, p.ephemeral_storage[0].size],
      ],
      traced: [(p) => p.TracingConfig?.Mode, (p) => p.tracing_config[0].mode],
      inNetwork: [(p) => Boolean(p.VpcConfig), (p) => p.vpc_config.length === 1],
      variables: [
        (p) => sorted(Object.keys(p.Environment?.Variables ?? {})),
        (p, _, __, { variables }) =>
          Object.entries(variables).find(([name]) => p.function_name.endsWith(`-${name}`))?.[1],
      ],
    },
  },
  {
    cfn: 'AWS::Lambda::EventSourceMapping',
    tf: 'aws_lambda_event_source_mapping',
    key: [(p) => p.FunctionName.replace(/^\{(.*)\.Arn\}$/, '$1'), (p) => p.function_name],
    fields: {
      batch: [
        (p) => [p.BatchSize, p.ScalingConfig?.MaximumConcurrency, p.FunctionResponseTypes],
        (p) => [p.batch_size, p.scaling_config[0]?.maximum_concurrency, p.function_response_types],
      ],
    },
  },
  {
    cfn: 'AWS::SQS::Queue',
    tf: 'aws_sqs_queue',
    key: [(p) => p.QueueName, (p) => p.name],
    fields: {
      visibility: [(p) => p.VisibilityTimeout ?? 30, (p) => p.visibility_timeout_seconds],
      kept: [(p) => p.MessageRetentionPeriod, (p) => p.message_retention_seconds],
      receives: [(p) => p.RedrivePolicy?.maxReceiveCount, (p) => json(p.redrive_policy || null)?.maxReceiveCount],
    },
  },
  { cfn: 'AWS::SQS::QueuePolicy', tf: 'aws_sqs_queue_policy' },
  {
    cfn: 'AWS::Events::EventBus',
    tf: 'aws_cloudwatch_event_bus',
    key: [(p) => p.Name, (p) => p.name],
  },
  {
    cfn: 'AWS::Events::Rule',
    tf: 'aws_cloudwatch_event_rule',
    key: [(p) => p.Name, (p) => p.name],
    fields: {
      pattern: [(p) => p.EventPattern, (p) => json(p.event_pattern)],
      purpose: [(p) => p.Description, (p) => p.description],
    },
  },
  { tf: 'aws_cloudwatch_event_target' },
  { cfn: 'AWS::Scheduler::ScheduleGroup', tf: 'aws_scheduler_schedule_group', key: [(p) => p.Name, (p) => p.name] },
  {
    cfn: 'AWS::Scheduler::Schedule',
    tf: 'aws_scheduler_schedule',
    key: [(p) => p.Name, (p) => p.name],
    fields: {
      when: [
        (p) => [p.ScheduleExpression, p.ScheduleExpressionTimezone, p.State],
        (p) => [p.schedule_expression, p.schedule_expression_timezone, p.state],
      ],
      input: [(p) => json(p.Target.Input), (p) => json(p.target[0].input)],
      again: [
        ({ Target: { RetryPolicy: r } }) => [r.MaximumEventAgeInSeconds, r.MaximumRetryAttempts],
        ({
          target: [
            {
              retry_policy: [r],
            },
          ],
        }) => [r.maximum_event_age_in_seconds, r.maximum_retry_attempts],
      ],
      task: [
        ({ Target: { EcsParameters: e } }) =>
          e?.CapacityProviderStrategy?.map((s) => s.CapacityProvider ?? s.capacityProvider),
        ({
          target: [
            {
              ecs_parameters: [e],
            },
          ],
        }) => e?.capacity_provider_strategy.map((s) => s.capacity_provider),
      ],
    },
  },
  {
    cfn: 'AWS::SES::ConfigurationSet',
    tf: 'aws_sesv2_configuration_set',
    key: [(p) => p.Name, (p) => p.configuration_set_name],
    fields: {
      tls: [(p) => p.DeliveryOptions.TlsPolicy, (p) => p.delivery_options[0].tls_policy],
      reputation: [
        (p) => p.ReputationOptions.ReputationMetricsEnabled,
        (p) => p.reputation_options[0].reputation_metrics_enabled,
      ],
    },
  },
  {
    cfn: 'AWS::SES::ConfigurationSetEventDestination',
    tf: 'aws_sesv2_configuration_set_event_destination',
    key: [(p) => p.EventDestination.Name, (p) => p.event_destination_name],
    fields: {
      events: [
        (p) => sorted(p.EventDestination.MatchingEventTypes),
        (p) => sorted(p.event_destination[0].matching_event_types),
      ],
    },
  },
  {
    cfn: 'AWS::SES::EmailIdentity',
    tf: 'aws_sesv2_email_identity',
    key: [(p) => p.EmailIdentity, (p) => p.email_identity],
  },
  { tf: 'aws_sesv2_email_identity_mail_from_attributes' },
];
