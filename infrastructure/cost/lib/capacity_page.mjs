// docs/operating/capacity.md, written from measured.json, the settings and the list prices: no number in it is typed.
import { kMix } from '../../../tools/load/questions.mjs';
import { madeMicroseconds, mixMicroseconds, nextParts, reach, taskOf } from './capacity.mjs';
import { amount, money, paragraph, table } from './page_text.mjs';

const kEnvironment = 'prod';
const kWords = {
  health: 'liveness',
  cached: 'an answer that is kept: what others asked before',
  page: 'a page of the dashboard, where the API serves it',
  search: 'search while typing',
  place: 'a place’s profile: there are few places, so nearly all were kept',
  series: 'a series or two',
  change: 'a series, year on year',
  wide: 'twelve places, two metrics, twenty years',
  ranking: 'a ranking of metros',
  map: 'a map',
  screen: 'a screen over metros',
  compare: 'two places beside each other',
  forecast: 'a forecast',
  similar: 'places like this one',
  picture: 'a chart as a picture',
  signIn: 'signing in: a password is checked',
};

const kMillion = 1e6;
const whole = (value) => amount(value >= 10 ? Math.round(value) : value);
const busy = ({ load }) => (load === undefined ? '' : `, load ${load}`);
const millions = (value) => amount(value / kMillion);

function kindRows(kinds, settings) {
  const row = (name, microseconds) => {
    const { perSecond, perDollar, perDollarSpot } = reach(microseconds, settings);
    return [name, whole(microseconds), whole(perSecond), millions(perDollar), millions(perDollarSpot)];
  };
  const rows = Object.keys(kinds).map((name) => row(kWords[name] ?? name, madeMicroseconds(kinds, name)));
  return [...rows, row('**the mix**', mixMicroseconds(kinds))];
}

function environmentRows({ settings, prices, assume }, kinds) {
  return Object.entries(settings.environments).map(([name, { api }]) => {
    const task = taskOf({ settings, prices }, name);
    const { targetCpuPercent } = api;
    const one = reach(mixMicroseconds(kinds), { task, targetCpuPercent, slower: assume.slowerProcessorFactor });
    const byRule = api.targetRequestsPerMinute / 60;
    const least = Math.min(one.perSecond, byRule);
    return [
      name,
      `${api.minTasks} to ${api.maxTasks} of ${task.vcpu} vCPU`,
      whole(one.perSecond),
      whole(byRule),
      whole(least * api.minTasks),
      whole(least * api.maxTasks),
    ];
  });
}

/** The page. `inputs`: readInputs(); `measured`: measured.json. */
export function capacityPage(inputs, measured) {
  const { settings, assume } = inputs;
  const { api } = settings.environments[kEnvironment];
  const task = taskOf(inputs, kEnvironment);
  const slower = assume.slowerProcessorFactor;
  const shares = Object.entries(kMix).map(([kind, weight]) => `${kind} ${weight}`);
  return `${[
    '# Capacity',
    '',
    ...paragraph(
      'How far the API’s tasks go, and what a request costs. Written by `node',
      'infrastructure/cost/capacity.mjs --write`',
      'from `infrastructure/cost/measured.json`, the settings and the list prices; a test fails when',
      'this page is not',
      'what they say. Which setting to change, and how: [scale](scale.md). What a month costs: [cost](cost.md).',
    ),
    '## A request',
    '',
    ...paragraph(
      `CPU time of the server process per request, user and system: ${measured.machine},`,
      `${measured.date}, the median of`,
      `${measured.rounds} rounds over ${measured.data}, Brotli, four connections${busy(measured)}`,
      '(`node infrastructure/cost/measure.mjs --write`).',
      'Liveness, kept answers and pages are at hand; all others are made anew (where some of those',
      'asked were found in the',
      'cache, they are taken out at what the cache costs). In production most answers come from a cache.',
    ),
    ...paragraph(
      `The other columns are for one task of ${kEnvironment}: ${task.vcpu} vCPU and ${task.memoryGb} GB of`,
      `${settings.architecture} at $${task.hour.toFixed(5)} an hour, kept at its scaling target of`,
      `${api.targetCpuPercent} %,`,
      `with a processor taken to be ${slower} times slower than the one measured on`,
      '(`slowerProcessorFactor`). That factor is a margin: the difference between this Xeon and a',
      'Graviton vCPU was not',
      'measured. Balancer, CDN, database and traffic are not in it: they are lines of [cost](cost.md).',
    ),
    ...table(
      ['question', 'µs of CPU', 'a second, one task', 'millions for a dollar', 'millions for a dollar, Spot'],
      kindRows(measured.kinds, { task, targetCpuPercent: api.targetCpuPercent, slower }),
    ),
    ...paragraph(`The mix, of ${Object.values(kMix).reduce((a, b) => a + b, 0)}: ${shares.join(', ')}.`),
    '## An environment',
    '',
    ...paragraph(
      'Requests a second of the mix that the tasks answer at their target. There are two targets for',
      'scaling, processor',
      'and requests; what is reached first adds tasks. What CloudFront answers does not count.',
    ),
    ...table(
      ['', 'tasks', 'one, by processor', 'one, by `targetRequestsPerMinute`', 'with the least tasks', 'with the most'],
      environmentRows(inputs, measured.kinds),
      2,
    ),
    '## When to add which part',
    '',
    ...paragraph(`What the next part costs more a month in ${kEnvironment}, by list price:`),
    ...table(
      ['part', '$ a month more'],
      nextParts(inputs, kEnvironment).map(({ part, usd }) => [part, money(usd)]),
    ),
    '- Tasks first, always: data is answered from each task’s memory, and tasks share nothing.',
    'Scaling adds them up to',
    '  `api.maxTasks`; raise that when `RequestsShed` counts while all run.',
    '- A larger task rather than more of them when the dataset no longer fits its memory (`api-memory`), not for',
    '  speed: half a vCPU answers as much as two quarters.',
    '- Slow questions (forecasts, pictures) have as many threads as processors. When they alone are shed,',
    'more vCPU for each',
    '  task makes each of them sooner; more tasks make more of them.',
    '- The database is asked by signed-in people and jobs alone, the cache for their sessions and',
    'limits. How many of',
    '  them an instance bears was not measured on AWS: go by `db-cpu`, `db-connections`, `cache-cpu`.',
    '- Signing in costs the API’s processor, not the database: its line above is the limit.',
    '',
    '## Too much at once',
    '',
    ...paragraph(
      'What there is no time for is refused at once with 503 and `Retry-After`, and counted as',
      '`RequestsShed`. How that',
      'is decided: [scale](scale.md#too-much-at-once).',
    ),
  ]
    .join('\n')
    .trimEnd()}\n`;
}
