// How many custom metrics are paid for, and how many metrics the alarms watch. CloudWatch counts each set of labels as
// a metric and charges it for the hours in which it was sent; an alarm costs by the metrics it names.
import { CostError } from './bill.mjs';

const kStatusClasses = 4;
const kFailureHours = 20;

const at = (object, path) => path.split('.').reduce((value, key) => value?.[key], object);

const labelCounts = ({ alarms, telemetry }) => ({
  StatusClass: kStatusClasses,
  RouteGroup: telemetry.labels.RouteGroup.length,
  Source: alarms.lists.sources.length,
  Job: alarms.lists.functions.length,
  Dependency: alarms.lists.dependencies.length,
  Backup: alarms.lists.backups.length + 1,
});

// Hours a month in which a metric is sent. What is not named here is sent every hour.
function hoursSent(name, { environment, alarms, assume }) {
  const { importsPerMonth } = environment.load;
  const perSource = Math.min(assume.hoursPerMonth, importsPerMonth / alarms.lists.sources.length);
  const rare = { JobsFailed: kFailureHours, DependencyErrors: kFailureHours, BackupAge: assume.daysPerMonth };
  if (name.startsWith('ImportRows')) return perSource;
  return rare[name] ?? assume.hoursPerMonth;
}

export function metricMonths(context) {
  const counts = labelCounts(context);
  const months = context.telemetry.metrics.map(({ name, by }) => {
    const series = by.reduce((product, label) => {
      if (!(label in counts)) throw new CostError(`contract/telemetry.json: ${name} has label ${label}: count it here`);
      return product * counts[label];
    }, 1);
    return (series * hoursSent(name, context)) / context.assume.hoursPerMonth;
  });
  return months.reduce((sum, value) => sum + value, 0);
}

const cacheNodes = ({ cache }) => cache.shards * (1 + cache.replicasPerShard);

// Metrics that an environment's alarms watch: an expression names several, `each` makes one alarm a member.
export function alarmMetrics({ alarms, lists }, environment) {
  const present = alarms.filter(({ when }) => !when || at(environment, when));
  return present.reduce((sum, alarm) => {
    const members = alarm.each === 'cacheNodes' ? cacheNodes(environment) : lists[alarm.each]?.length;
    if (alarm.each && members === undefined)
      throw new CostError(`alarms.json: ${alarm.id} repeats for each of "${alarm.each}", which no list names`);
    return sum + (members ?? 1) * (alarm.metrics ? Object.keys(alarm.metrics).length : 1);
  }, 0);
}
