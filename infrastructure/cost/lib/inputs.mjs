// What the model is computed from: the settings, the alarms, the metrics, the prices and the assumptions.
// Reads files, decides nothing.
import { existsSync, readFileSync } from 'node:fs';

const root = new URL('../../../', import.meta.url);

function readJson(path) {
  const url = new URL(path, root);
  if (!existsSync(url)) throw new Error(`${path} is missing: the cost model is computed from it`);
  try {
    return JSON.parse(readFileSync(url, 'utf8'));
  } catch (error) {
    throw new Error(`${path} is not JSON: ${error.message}`);
  }
}

// The paths of the HTTP contract: each is a label of a duration metric.
export function readInputs() {
  const assumptions = readJson('infrastructure/cost/assumptions.json');
  return {
    settings: readJson('infrastructure/settings/environments.json'),
    alarms: readJson('infrastructure/settings/alarms.json'),
    dashboard: readJson('infrastructure/settings/dashboard.json'),
    edge: readJson('infrastructure/settings/edge.json'),
    telemetry: readJson('contract/telemetry.json'),
    prices: readJson('infrastructure/cost/prices.json'),
    specification: readJson('infrastructure/cost/specification.json'),
    assumptions,
    assume: Object.fromEntries(Object.entries(assumptions).map(([name, { value }]) => [name, value])),
  };
}
