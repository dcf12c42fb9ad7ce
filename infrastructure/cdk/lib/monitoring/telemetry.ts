// The program's own metrics, named by contract/telemetry.json alone.
import type { Context } from "../context";
import { projectJson } from "../project-files";

interface Telemetry {
  readonly namespace: string;
  readonly dimensions: readonly string[];
  readonly metrics: readonly { readonly name: string; readonly unit: string; readonly by: readonly string[] }[];
}

export const telemetry = projectJson<Telemetry>("contract/telemetry.json");

// The full address of a metric: namespace, name, and the dimensions every metric has beside its own.
export function telemetryMetric(context: Context, name: string, own: Readonly<Record<string, string>>) {
  const metric = telemetry.metrics.find((each) => each.name === name);
  if (!metric) throw new RangeError(`contract/telemetry.json has no metric "${name}"; add it there first`);
  const wanted = [...metric.by].sort().join();
  const given = Object.keys(own).sort().join();
  if (wanted !== given) throw new RangeError(`metric ${name} is counted by "${wanted}", not by "${given}"`);
  const common: Record<string, string> = { Environment: context.environment };
  const missing = telemetry.dimensions.find((each) => !(each in common));
  if (missing) throw new RangeError(`contract/telemetry.json: dimension ${missing} of every metric has no value here`);
  return { namespace: telemetry.namespace, name, dimensions: { ...common, ...own } };
}
