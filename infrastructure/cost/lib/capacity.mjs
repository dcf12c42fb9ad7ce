// How far tasks go, from the CPU time measured per request and list prices: requests a second and per dollar, by kind
// and for a mix of kinds; what the next part costs. Computes, writes nothing.
import { Bill } from './bill.mjs';
import { kMix } from '../../../tools/load/questions.mjs';

const kSecondsPerHour = 3600;
const kLeastMade = 0.2; // below it a kind is nearly always found in the cache, and costs what was measured

/**
 * CPU microseconds of a question that is made anew: where some of those asked were found in the cache, these are taken
 * out at what the cache costs.
 */
export function madeMicroseconds(kinds, kind) {
  const { microseconds, madeShare } = kinds[kind];
  if (madeShare < kLeastMade) return microseconds;
  return (microseconds - (1 - madeShare) * kinds.cached.microseconds) / madeShare;
}

/** CPU microseconds of the mean question of a mix. */
export function mixMicroseconds(kinds, mix = kMix) {
  const weights = Object.values(mix).reduce((sum, weight) => sum + weight, 0);
  return Object.entries(mix).reduce((sum, [kind, weight]) => sum + madeMicroseconds(kinds, kind) * weight, 0) / weights;
}

/** A task of an environment: {vcpu, memoryGb, hour (dollars), spotHour}. */
export function taskOf({ settings, prices }, environment) {
  const { vcpu, memoryGb } = settings.environments[environment].api;
  const bill = new Bill(prices);
  const price = (unit) => bill.price(`fargate.${settings.architecture}.${unit}`).perUnit;
  const hour = vcpu * price('vcpuHour') + memoryGb * price('gbHour');
  return { vcpu, memoryGb, hour, spotHour: hour * (1 - bill.discount('fargate.spot')) };
}

/**
 * What `microseconds` a request mean for such a task, kept at its target: {perSecond, perDollar, perDollarSpot}.
 * `slower`: how many times slower the task's processor is taken to be than the one measured on.
 */
export function reach(microseconds, { task, targetCpuPercent, slower }) {
  const perSecond = (task.vcpu * (targetCpuPercent / 100) * 1e6) / (microseconds * slower);
  const perHour = perSecond * kSecondsPerHour;
  return { perSecond, perDollar: perHour / task.hour, perDollarSpot: perHour / task.spotHour };
}

/** What a next part costs more in a month: [{when, part, usd}]. `when` is text; only processors have been measured. */
export function nextParts({ settings, prices, assume }, environment) {
  const { api, database, cache } = settings.environments[environment];
  const bill = new Bill(prices);
  const month = (name) => bill.price(name).perUnit * assume.hoursPerMonth;
  const task = taskOf({ settings, prices }, environment);
  const rds = (size) => month(`rds.${size}.${database.multiAz ? 'multiHour' : 'singleHour'}`);
  const nodes = cache.shards * (1 + cache.replicasPerShard);
  return [
    {
      part: `one more task of ${task.vcpu} vCPU and ${task.memoryGb} GB, on demand`,
      usd: task.hour * assume.hoursPerMonth,
    },
    { part: 'the same on Spot', usd: task.spotHour * assume.hoursPerMonth },
    { part: `all ${api.maxTasks} tasks at once, on demand`, usd: api.maxTasks * task.hour * assume.hoursPerMonth },
    { part: 'database t4g.small, not t4g.micro', usd: rds('t4g.small') - rds('t4g.micro') },
    { part: 'database t4g.medium, not t4g.small', usd: rds('t4g.medium') - rds('t4g.small') },
    { part: 'database r6g.large, not t4g.medium', usd: rds('r6g.large') - rds('t4g.medium') },
    {
      part: `${nodes} nodes cache.t4g.small, not micro`,
      usd: nodes * (month('elasticache.cache.t4g.smallHour') - month('elasticache.cache.t4g.microHour')),
    },
  ];
}
