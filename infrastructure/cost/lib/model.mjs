// The bill of one environment, of the pipeline, and of a whole account with its shared free allowances.
import { priceBalancer, priceTasks } from './areas/api.mjs';
import { priceCache, priceDatabase } from './areas/database.mjs';
import { priceDelivery } from './areas/delivery.mjs';
import { priceAmplify, priceEdge, priceNames, priceWebAcl } from './areas/edge.mjs';
import { priceFunctions, priceImportTask, priceMail, priceQueues } from './areas/jobs.mjs';
import { priceKeys } from './areas/keys.mjs';
import { priceMonitoring } from './areas/monitoring.mjs';
import { priceNetwork } from './areas/network.mjs';
import { priceRecovery } from './areas/recovery.mjs';
import { priceFiles, priceImages, priceObjects } from './areas/storage.mjs';
import { Bill, CostError, freeAllowances } from './bill.mjs';
import { checkEnvironment, checkSettings } from './check.mjs';

// What was committed to: shares taken off on-demand prices. Nothing by default.
export const onDemand = { fargate: 0, database: 0, cache: 0 };

export function priceEnvironment(inputs, environment, options = {}) {
  const { architecture = inputs.settings.architecture, terms = onDemand, allowances } = options;
  checkEnvironment(environment, options.name ?? 'environment');
  const bill = new Bill(inputs.prices, allowances ?? freeAllowances(inputs.prices));
  const zones = inputs.settings.availabilityZones;
  const context = { ...inputs, environment, architecture, terms: { ...onDemand, ...terms }, bill, zones };
  priceTasks(context);
  priceImportTask(context);
  priceDatabase(context);
  priceCache(context);
  priceBalancer(context);
  priceEdge(context);
  const tasks = priceNetwork(context);
  const withTasks = { ...context, tasks };
  priceObjects(withTasks);
  priceFunctions(context);
  priceMail(context);
  priceMonitoring(context);
  priceQueues(context);
  priceKeys(withTasks);
  priceWebAcl(context);
  priceNames(context);
  priceImages(context);
  priceRecovery(context);
  priceFiles(withTasks);
  priceAmplify(context);
  return { lines: bill.lines, total: bill.total(), tasks };
}

export function priceDeliveryOf(inputs, allowances) {
  const bill = new Bill(inputs.prices, allowances ?? freeAllowances(inputs.prices));
  priceDelivery({ ...inputs, bill, environments: inputs.settings.environments });
  return { lines: bill.lines, total: bill.total() };
}

// Everything in one account. Free allowances are the account's: prod takes first, the pipeline last.
export function priceAccount(inputs) {
  checkSettings(inputs.settings, inputs.prices);
  const allowances = freeAllowances(inputs.prices);
  const names = Object.keys(inputs.settings.environments).sort((a, b) => (b === 'prod') - (a === 'prod'));
  const bills = names.map((name) => [
    name,
    priceEnvironment(inputs, inputs.settings.environments[name], { allowances, name }),
  ]);
  return Object.fromEntries([...bills, ['delivery', priceDeliveryOf(inputs, allowances)]]);
}

// An environment with some of its fields changed.
export function changed(environment, change) {
  const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
  const entries = Object.entries(change).map(([key, value]) => {
    if (!(key in environment)) throw new CostError(`${key} is not a setting that could be changed`);
    return [key, isObject(value) ? changed(environment[key], value) : value];
  });
  return { ...environment, ...Object.fromEntries(entries) };
}

// The specification's production, by one of its two sizings, under prod's load.
export function priceSpecification(inputs, name) {
  const { architecture, change } = inputs.specification.configurations[name];
  return priceEnvironment(inputs, changed(inputs.settings.environments.prod, change), { architecture, name });
}
