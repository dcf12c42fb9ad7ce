// What each saving brings, and the ways to the aim: the bill priced again with one thing changed. A saving that is in
// the settings already is shown by taking it away. `built: false`: the model prices it, the infrastructure has no
// setting for it.
import { changed, priceEnvironment } from './model.mjs';

const usd = (inputs, environment, options) => priceEnvironment(inputs, environment, options).total.usd;
const withAssumption = (inputs, values) => ({ ...inputs, assume: { ...inputs.assume, ...values } });
const withoutInsights = (inputs) => withAssumption(inputs, { containerInsightsMetrics: 0 });
// Below a cent a month it is no saving.
const saves = ({ usd: amount }) => amount > 0.01;

export function committed(prices) {
  return {
    fargate: prices.discounts['savingsPlan.1year'].share,
    database: prices.discounts['reserved.rds.1year'].share,
    cache: prices.discounts['reserved.elasticache.1year'].share,
  };
}

// ElastiCache Serverless for Valkey in place of nodes: always in several zones, TLS always on, 0.1 GB at least.
function serverlessCacheUsd({ prices, settings, assume }) {
  const { load } = settings.environments.prod;
  const ecpu = load.requestsPerMonth * assume.apiShare * 4;
  const stored = prices.prices['elasticache.valkeyServerlessGbHour'].usd * 0.1 * assume.hoursPerMonth;
  return stored + (ecpu * prices.prices['elasticache.valkeyServerlessEcpu'].usd) / 1e6;
}

const cacheUsd = (bill) => bill.lines.filter(({ area }) => area === 'ElastiCache Redis').reduce((s, l) => s + l.usd, 0);

// Savings that prod's settings hold already: what prod would cost without each.
export function savingsTaken(inputs) {
  const { prod } = inputs.settings.environments;
  const now = usd(inputs, prod);
  const without = (name, environment, options) => ({ name, usd: usd(inputs, environment, options) - now });
  const { change } = inputs.specification.configurations.costTable;
  const total = priceEnvironment(inputs, prod).total;
  const endpoints = ['ecr.api', 'ecr.dkr', 'logs', 'secretsmanager', 'sqs'];
  return [
    without('tasks of the size the load needs, not 2 vCPU and 4 GB', changed(prod, { api: pick(change.api) })),
    without(
      'a database of the size the load needs, not medium with 100 GB',
      changed(prod, { database: { instance: 't4g.medium', storageGb: 100 } }),
    ),
    without('Graviton for tasks and functions, not x86', prod, { architecture: 'x86_64' }),
    without(
      'Graviton for database and cache, not t3',
      changed(prod, { database: { instance: 't3.micro' }, cache: { node: 'cache.t3.micro' } }),
    ),
    without('Spot for tasks above the base', changed(prod, { api: { spot: false } })),
    without(
      'no interface endpoints (five services, two zones)',
      changed(prod, { network: { interfaceEndpoints: endpoints } }),
    ),
    without('a NAT instance, not a gateway', changed(prod, { network: { nat: 'gateway' } })),
    { name: 'always-free allowances of an account', usd: total.free },
  ].filter(saves);
}

// Savings that prod's settings do not hold: what prod would cost less with each.
export function savingsLeft(inputs) {
  const { prod } = inputs.settings.environments;
  const now = usd(inputs, prod);
  const terms = committed(inputs.prices);
  const less = (name, built, environment, { from = inputs, ...options } = {}) => ({
    name,
    built,
    usd: now - usd(from, environment, options),
  });
  const commit = (name, part) => less(name, true, prod, { terms: { [part]: terms[part] } });
  const cache = cacheUsd(priceEnvironment(inputs, prod)) - serverlessCacheUsd(inputs);
  return [
    less('a NAT instance, not a gateway', true, changed(prod, { network: { nat: 'instance' } })),
    commit('Compute Savings Plan for the tasks on demand, one year, nothing upfront', 'fargate'),
    commit('reserved database, one year, nothing upfront', 'database'),
    commit('reserved cache nodes, one year, nothing upfront', 'cache'),
    less('two tasks, not four', true, changed(prod, { api: { minTasks: Math.min(2, prod.api.minTasks) } })),
    less('all tasks on Spot', true, changed(prod, { api: { onDemandTasks: 0 } })),
    less('a canary once an hour', true, changed(prod, { canaryMinutes: prod.canaryMinutes && 60 })),
    less('no web ACL', true, changed(prod, { options: { waf: false } })),
    less('no copies in the recovery region', true, changed(prod, { recovery: { replicate: false } })),
    less('one zone for the database', true, changed(prod, { database: { multiAz: false } })),
    less('no replica of the cache', true, changed(prod, { cache: { replicasPerShard: 0 } })),
    less('no Container Insights', false, prod, { from: withoutInsights(inputs) }),
    less('a look at the pointer every ten seconds', false, prod, { from: patient(inputs) }),
    { name: 'ElastiCache Serverless for Valkey, not nodes', built: false, usd: cache },
  ].filter(saves);
}

const patient = (inputs) => withAssumption(inputs, { pointerSeconds: Math.max(10, inputs.assume.pointerSeconds) });

const pick = ({ vcpu, memoryGb }) => ({ vcpu, memoryGb });

// Steps from prod's settings downwards, each on top of the ones before.
export function waysToTheAim(inputs) {
  const { prod } = inputs.settings.environments;
  const steps = [{ name: 'prod as set', usd: usd(inputs, prod) }];
  const step = (name, value, { built, loses }) => {
    const difference = steps.at(-1).usd - value;
    if (saves({ usd: difference })) steps.push({ name, usd: value, saves: difference, built, loses });
  };
  const instance = changed(prod, { network: { nat: 'instance' } });
  step('`network.nat`: `instance`', usd(inputs, instance), {
    built: true,
    loses: 'two minutes without a way out when it is replaced: reading goes on, new tasks, mail and imports wait',
  });
  const terms = committed(inputs.prices);
  step(
    'one year’s commitments, nothing upfront: Savings Plan, reserved database and cache nodes',
    usd(inputs, instance, { terms }),
    {
      built: true,
      loses: 'freedom to change sizes for a year; bought in the account, not deployed',
    },
  );
  const quiet = withoutInsights(inputs);
  step('no Container Insights; the alarm counts healthy targets instead', usd(quiet, instance, { terms }), {
    built: false,
    loses: 'a task’s disk and network graphs',
  });
  const calm = patient(quiet);
  step('a look at the pointer every ten seconds', usd(calm, instance, { terms }), {
    built: false,
    loses: 'a publication is seen nine seconds later',
  });
  const serverless = (environment) => {
    const bill = priceEnvironment(calm, environment, { terms });
    return bill.total.usd - cacheUsd(bill) + serverlessCacheUsd(inputs);
  };
  step('cache as ElastiCache Serverless for Valkey', serverless(instance), {
    built: false,
    loses: 'a fixed price: it grows with use',
  });
  step(
    '`api.minTasks`: 2, still one in each zone',
    serverless(changed(instance, { api: { minTasks: Math.min(2, prod.api.minTasks) } })),
    {
      built: true,
      loses: 'the specification’s four; the load needs less than one',
    },
  );
  return steps;
}

// The aim: the specification's load for a third of what its table states.
export const aimUsd = ({ specification }) => specification.statedTotal / 3;
