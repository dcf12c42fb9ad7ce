// A market tracker as Redfin lays it out, of any size, the same bytes every time: a row a ZIP code, month and kind of
// homes, in no order, 58 columns with values in full precision and every ninth missing. What is in it is computed here,
// for who checks a reader: {path, bytes, rows, columns: Map name -> sum in units of its decimals, decimals}.
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

const kGenerator = 1; // raised when the bytes of a file change
const kFlushBytes = 1 << 22;
const kBytesARow = 780; // about
const kMonths = 120;
const kFirstYear = 2012;
const kHomes = [
  ['All Residential', -1],
  ['Single Family Residential', 6],
  ['Condo/Co-op', 3],
  ['Townhouse', 13],
  ['Multi-Family (2-4 Unit)', 4],
];
const kStride = 7_368_787; // a prime, so that the rows of a place lie far apart

// The measures, the decimals they are kept with, and their size.
export const kMeasures = [
  ['median_sale_price', 1, 400_000],
  ['median_list_price', 1, 420_000],
  ['median_ppsf', 2, 210],
  ['median_list_ppsf', 2, 220],
  ['homes_sold', 0, 40],
  ['pending_sales', 0, 42],
  ['new_listings', 0, 50],
  ['inventory', 0, 90],
  ['months_of_supply', 4, 2.5],
  ['median_dom', 1, 38],
  ['avg_sale_to_list', 4, 0.98],
  ['sold_above_list', 4, 0.3],
  ['price_drops', 4, 0.25],
  ['off_market_in_two_weeks', 4, 0.35],
];

const kHeader = [
  'PERIOD_BEGIN PERIOD_END PERIOD_DURATION REGION_TYPE REGION_TYPE_ID TABLE_ID IS_SEASONALLY_ADJUSTED REGION CITY',
  'STATE STATE_CODE PROPERTY_TYPE PROPERTY_TYPE_ID',
  ...kMeasures.map(([name]) => [name, `${name}_mom`, `${name}_yoy`].join(' ').toUpperCase()),
  'PARENT_METRO_REGION PARENT_METRO_REGION_METRO_CODE LAST_UPDATED',
]
  .join(' ')
  .replaceAll(' ', '\t');

// xorshift32: 0 <= x < 1
function randomFrom(seed) {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

const day = (date) => date.toISOString().slice(0, 10);
const kPeriods = Array.from({ length: kMonths }, (_, i) => {
  const first = new Date(Date.UTC(kFirstYear, i, 1));
  return `${day(first)}\t${day(new Date(Date.UTC(kFirstYear, i + 1, 0)))}`;
});

function rowAt(number, random, sums) {
  const place = Math.floor(number / (kMonths * kHomes.length));
  const [homes, homesId] = kHomes[Math.floor(number / kMonths) % kHomes.length];
  const zip = String(501 + 3 * place).padStart(5, '0');
  let text = `${kPeriods[number % kMonths]}\t30\tzip code\t2\t${place + 1000}\tf\tZip Code: ${zip}\tNA\tTexas\tTX`;
  text += `\t${homes}\t${homesId}`;
  for (let i = 0; i < kMeasures.length; i++) {
    const [, decimals, size] = kMeasures[i];
    if (random() < 1 / 9) {
      text += '\tNA\tNA\tNA';
      continue;
    }
    const value = decimals === 0 || decimals === 1 ? Math.round(2 * size * random()) : 2 * size * random();
    sums[i] += Math.round(value * 10 ** decimals);
    text += `\t${value}\t${random() - 0.5}\t${random() - 0.5}`;
  }
  return `${text}\tDallas, TX metro area\t19124\t2026-09-13 14:31:08\n`;
}

function writeRows(file, rows, sums) {
  const random = randomFrom(20120101);
  let text = `${kHeader}\n`;
  let bytes = 0;
  for (let i = 0; i < rows; i++) {
    text += rowAt((i * kStride) % rows, random, sums);
    if (text.length > kFlushBytes) {
      bytes += writeSync(file, text);
      text = '';
    }
  }
  return bytes + writeSync(file, text);
}

const read = (facts) => ({ ...facts, columns: new Map(facts.columns) });

// About `megabytes` large. Makes the file unless it is there already.
export function redfinFile(folder, megabytes) {
  let rows = Math.max(1, Math.round((megabytes * 1e6) / kBytesARow));
  if (rows % kStride === 0) rows++;
  const home = join(folder, `redfin-${rows}-${kGenerator}`);
  const path = join(home, 'zip_code_market_tracker.tsv000');
  const factsPath = join(home, 'facts.json');
  if (existsSync(factsPath) && existsSync(path)) return read(JSON.parse(readFileSync(factsPath, 'utf8')));
  mkdirSync(dirname(path), { recursive: true });
  const sums = new Array(kMeasures.length).fill(0);
  const file = openSync(`${path}.part`, 'w');
  const bytes = writeRows(file, rows, sums);
  closeSync(file);
  renameSync(`${path}.part`, path);
  const facts = { path, bytes, rows, columns: kMeasures.map(([name], i) => [name, sums[i]]) };
  writeFileSync(factsPath, JSON.stringify(facts));
  return read(facts);
}
