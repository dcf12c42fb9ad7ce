#!/usr/bin/env node
// docs/operating/capacity.md: how far the tasks go and what a request costs, from what was measured and list prices.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { capacityPage } from './lib/capacity_page.mjs';
import { readInputs } from './lib/inputs.mjs';

const kUsage = `usage: capacity.mjs [--write]
Prints how far the API's tasks go, from measured.json (measure.mjs --write), the settings and the list prices.
  --write  write docs/operating/capacity.md`;

const { values } = parseArgs({ options: { write: { type: 'boolean' }, help: { type: 'boolean' } } });
if (values.help) console.log(kUsage);
else {
  const measured = JSON.parse(readFileSync(new URL('measured.json', import.meta.url), 'utf8'));
  const page = capacityPage(readInputs(), measured);
  if (values.write) writeFileSync(new URL('../../docs/operating/capacity.md', import.meta.url), page);
  else console.log(page);
}
