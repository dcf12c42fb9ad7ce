import { json, number, sorted } from '../values.mjs';

const attributes = (list) => Object.fromEntries((list ?? []).map(({ Key, Value }) => [Key, Value]));

const cdkContainer = (c) => ({
  command: c.Command ?? [],
  essential: c.Essential ?? true,
  user: c.User ?? '',
  readOnly: c.ReadonlyRootFilesystem ?? false,
  stop: c.StopTimeout,
  memory: c.Memory,
  variables: sorted(c.Environment?.map(({ Name }) => Name)),
  mounts: sorted(c.MountPoints?.map(({ ContainerPath, ReadOnly }) => `${ContainerPath} ${ReadOnly}`)),
  check: c.HealthCheck && [c.HealthCheck.Command, c.HealthCheck.Interval, c.HealthCheck.Retries, c.HealthCheck.Timeout],
  ports: c.PortMappings?.map(({ ContainerPort }) => ContainerPort) ?? [],
});

const terraformContainer = (c) => ({
  command: c.command ?? [],
  essential: c.essential,
  user: c.user ?? '',
  readOnly: c.readonlyRootFilesystem,
  stop: c.stopTimeout,
  memory: c.memory,
  variables: sorted(c.environment),
  mounts: sorted(c.mountPoints?.map(({ containerPath, readOnly }) => `${containerPath} ${readOnly}`)),
  check: c.healthCheck && [c.healthCheck.command, c.healthCheck.interval, c.healthCheck.retries, c.healthCheck.timeout],
  ports: c.portMappings?.map(({ containerPort }) => containerPort) ?? [],
});

const named = (list, name, read) => Object.fromEntries(list.map((each) => [each[name], read(each)]));

const strategy = (list, provider, base, weight) =>
  sorted((list ?? []).map((each) => `${each[provider]} ${each[base] ?? 0} ${each[weight] ?? 0}`));

const lifecycle = (text) =>
  json(text)?.rules.map(({ selection: s }) => `${s.tagStatus} ${s.countType} ${s.countNumber}`);

export const compute = [
  {
    cfn: 'AWS::ECR::Repository',
    tf: 'aws_ecr_repository',
    key: [(p) => p.RepositoryName, (p) => p.name],
    fields: {
      tags: [(p) => p.ImageTagMutability, (p) => p.image_tag_mutability],
      scan: [(p) => p.ImageScanningConfiguration?.ScanOnPush, (p) => p.image_scanning_configuration[0].scan_on_push],
      lifecycle: [
        (p) => lifecycle(p.LifecyclePolicy?.LifecyclePolicyText),
        (_, all) => lifecycle(all.find(({ kind }) => kind === 'aws_ecr_lifecycle_policy').props.policy),
      ],
    },
  },
  { tf: 'aws_ecr_lifecycle_policy' },
  { tf: 'aws_ecr_repository_policy' },
  {
    cfn: 'AWS::ECS::Cluster',
    tf: 'aws_ecs_cluster',
    key: [(p) => p.ClusterName, (p) => p.name],
    fields: { insights: [(p) => p.ClusterSettings?.[0]?.Value, (p) => p.setting[0].value] },
  },
  {
    cfn: 'AWS::ECS::ClusterCapacityProviderAssociations',
    tf: 'aws_ecs_cluster_capacity_providers',
    fields: { providers: [(p) => sorted(p.CapacityProviders), (p) => sorted(p.capacity_providers)] },
  },
  {
    cfn: 'AWS::ECS::TaskDefinition',
    tf: 'aws_ecs_task_definition',
    key: [(p) => p.Family, (p) => p.family],
    fields: {
      size: [(p) => [number(p.Cpu), number(p.Memory)], (p) => [number(p.cpu), number(p.memory)]],
      platform: [
        ({ RuntimePlatform: r }) => [r.CpuArchitecture, r.OperatingSystemFamily],
        ({ runtime_platform: [r] }) => [r.cpu_architecture, r.operating_system_family],
      ],
      volumes: [(p) => sorted(p.Volumes?.map(({ Name }) => Name)), (p) => sorted(p.volume?.map(({ name }) => name))],
      containers: [
        (p) => named(p.ContainerDefinitions, 'Name', cdkContainer),
        (p, _, __, { containers }) => {
          const own = Object.entries(containers).find(([family]) => p.family.endsWith(`-${family}`));
          return own && named(own[1], 'name', terraformContainer);
        },
      ],
    },
  },
  {
    cfn: 'AWS::ECS::Service',
    tf: 'aws_ecs_service',
    key: [(p) => p.ServiceName, (p) => p.name],
    fields: {
      controller: [(p) => p.DeploymentController?.Type, (p) => p.deployment_controller[0].type],
      strategy: [
        (p) => strategy(p.CapacityProviderStrategy, 'CapacityProvider', 'Base', 'Weight'),
        (p) => strategy(p.capacity_provider_strategy, 'capacity_provider', 'base', 'weight'),
      ],
      public: [
        (p) => p.NetworkConfiguration.AwsvpcConfiguration.AssignPublicIp === 'ENABLED',
        (p) => p.network_configuration[0].assign_public_ip,
      ],
      grace: [(p) => p.HealthCheckGracePeriodSeconds, (p) => p.health_check_grace_period_seconds],
      tags: [(p) => p.PropagateTags, (p) => p.propagate_tags],
    },
  },
  {
    cfn: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
    tf: 'aws_lb',
    key: [(p) => p.Name, (p) => p.name],
    fields: {
      internal: [(p) => p.Scheme === 'internal', (p) => p.internal],
      protection: [
        (p) => attributes(p.LoadBalancerAttributes)['deletion_protection.enabled'] === 'true',
        (p) => p.enable_deletion_protection,
      ],
      invalidHeaders: [
        (p) => attributes(p.LoadBalancerAttributes)['routing.http.drop_invalid_header_fields.enabled'] === 'true',
        (p) => p.drop_invalid_header_fields,
      ],
      idle: [
        (p) => number(attributes(p.LoadBalancerAttributes)['idle_timeout.timeout_seconds']),
        (p) => p.idle_timeout,
      ],
      logs: [(p) => attributes(p.LoadBalancerAttributes)['access_logs.s3.prefix'], (p) => p.access_logs[0].prefix],
    },
  },
  {
    cfn: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    tf: 'aws_lb_target_group',
    key: [(p) => p.Name, (p) => p.name],
    fields: {
      port: [(p) => [p.Port, p.Protocol, p.TargetType], (p) => [p.port, p.protocol, p.target_type]],
      health: [
        (p) => [
          p.HealthCheckPath,
          p.HealthCheckIntervalSeconds,
          p.HealthyThresholdCount,
          p.UnhealthyThresholdCount,
          p.HealthCheckTimeoutSeconds,
        ],
        ({ health_check: [h] }) => [h.path, h.interval, h.healthy_threshold, h.unhealthy_threshold, h.timeout],
      ],
      drain: [
        (p) => number(attributes(p.TargetGroupAttributes)['deregistration_delay.timeout_seconds']),
        (p) => number(p.deregistration_delay),
      ],
    },
  },
  {
    cfn: 'AWS::ElasticLoadBalancingV2::Listener',
    tf: 'aws_lb_listener',
    key: [(p) => String(p.Port), (p) => String(p.port)],
    fields: { tls: [(p) => [p.Protocol, p.SslPolicy], (p) => [p.protocol, p.ssl_policy]] },
  },
  {
    cfn: 'AWS::CertificateManager::Certificate',
    tf: 'aws_acm_certificate',
    key: [
      (p) => [p.DomainName, ...(p.SubjectAlternativeNames ?? [])].join(),
      (p) => [...new Set([p.domain_name, ...(p.subject_alternative_names ?? [])])].join(),
    ],
  },
  { tf: 'aws_acm_certificate_validation' },
  {
    cfn: 'AWS::ApplicationAutoScaling::ScalableTarget',
    tf: 'aws_appautoscaling_target',
    fields: { tasks: [(p) => [p.MinCapacity, p.MaxCapacity], (p) => [p.min_capacity, p.max_capacity]] },
  },
  {
    cfn: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    tf: 'aws_appautoscaling_policy',
    key: [(p) => p.PolicyName, (p) => p.name],
    fields: {
      target: [
        ({ TargetTrackingScalingPolicyConfiguration: t }) => [t.TargetValue, t.ScaleInCooldown, t.ScaleOutCooldown],
        ({ target_tracking_scaling_policy_configuration: [t] }) => {
          return [t.target_value, t.scale_in_cooldown, t.scale_out_cooldown];
        },
      ],
    },
  },
  {
    cfn: 'AWS::CodeDeploy::Application',
    tf: 'aws_codedeploy_app',
    key: [(p) => p.ApplicationName, (p) => p.name],
    fields: { platform: [(p) => p.ComputePlatform, (p) => p.compute_platform] },
  },
  {
    cfn: 'AWS::CodeDeploy::DeploymentGroup',
    tf: 'aws_codedeploy_deployment_group',
    key: [(p) => p.DeploymentGroupName, (p) => p.deployment_group_name],
    fields: {
      pace: [(p) => p.DeploymentConfigName, (p) => p.deployment_config_name],
      alarms: [
        (p) => sorted(p.AlarmConfiguration?.Alarms?.map(({ Name }) => Name)),
        (p) => sorted(p.alarm_configuration[0].alarms),
      ],
      rollback: [
        (p) => sorted(p.AutoRollbackConfiguration?.Events),
        (p) => sorted(p.auto_rollback_configuration[0].events),
      ],
      keepFormer: [
        (p) =>
          p.BlueGreenDeploymentConfiguration.TerminateBlueInstancesOnDeploymentSuccess.TerminationWaitTimeInMinutes,
        ({ blue_green_deployment_config: [b] }) => {
          return b.terminate_blue_instances_on_deployment_success[0].termination_wait_time_in_minutes;
        },
      ],
    },
  },
];
