// What a run under load saw, for people: rows of {what, wanted, seen, well}.

const ms = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
const percent = (part, all) => `${((100 * part) / Math.max(1, all)).toFixed(1)} %`;
const ratio = (a, b) => `${(a / b).toFixed(1)} x`;
const pair = ({ count, p50, p99 }) => (count ? `${ms(p50)} / ${ms(p99)} ms` : 'none');
const admitted = (seen) => `${pair(seen)} meanwhile (${seen.count} in, ${seen.refused} refused)`;

export function walkRows({ idle, busy, crowd }) {
  const perSecond = (crowd.good / crowd.seconds).toFixed(0);
  const rows = [
    {
      what: 'a mix of questions meanwhile, no error',
      wanted: '0 errors',
      seen: `${perSecond} a second, ${crowd.busy} refused, ${crowd.failed + crowd.other} errors`,
      well: crowd.good > 0 && crowd.failed + crowd.other === 0,
    },
  ];
  for (const step of Object.keys(idle))
    rows.push({
      what: `browser: ${step}, alone and under load`,
      wanted: 'arrives',
      seen: `${ms(idle[step])} and ${ms(busy[step])} ms, ${ratio(busy[step], idle[step])}`,
      well: Number.isFinite(busy[step]),
    });
  return rows;
}

export function overloadRows({ flood, crowd, quiet, loaded, seen }) {
  const all = crowd.good + crowd.busy + crowd.other;
  const refusals = seen.filter(({ status }) => status === 503);
  const health = seen.filter(({ kind }) => kind === 'health');
  const well = health.filter(({ status }) => status === 200).length;
  const perSecond = (count) => (count / crowd.seconds).toFixed(0);
  const rows = [
    {
      what: `${flood}: asked, answered, refused`,
      wanted: 'some refused',
      seen: `${perSecond(all)}, ${perSecond(crowd.good)} a second, ${percent(crowd.busy, all)}`,
      well: crowd.busy > 0 && crowd.good > 0,
    },
    {
      what: `${flood}: refusals that say when to come again`,
      wanted: 'all',
      seen: `${crowd.busy - crowd.withoutRetry} of ${crowd.busy}`,
      well: crowd.withoutRetry === 0 && refusals.every(({ retryAfter }) => Number(retryAfter) > 0),
    },
    {
      what: `${flood}: other failures`,
      wanted: '0',
      seen: String(crowd.other + crowd.failed),
      well: crowd.other + crowd.failed === 0,
    },
    {
      what: `${flood}: health answers "ready"`,
      wanted: 'always',
      seen: `${well} of ${health.length}`,
      well: well === health.length && well > 0,
    },
  ];
  for (const kind of Object.keys(quiet))
    rows.push({
      what: `${flood}: ${kind}, p50 / p99 of those let in`,
      wanted: 'no queue',
      seen: `${pair(quiet[kind])} before, ${admitted(loaded[kind])}`,
      well: loaded[kind].failed === 0,
    });
  return rows;
}

export function heldRows(counts, first, second) {
  const { before, during, alive, readers, quiet, loaded, calm } = first;
  const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const grown = (second.after.anonymous - first.after.anonymous) / 1000;
  const rows = [
    {
      what: 'idle clients that are answered after all',
      wanted: `${counts.idle}`,
      seen: `${alive}, beside ${counts.senders} slow senders and ${readers} slow readers`,
      well: alive === counts.idle,
    },
    {
      what: 'memory of the server for each client held',
      wanted: 'kilobytes',
      seen: `${((during.anonymous - before.anonymous) / all).toFixed(1)} kB`,
      well: true,
    },
    {
      what: 'descriptors before, meanwhile, after',
      wanted: 'as before',
      seen: `${before.descriptors}, ${during.descriptors}, ${first.after.descriptors}`,
      well: first.after.descriptors <= before.descriptors + 2,
    },
    {
      what: 'memory left behind by a second such crowd',
      wanted: '< 10 % and 4 MB',
      seen: `${grown.toFixed(1)} of ${(first.after.anonymous / 1000).toFixed(0)} MB`,
      well: grown < 4 || grown < 0.1 * (first.after.anonymous / 1000),
    },
  ];
  for (const kind of Object.keys(quiet))
    rows.push({
      what: `${kind} before, meanwhile, after: p50 / p99`,
      wanted: 'as before',
      seen: `${pair(quiet[kind])}, ${pair(loaded[kind])}, ${pair(calm[kind])}`,
      well: loaded[kind].failed === 0 && loaded[kind].refused === 0,
    });
  return rows;
}

export function table(rows) {
  const all = [{ what: 'what', wanted: 'expectation', seen: 'seen', well: true }, ...rows];
  const width = (name) => Math.max(...all.map((row) => row[name].length));
  const [what, wanted] = [width('what'), width('wanted')];
  return all
    .map((row) => `${row.what.padEnd(what)}  ${row.wanted.padEnd(wanted)}  ${row.seen}${row.well ? '' : '  NOT WELL'}`)
    .join('\n');
}
