// Refuses settings that cannot be priced, naming the field. The settings package checks much more; this guards the
// model's own arithmetic, so that a wrong sum cannot come of a missing number.
import { CostError } from './bill.mjs';

const kNumbers = [
  'api.vcpu',
  'api.memoryGb',
  'api.minTasks',
  'api.maxTasks',
  'api.onDemandTasks',
  'api.targetCpuPercent',
  'api.targetRequestsPerMinute',
  'jobs.vcpu',
  'jobs.memoryGb',
  'lambda.memoryMb',
  'lambda.importMemoryMb',
  'database.storageGb',
  'database.backupDays',
  'database.readReplicas',
  'cache.shards',
  'cache.replicasPerShard',
  'logDays',
  'recovery.exportDays',
  'recovery.rawToInfrequentDays',
  'canaryMinutes',
  ...['requestsPerMonth', 'transferGb', 'importsPerMonth', 'lambdaInvocations', 'mails', 'rawGb', 'logsGb'].map(
    (name) => `load.${name}`,
  ),
];
const kFlags = [
  'api.spot',
  'database.multiAz',
  'recovery.replicate',
  ...['waf', 'efs', 'amplify', 'runners', 'deviceFarm'].map((name) => `options.${name}`),
];
// May be zero: tasks on demand, replicas, the canary's minutes, and every load.
const kMayBeZero = /onDemandTasks|eplicas|canaryMinutes|^load\./;

const at = (object, path) => path.split('.').reduce((value, key) => value?.[key], object);

export function checkEnvironment(environment, name) {
  const refuse = (path, wanted) => {
    const value = JSON.stringify(at(environment, path));
    throw new CostError(`${name}: ${path} is ${value ?? 'missing'}; write ${wanted} in environments.json`);
  };
  for (const path of kNumbers) {
    const value = at(environment, path);
    if (!Number.isFinite(value) || value < 0) refuse(path, 'a number from 0');
    if (value === 0 && !kMayBeZero.test(path)) refuse(path, 'a number above 0');
  }
  for (const path of kFlags) if (typeof at(environment, path) !== 'boolean') refuse(path, 'true or false');
  if (!['gateway', 'instance'].includes(environment.network?.nat)) refuse('network.nat', '"gateway" or "instance"');
  if (!Array.isArray(environment.network.interfaceEndpoints)) refuse('network.interfaceEndpoints', 'a list');
  if (typeof environment.subdomain !== 'string') refuse('subdomain', 'a label or ""');
  if (environment.api.minTasks > environment.api.maxTasks) refuse('api.minTasks', 'no more than api.maxTasks');
}

export function checkSettings(settings, prices) {
  if (settings.region !== prices.region)
    throw new CostError(
      `prices.json holds prices of ${prices.region}, the settings say ${settings.region}: add its prices`,
    );
  if (!['arm64', 'x86_64'].includes(settings.architecture))
    throw new CostError(`architecture is "${settings.architecture}"; write "arm64" or "x86_64" in environments.json`);
  if (!settings.environments?.prod) throw new CostError('environments.json has no environment "prod"');
}

export function environmentOf(settings, name) {
  const found = settings.environments[name];
  if (found) return found;
  throw new CostError(`"${name}" is not an environment; there are ${Object.keys(settings.environments).join(', ')}`);
}
