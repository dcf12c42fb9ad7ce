// The text of docs/coverage.md, made from what the program says: pure, so that it can be tested without a program.

const count = (n) => n.toLocaleString('en-US');
const row = (cells) => `| ${cells.join(' | ')} |`;
const table = (head, align, rows) => [row(head), row(align), ...rows.map(row)].join('\n');
const byText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const sum = (items, pick) => items.reduce((total, item) => total + pick(item), 0);

/** Earliest and latest of periods; all of one dataset have one form and compare as text. */
function span(records) {
  const periods = records.map(({ periods: each }) => each).filter(Boolean);
  if (periods.length === 0) return '–';
  const from = periods.map((each) => each.from).sort(byText)[0];
  const to = periods
    .map((each) => each.to)
    .sort(byText)
    .at(-1);
  return from === to ? from : `${from} to ${to}`;
}

function datasetRows(imports) {
  const groups = new Map();
  for (const record of imports) groups.set(record.dataset, [...(groups.get(record.dataset) ?? []), record]);
  return [...groups.keys()].sort(byText).map((dataset) => {
    const records = groups.get(dataset);
    const metrics = new Set(records.flatMap((record) => record.metrics));
    return [
      `\`${dataset}\``,
      records.length,
      count(sum(records, ({ kept }) => kept)),
      count(sum(records, ({ refused }) => refused)),
      count(sum(records, ({ cells_refused: cells }) => cells)),
      count(Math.max(...records.map(({ regions }) => regions))),
      span(records),
      metrics.size,
    ];
  });
}

function typeRows(metrics) {
  const held = metrics.filter(({ coverage }) => coverage !== null);
  const most = new Map();
  for (const { id, coverage } of held)
    for (const [type, places] of Object.entries(coverage.by_type)) {
      const now = most.get(type) ?? { metrics: 0, places: 0, widest: '' };
      const wider = places > now.places;
      most.set(type, {
        metrics: now.metrics + 1,
        places: Math.max(places, now.places),
        widest: wider ? id : now.widest,
      });
    }
  return [...most].map(([type, { metrics: number, places, widest }]) => [type, number, count(places), `\`${widest}\``]);
}

const fixed = (number) => (number === null ? '–' : number.toFixed(2));
const kLags = new Map([
  [0, 'the last one'],
  [1, '1 before'],
  [2, '2 before'],
  [3, '3 to 5 before'],
  [6, '6 to 11 before'],
  [12, '12 to 23 before'],
  [24, '24 and more before'],
]);

function revisionText({ steps }) {
  if (steps.length === 0) return 'No two releases of one dataset are among the files.\n';
  return steps
    .map(({ dataset, from, to, kind, compared, revised, added, withdrawn, by_lag: lags }) =>
      [
        `\`${dataset}\`, the release of ${from.release} against that of ${to.release} (a ${kind}):`,
        `${count(compared)} cells in both, ${count(revised)} of them revised; ${count(added)} added,`,
        `${count(withdrawn)} withdrawn.`,
        '',
        table(
          ['period of the older release', 'compared', 'revised', 'median absolute revision, %'],
          ['---', '---:', '---:', '---:'],
          lags.map((each) => [
            kLags.get(each.lag) ?? `${each.lag} before`,
            count(each.compared),
            count(each.revised),
            fixed(each.median_absolute),
          ]),
        ),
        '',
      ].join('\n'),
    )
    .join('\n');
}

const firstSentence = (reason) => reason.split(/[;:.] /)[0].replaceAll('|', '\\|');

function datasetText(imports) {
  const total = (pick) => count(sum(imports, pick));
  const kept = total((each) => each.kept);
  const refused = total((each) => each.refused);
  const cells = total((each) => each.cells_refused);
  const head = ['dataset', 'files', 'rows kept', 'rows refused', 'cells refused', 'places', 'periods', 'metrics'];
  const align = ['---', '---:', '---:', '---:', '---:', '---:', '---', '---:'];
  return `Files ${count(imports.length)}; rows kept ${kept}, refused ${refused}; single cells refused ${cells}.
Places: the most that one file has.

${table(head, align, datasetRows(imports))}
`;
}

function typeText(metrics) {
  const held = metrics.filter(({ coverage }) => coverage !== null);
  return `${held.length} of the catalogue's ${metrics.length} metrics have data.

${table(['type', 'metrics', 'places, at most', 'by'], ['---', '---:', '---:', '---'], typeRows(metrics))}
`;
}

function refusalText({ files, unrecognised }) {
  const refusals = files
    .flatMap(({ path, refusals: each }) => each.map((refusal) => ({ path, ...refusal })))
    .sort((a, b) => byText(a.path, b.path) || a.line - b.line)
    .map(({ path, line, column, reason }) => {
      const where = column ? `line ${line}, column ${column}` : `line ${line}`;
      return `- \`${path}\`, ${where}: ${reason}`;
    });
  const left = [...unrecognised]
    .sort((a, b) => byText(a.path, b.path))
    .map(({ path, reason }) => `- \`${path}\`: ${firstSentence(reason)}.`);
  return [
    refusals.length === 0 ? 'Nothing of the files that were taken.' : refusals.join('\n'),
    '',
    left.length === 0 ? 'Every file was recognised.' : `Nothing was taken of:\n\n${left.join('\n')}`,
    '',
  ].join('\n');
}

/** @param told {summary, imports, metrics, revisions, fingerprint}: `housing import --json` and the API's answers. */
export function coverageText({ summary, imports, metrics, revisions, fingerprint }) {
  return `# Coverage and revisions

What a real run took: a folder of publishers' files, imported by the program, as the program itself tells it. Written by
\`node tools/coverage_report.mjs --write\`; the files are not part of the project (\`HOUSING_TEST_DATA\` names them).
What is read and refused, and why, is in [Importers](importers.md).

Set of files: ${fingerprint}.

## By dataset

${datasetText(imports)}
## By kind of place

${typeText(metrics)}
## What was refused

${refusalText(summary)}
## How much home values were revised

By how much a value had moved when the publisher's next release held came out, by how many months it lay before the
older release's last one; percent of the older value, the median over places and months.

${revisionText(revisions)}`;
}
