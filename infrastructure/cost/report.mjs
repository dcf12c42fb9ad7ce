#!/usr/bin/env node
// What the system costs a month, for the terminal, as JSON, or as docs/operating/cost.md.
import { readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { byArea, CostError } from './lib/bill.mjs';
import { environmentOf } from './lib/check.mjs';
import { readInputs } from './lib/inputs.mjs';
import { costPage } from './lib/markdown.mjs';
import { priceAccount, priceSpecification } from './lib/model.mjs';
import { aimUsd, savingsLeft, savingsTaken, waysToTheAim } from './lib/savings.mjs';

const kUsage = `usage: report.mjs [--json] [--env NAME] [--lines] | --write | --check
  --json       everything, line by line, as JSON
  --env NAME   one environment only
  --lines      each line, not only each service
  --write      write docs/operating/cost.md
  --check      fail when docs/operating/cost.md is not what the model says`;
const kPage = new URL('../../docs/operating/cost.md', import.meta.url);

function options() {
  const flag = { type: 'boolean', default: false };
  const wanted = { json: flag, env: { type: 'string' }, lines: flag, write: flag, check: flag, help: flag };
  try {
    return parseArgs({ options: wanted }).values;
  } catch (error) {
    console.error(`${error.message}\n${kUsage}`);
    process.exit(2);
  }
}

function printBill(name, { lines, total }, everyLine) {
  console.log(`${name}: $${total.usd.toFixed(2)} a month ($${total.list.toFixed(2)} before free allowances)`);
  const rows = everyLine
    ? lines.map(({ area, what, list, usd }) => [`${area}: ${what}`, list, usd])
    : byArea(lines).map(({ area, list, usd }) => [area, list, usd]);
  for (const [label, list, usd] of rows)
    console.log(`  ${label.padEnd(64)}${list.toFixed(2).padStart(9)}${usd.toFixed(2).padStart(9)}`);
}

function everything(inputs) {
  const names = Object.keys(inputs.specification.configurations);
  return {
    currency: 'USD',
    per: 'month',
    region: inputs.prices.region,
    prices: inputs.prices.known,
    aimUsd: aimUsd(inputs),
    environments: priceAccount(inputs),
    specification: Object.fromEntries(names.map((name) => [name, priceSpecification(inputs, name)])),
    savingsTaken: savingsTaken(inputs),
    savingsLeft: savingsLeft(inputs),
    waysToTheAim: waysToTheAim(inputs),
  };
}

function print(inputs, { json, env, lines }) {
  if (env) environmentOf(inputs.settings, env);
  const report = everything(inputs);
  if (json) return console.log(JSON.stringify(env ? report.environments[env] : report, null, 1));
  for (const [name, bill] of Object.entries(report.environments))
    if (!env || env === name) printBill(name, bill, lines);
  if (env) return;
  for (const [name, bill] of Object.entries(report.specification))
    printBill(`specification, ${inputs.specification.configurations[name].title}`, bill, lines);
  console.log(`the aim: $${report.aimUsd.toFixed(2)}`);
  for (const { name, usd } of report.waysToTheAim) console.log(`  ${usd.toFixed(2).padStart(8)}  ${name}`);
}

function check(page) {
  let written = '';
  try {
    written = readFileSync(kPage, 'utf8');
  } catch {
    // a page that is not there is not up to date either
  }
  if (written === page) return console.log('docs/operating/cost.md is up to date');
  console.error('docs/operating/cost.md is not what the model says: run `node infrastructure/cost/report.mjs --write`');
  process.exitCode = 1;
}

const wanted = options();
if (wanted.help) console.log(kUsage);
else {
  try {
    const inputs = readInputs();
    if (wanted.write) writeFileSync(kPage, costPage(inputs));
    else if (wanted.check) check(costPage(inputs));
    else print(inputs, wanted);
  } catch (error) {
    if (!(error instanceof CostError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
