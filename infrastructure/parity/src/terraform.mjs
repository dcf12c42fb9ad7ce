// Terraform's plan of one environment, as the tests of infrastructure/terraform leave it, as a list of { address, kind,
// props, tags }. A value that only AWS can tell is missing from props.
import { existsSync, readFileSync } from 'node:fs';

export function readPlan(file) {
  if (!existsSync(file)) return undefined;
  const { planned_values: planned } = JSON.parse(readFileSync(file, 'utf8'));
  const within = (module) => [...(module.resources ?? []), ...(module.child_modules ?? []).flatMap(within)];
  const resources = within(planned.root_module)
    .filter(({ mode }) => mode === 'managed')
    .map(({ address, type, values }) => ({
      address,
      kind: type,
      props: values ?? {},
      tags: values?.tags_all ?? undefined,
    }));
  // What a plan cannot tell of the resources themselves, the configuration tells as outputs.
  const output = (name) => planned.outputs?.[name]?.value ?? {};
  return { resources, rights: output('rights'), containers: output('containers'), variables: output('variables') };
}

// The resource of another kind in the same module: the parts of a bucket.
export const neighbour = (resources, { address }, kind) => {
  const module = address.slice(0, address.lastIndexOf('.', address.lastIndexOf('.') - 1) + 1);
  return resources.find((each) => each.kind === kind && each.address.startsWith(`${module}${kind}.`));
};
