// Offline plans as JSON.
import { rmSync } from 'node:fs';
import { join } from 'node:path';

export const kEnvironments = ['dev', 'staging', 'prod'];
const exampleSite = '../settings/site.example.json';
const digest = `sha256:${'0'.repeat(64)}`;

export const variablesOf = (environment) => [
  ...(environment === 'delivery'
    ? []
    : [`-var-file=environments/${environment}.tfvars`, `-var=image_digest=${digest}`]),
  `-var=site_file=${exampleSite}`,
  '-var=allow_example_site=true',
];

export async function plan(work, environment, root = '.') {
  const file = join(work.folder, `${environment}.tfplan`);
  const args = ['plan', '-no-color', '-input=false', '-lock=false', `-out=${file}`, ...variablesOf(environment)];
  await work.must(args, { root });
  const { stdout } = await work.must(['show', '-json', file], { root });
  rmSync(file);
  const { planned_values, variables, resource_changes } = JSON.parse(stdout);
  // What is known of each resource, and which of its values only AWS can tell.
  const unknown = Object.fromEntries(resource_changes.map(({ address, change }) => [address, change.after_unknown]));
  return { planned_values, variables, unknown };
}

export function resourcesOf({ planned_values: { root_module: root } }) {
  const within = (module) => [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(within)];
  return within(root).filter(({ mode }) => mode === 'managed');
}
