import { json, number, sorted } from '../values.mjs';

const dimensionNames = (list) => sorted((list ?? []).map(({ Name }) => Name));

const cdkMetrics = (p) =>
  p.Metrics
    ? p.Metrics.filter(({ MetricStat }) => MetricStat).map(({ MetricStat: m }) => ({ ...m.Metric, ...m }))
    : [{ ...p, Stat: p.Statistic ?? p.ExtendedStatistic }];

function terraformMetrics(p) {
  const queries = (p.metric_query ?? []).filter(({ metric }) => metric?.length).map(({ metric: [metric] }) => metric);
  return queries.length ? queries : [{ ...p, stat: p.statistic || p.extended_statistic }];
}

const notify = (list, type, percent) => sorted(list.map((each) => `${each[type]} ${each[percent]}`));

export const monitoring = [
  {
    cfn: 'AWS::CloudWatch::Alarm',
    tf: 'aws_cloudwatch_metric_alarm',
    key: [(p) => p.AlarmName, (p) => p.alarm_name],
    fields: {
      threshold: [(p) => [p.ComparisonOperator, p.Threshold], (p) => [p.comparison_operator, p.threshold]],
      when: [
        (p) => [p.EvaluationPeriods, p.DatapointsToAlarm, p.TreatMissingData],
        (p) => [p.evaluation_periods, p.datapoints_to_alarm, p.treat_missing_data],
      ],
      metrics: [
        (p) => sorted(cdkMetrics(p).map((m) => [m.Namespace, m.MetricName, m.Stat, m.Period])),
        (p) => sorted(terraformMetrics(p).map((m) => [m.namespace, m.metric_name, m.stat, m.period])),
      ],
      dimensions: [
        (p) => sorted(cdkMetrics(p).map((m) => dimensionNames(m.Dimensions))),
        (p) => sorted(terraformMetrics(p).map((m) => sorted(Object.keys(m.dimensions ?? {})))),
      ],
      expression: [
        (p) => p.Metrics?.find(({ Expression }) => Expression)?.Expression,
        (p) => p.metric_query?.find(({ expression }) => expression)?.expression,
      ],
      message: [(p) => p.AlarmDescription, (p) => p.alarm_description],
    },
  },
  {
    cfn: 'AWS::CloudWatch::Dashboard',
    tf: 'aws_cloudwatch_dashboard',
    key: [(p) => p.DashboardName, (p) => p.dashboard_name],
  },
  {
    cfn: 'AWS::Logs::LogGroup',
    tf: 'aws_cloudwatch_log_group',
    key: [(p) => p.LogGroupName, (p) => p.name],
    fields: { days: [(p) => p.RetentionInDays, (p) => p.retention_in_days] },
  },
  {
    cfn: 'AWS::Logs::QueryDefinition',
    tf: 'aws_cloudwatch_query_definition',
    key: [(p) => p.Name, (p) => p.name],
    fields: {
      query: [(p) => p.QueryString, (p) => p.query_string],
      groups: [(p) => sorted(p.LogGroupNames), (p) => sorted(p.log_group_names)],
    },
  },
  { cfn: 'AWS::SNS::Topic', tf: 'aws_sns_topic', key: [(p) => p.TopicName, (p) => p.name] },
  {
    cfn: 'AWS::SNS::Subscription',
    tf: 'aws_sns_topic_subscription',
    fields: { to: [(p) => [p.Protocol, p.Endpoint], (p) => [p.protocol, p.endpoint]] },
  },
  { cfn: 'AWS::SNS::TopicPolicy', tf: 'aws_sns_topic_policy' },
  {
    cfn: 'AWS::Budgets::Budget',
    tf: 'aws_budgets_budget',
    key: [({ Budget: b }) => b.BudgetName, (p) => p.name],
    fields: {
      limit: [
        ({ Budget: b }) => [number(b.BudgetLimit.Amount), b.TimeUnit],
        (p) => [number(p.limit_amount), p.time_unit],
      ],
      tells: [
        (p) =>
          notify(
            p.NotificationsWithSubscribers.map((n) => n.Notification),
            'NotificationType',
            'Threshold',
          ),
        (p) => notify(p.notification, 'notification_type', 'threshold'),
      ],
    },
  },
  {
    cfn: 'AWS::CE::AnomalyMonitor',
    tf: 'aws_ce_anomaly_monitor',
    key: [(p) => p.MonitorName, (p) => p.name],
    fields: { of: [(p) => json(p.MonitorSpecification).Tags.Values, (p) => json(p.monitor_specification).Tags.Values] },
  },
  {
    cfn: 'AWS::CE::AnomalySubscription',
    tf: 'aws_ce_anomaly_subscription',
    key: [(p) => p.SubscriptionName, (p) => p.name],
    fields: {
      above: [
        (p) => json(p.ThresholdExpression).Dimensions.Values,
        ({ threshold_expression: [e] }) => e.dimension[0].values,
      ],
    },
  },
  {
    cfn: 'AWS::Synthetics::Canary',
    tf: 'aws_synthetics_canary',
    key: [(p) => p.Name, (p) => p.name],
    fields: {
      runs: [
        (p) => [p.RuntimeVersion, p.Code.Handler, p.Schedule.Expression],
        (p) => [p.runtime_version, p.handler, p.schedule[0].expression],
      ],
      config: [
        ({ RunConfig: r }) => [r.MemoryInMB, r.TimeoutInSeconds, r.ActiveTracing, r.EnvironmentVariables],
        ({ run_config: [r] }) => [r.memory_in_mb, r.timeout_in_seconds, r.active_tracing, r.environment_variables],
      ],
      kept: [
        (p) => [p.SuccessRetentionPeriod, p.FailureRetentionPeriod],
        (p) => [p.success_retention_period, p.failure_retention_period],
      ],
    },
  },
  {
    cfn: 'AWS::XRay::SamplingRule',
    tf: 'aws_xray_sampling_rule',
    key: [({ SamplingRule: r }) => r.RuleName, (p) => p.rule_name],
    fields: {
      takes: [
        ({ SamplingRule: r }) => [r.ReservoirSize, r.FixedRate, r.ServiceName, r.URLPath],
        (p) => [p.reservoir_size, p.fixed_rate, p.service_name, p.url_path],
      ],
    },
  },
  {
    cfn: 'AWS::XRay::Group',
    tf: 'aws_xray_group',
    key: [(p) => p.GroupName, (p) => p.group_name],
    fields: { filter: [(p) => p.FilterExpression, (p) => p.filter_expression] },
  },
];
