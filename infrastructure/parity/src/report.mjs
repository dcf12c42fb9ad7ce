#!/usr/bin/env node
// Prints the differences between both sides that no exception explains.
import { exceptions } from './exceptions.mjs';
import { environments, sidesOf } from './sides.mjs';
import { compare } from './compare.mjs';
import { unexplained } from './explain.mjs';

if (process.argv.includes('--help')) {
  console.log(
    'usage: report.mjs [ENVIRONMENT…]\nPrints where the CDK app and Terraform differ without a written reason.',
  );
  process.exit(0);
}
const wanted = process.argv.slice(2).length ? process.argv.slice(2) : environments;
for (const environment of wanted) {
  const sides = sidesOf(environment);
  if (sides.missing) {
    console.log(`SKIP ${environment}: ${sides.missing}`);
    continue;
  }
  const made = compare(environment, sides.prefix, sides.cdk, sides.terraform);
  const found = unexplained(made, exceptions);
  console.log(`${environment}: ${made.length} comparisons, ${found.length} differences`);
  for (const each of found) {
    console.log(`  ${each.kind} ${each.key} ${each.field}`);
    console.log(`    cdk       ${JSON.stringify(each.cdk)}\n    terraform ${JSON.stringify(each.terraform)}`);
  }
}
