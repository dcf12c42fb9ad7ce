// CloudWatch, X-Ray, the canary and alarm mails.
import { alarmMetrics, metricMonths } from '../telemetry.mjs';
import { trafficOf } from '../traffic.mjs';
import { wafLogGb } from './edge.mjs';

const area = 'CloudWatch';

function priceLogs({ bill, environment, assume }) {
  const { load, logDays } = environment;
  const gb = load.logsGb + assume.flowLogGb + wafLogGb(environment, assume);
  const kept = gb * assume.logCompression * (logDays / assume.daysPerMonth);
  const free = 'cloudwatch.logsGb';
  const resources = ['monitoring-dashboard'];
  const add = (what, price, quantity) => bill.add({ area, what, price, quantity, free, resources });
  add('logs taken in, flow logs and web ACL included', 'cloudwatch.logsGb', gb);
  add(`logs kept ${logDays} days`, 'cloudwatch.logsStoredGbMonth', kept);
  add('logs read by queries', 'cloudwatch.logsScannedGb', Math.min(assume.logScanGb, gb * 4));
}

function priceMetrics(context) {
  const { bill, environment, alarms, dashboard: widgets, assume } = context;
  const metric = { area, price: 'cloudwatch.metricMonth', free: 'cloudwatch.metric' };
  const dashboard = ['monitoring-dashboard'];
  bill.add({ ...metric, what: 'the program’s metrics', quantity: metricMonths(context), resources: dashboard });
  const watched = JSON.stringify([alarms, widgets]);
  const insights = watched.includes('"ECS/ContainerInsights"') ? assume.containerInsightsMetrics : 0;
  bill.add({ ...metric, what: 'Container Insights', quantity: insights, resources: ['api-cluster'] });
  const replication = environment.recovery.replicate ? 2 * assume.replicationMetricsPerRule : 0;
  bill.add({ ...metric, what: 'replication metrics', quantity: replication, resources: ['data-bucket'] });
  bill.add({
    area,
    what: 'alarms, by metric watched',
    price: 'cloudwatch.alarmMonth',
    quantity: alarmMetrics(alarms, environment) + assume.scalingAlarms,
    free: 'cloudwatch.alarm',
    resources: ['monitoring-alarms', 'api-5xx', 'api-latency', 'api-unhealthy'],
  });
  bill.add({
    area,
    what: 'dashboard',
    price: 'cloudwatch.dashboardMonth',
    quantity: 1,
    free: 'cloudwatch.dashboard',
    resources: dashboard,
  });
}

function priceCanary({ bill, environment, assume }) {
  const { canaryMinutes } = environment;
  const runs = canaryMinutes === 0 ? 0 : (assume.hoursPerMonth * 60) / canaryMinutes;
  const common = { area: 'Synthetics', resources: ['monitoring-canary'] };
  bill.add({ ...common, what: 'runs', price: 'cloudwatch.canaryRun', quantity: runs, free: 'cloudwatch.canaryRun' });
  bill.add({
    ...common,
    what: 'its function',
    price: 'lambda.x86_64.gbSecond',
    quantity: runs * assume.canarySeconds * assume.canaryMemoryGb,
    free: 'lambda.gbSecond',
  });
  const gb = (runs * assume.canaryMb) / 1000;
  bill.add({ ...common, what: 'screenshots', price: 's3.standardGbMonth', quantity: gb });
}

export function priceMonitoring(context) {
  const { bill, environment, assume } = context;
  priceLogs(context);
  priceMetrics(context);
  bill.add({
    area: 'X-Ray',
    what: 'traces',
    price: 'xray.trace',
    quantity: trafficOf(environment.load, assume).origin * assume.traceShare,
    free: 'xray.trace',
    resources: ['api-task'],
  });
  priceCanary(context);
  bill.add({
    area,
    what: 'alarm mails',
    price: 'sns.mail',
    quantity: assume.alarmMails,
    free: 'sns.mail',
    resources: ['monitoring-alarms'],
  });
}
