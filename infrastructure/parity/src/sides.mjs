// Both sides of an environment, or what is missing and how to get it.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readTemplates } from './cloudformation.mjs';
import { readPlan } from './terraform.mjs';

const kInfrastructure = join(dirname(fileURLToPath(import.meta.url)), '../..');
const settingsOf = (file) => JSON.parse(readFileSync(join(kInfrastructure, 'settings', file), 'utf8'));

export const environments = ['dev', 'staging', 'prod', 'delivery'];

export function sidesOf(environment) {
  const { project, region } = settingsOf('environments.json');
  const { account } = settingsOf('site.example.json');
  // What staging and prod share is named so.
  const name = environment === 'delivery' ? 'shared' : environment;
  const templates = join(kInfrastructure, 'cdk/build/templates', name);
  const plan = join(kInfrastructure, 'terraform/build/plans', `${environment}.json`);
  if (!existsSync(templates)) return { missing: 'no templates: `pnpm --filter @housing/cdk test` writes them' };
  if (!existsSync(plan)) {
    return { missing: 'no plan: `node tools/run_node_tests.mjs infrastructure/terraform` writes it' };
  }
  return {
    prefix: `${project}-${name}`,
    cdk: readTemplates(templates, { account, region }),
    terraform: readPlan(plan),
  };
}
