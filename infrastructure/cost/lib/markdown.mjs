// docs/operating/cost.md, written by the model: nothing in it is typed by hand.
import { byArea, totals } from './bill.mjs';
import { priceAccount, priceSpecification } from './model.mjs';
import { amount, dollars, money, paragraph, table } from './page_text.mjs';
import { aimUsd, savingsLeft, savingsTaken, waysToTheAim } from './savings.mjs';

function answer({ account, configurations, aim, steps }) {
  const { prod } = account;
  const rows = steps.map(({ name, usd, saves, built, loses }) => [
    name,
    saves === undefined ? '' : money(saves),
    money(usd),
    built === undefined ? '' : built ? 'yes' : 'no',
    loses ?? '',
  ]);
  const reached = steps.find(({ usd }) => usd <= aim);
  const { costTable, environmentTable } = configurations;
  return [
    '## The answer',
    '',
    ...paragraph(
      `prod as set costs **${dollars(prod.total.usd)} a month** (${dollars(prod.total.list)} before the always-free`,
      `allowances of an account). The specification's own sizes under the same load cost`,
      dollars(costTable.total.usd),
      `(its cost table) and ${dollars(environmentTable.total.usd)} (its environment table). The aim is a third of the`,
      `$396 that its table states: **${dollars(aim)}**.`,
      `prod as set is ${prod.total.usd <= aim ? 'below' : 'above'} it.`,
      reached ? `These steps, each on top of the ones before, reach it at "${reached.name}":` : 'These steps lower it:',
    ),
    ...table(['step', 'saves $', 'prod $', 'a setting', 'what it gives up'], rows, 1, 3),
  ];
}

function nineRows({ inputs, account, configurations }) {
  const { rows, statedTotal } = inputs.specification;
  const of = (bill, areas) => totals(bill.lines.filter(({ area }) => areas.includes(area)));
  const bills = [configurations.costTable, configurations.environmentTable, account.prod];
  const body = rows.map(({ service, configuration, usd, areas }) => [
    service,
    configuration,
    money(usd),
    ...bills.map((bill) => money(of(bill, areas).list)),
  ]);
  const named = rows.flatMap(({ areas }) => areas);
  const others = (bill) => totals(bill.lines.filter(({ area }) => !named.includes(area))).list;
  const nine = bills.map((bill) => of(bill, named).list);
  return [
    '## The specification’s table, at list prices',
    '',
    ...paragraph(
      `Its rows sum up to ${dollars(rows.reduce((total, { usd }) => total + usd, 0))}, as it states ($${statedTotal}).`,
      'The other columns are what those services cost by list price, before free allowances. What its table leaves out',
      'is counted for all.',
    ),
    ...table(
      ['service', 'as the table has it', 'stated $', '$396 sizes', 'environment table’s sizes', 'ours'],
      [
        ...body,
        ['**its nine services**', '', money(statedTotal), ...nine.map((usd) => money(usd))],
        ['everything it leaves out', '', '', ...bills.map((bill) => money(others(bill)))],
        ['**list price of all**', '', '', ...bills.map((bill) => money(bill.total.list))],
        ['always-free allowances', '', '', ...bills.map((bill) => money(-bill.total.free))],
        ['**to pay**', '', '', ...bills.map((bill) => `**${money(bill.total.usd)}**`)],
      ],
      2,
    ),
    ...Object.values(inputs.specification.configurations)
      .map(({ title, reads }) => paragraph(`- ${title}: read as ${reads}.`).slice(0, -1))
      .flat(),
    '- "2 vCPU, 4GB RAM, 4 tasks" at $120 fits neither reading: four tasks of that size cost what stands above,',
    '  four that share 2 vCPU and 4 GB a quarter of it.',
    '',
  ];
}

function environments({ account }) {
  const names = Object.keys(account);
  const areas = [...new Set(names.flatMap((name) => byArea(account[name].lines).map(({ area }) => area)))];
  const cell = (name, area) => {
    const lines = account[name].lines.filter((line) => line.area === area);
    return lines.length ? money(totals(lines).usd) : '';
  };
  const sumRow = (label, field) => [label, ...names.map((name) => money(account[name].total[field]))];
  return [
    '## Each environment',
    '',
    'All in one account, whose free allowances prod uses first. The pipeline serves staging and prod.',
    '',
    ...table(
      ['$ a month', ...names],
      [
        ...areas.map((area) => [area, ...names.map((name) => cell(name, area))]),
        sumRow('**to pay**', 'usd'),
        sumRow('list price', 'list'),
      ],
    ),
    `All together: ${dollars(names.reduce((sum, name) => sum + account[name].total.usd, 0))} a month.`,
    '',
  ];
}

function budgets({ inputs, account }) {
  const rows = Object.entries(inputs.settings.environments).map(([name, { budget }]) => {
    const { usd } = account[name].total;
    return [name, money(usd), money(budget.monthlyUsd), usd <= budget.monthlyUsd ? 'within' : '**above**'];
  });
  return ['Beside the budgets that raise the alarm:', '', ...table(['', 'cost $', 'budget $', ''], rows, 1, 3)];
}

function savings({ taken, left }) {
  return [
    '## What each choice saves',
    '',
    'In prod, each alone: what prod would cost more without it.',
    '',
    ...table(
      ['chosen', '$ a month'],
      taken.map(({ name, usd }) => [name, money(usd)]),
    ),
    'Not chosen: what prod would cost less with it. Without a setting the price is known, but the part is not built.',
    '',
    ...table(
      ['not chosen', '$ a month', 'a setting'],
      left.map(({ name, usd, built }) => [name, money(usd), built ? 'yes' : 'no']),
      1,
      2,
    ),
  ];
}

function load({ inputs, account }) {
  const { load: written, api } = inputs.settings.environments.prod;
  const { tasks } = account.prod;
  const { assume } = inputs;
  const wanted = Object.entries(written).map(([name, value]) => `${value.toLocaleString('en-US')} ${name}`);
  return [
    '## The load, and the tasks it needs',
    '',
    ...paragraph(`prod is priced for a month's ${wanted.join(', ')}.`),
    ...paragraph(
      `Busiest minute: ${assume.peakFactor} times the mean. At`,
      `${assume.cpuMicrosecondsPerRequest} µs of CPU time a request,`,
      `${assume.cpuMicrosecondsPerSignIn / 1000} ms a sign-in`,
      '(`node infrastructure/cost/measure.mjs` measures it; [benchmarks](../benchmarks.md) has more) and a processor',
      `${assume.slowerProcessorFactor} times slower, that minute keeps ${tasks.vcpuAtPeak.toFixed(4)} vCPU busy:`,
      `${tasks.byCpu.toFixed(2)} of a task of ${api.vcpu} vCPU at ${api.targetCpuPercent} %,`,
      `${tasks.byRequests.toFixed(2)} by the scaling target for requests.`,
      `One task would do; ${api.minTasks} run, ${api.onDemandTasks} of them not Spot,`,
      'so that a zone or a Spot interruption is not felt.',
    ),
  ];
}

function lines({ account }) {
  const body = account.prod.lines.map(({ area, what, quantity, unit, unitUsd, list, free, note }) => [
    area,
    note ? `${what} (${note})` : what,
    amount(quantity),
    unit,
    unitUsd === 0 ? '0' : Number(unitUsd.toPrecision(4)).toString(),
    money(list),
    free === 0 ? '' : money(free),
  ]);
  return [
    '## prod, line by line',
    '',
    'The unit price is for one of what is counted, whatever the unit’s pack.',
    '',
    ...table(['', 'what', 'quantity', 'unit', '$ each', 'list $', 'free $'], body, 2),
  ];
}

function assumptions({ inputs }) {
  const rows = Object.entries(inputs.assumptions).map(([name, { value, why }]) => [`\`${name}\``, String(value), why]);
  return [
    '## What is assumed',
    '',
    '`infrastructure/cost/assumptions.json`:',
    '',
    ...table(['', 'value', 'why'], rows, 3),
  ];
}

export function costPage(inputs) {
  const page = {
    inputs,
    account: priceAccount(inputs),
    configurations: Object.fromEntries(
      Object.keys(inputs.specification.configurations).map((name) => [name, priceSpecification(inputs, name)]),
    ),
    aim: aimUsd(inputs),
    steps: waysToTheAim(inputs),
    taken: savingsTaken(inputs),
    left: savingsLeft(inputs),
  };
  const { prices } = inputs;
  const head = [
    '# What it costs',
    '',
    ...paragraph(
      'Written by `node infrastructure/cost/report.mjs --write` from `infrastructure/settings/environments.json` and',
      `the list prices of \`infrastructure/cost/prices.json\` (${prices.region}, US dollars a month, taxes and support`,
      'plans not included). A test fails when this page is not what the model says.',
    ),
    ...paragraph(prices.known, `To refresh: ${prices.refresh}`),
  ];
  const sections = [answer, nineRows, environments, budgets, savings, load, lines, assumptions].flatMap((s) => s(page));
  return `${[...head, ...sections].join('\n').trimEnd()}\n`;
}
