// A ZIP file as Zillow lays it out, of any size, the same bytes every time: a row a ZIP code, a column a month, values
// in full precision, every seventh place beginning late, as real files have it. What is in it is computed here, for
// who checks a reader: {path, bytes, rows, cells, sum_cents, columns: Map date -> cents}.
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { renameSync, writeFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

const kGenerator = 1; // raised when the bytes of a file change
const kFirstYear = 2000;
const kFlushBytes = 1 << 22;
const kTextColumns = 'RegionID,SizeRank,RegionName,RegionType,StateName,State,City,Metro,CountyName';

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

const lastDayOf = (month) => new Date(Date.UTC(kFirstYear, month + 1, 0)).toISOString().slice(0, 10);

export const zipOf = (row) => String(501 + 3 * row).padStart(5, '0');

function textFields(row) {
  const place = `Place ${row % 997}`;
  return `${58000 + row},${row},${zipOf(row)},zip,TX,TX,${place},"${place}-Suburb, TX",${place} County`;
}

function writeRows(file, { rows, months }, sums) {
  const random = randomFrom(20000131);
  let text = `${[kTextColumns, ...sums.dates].join(',')}\n`;
  for (let row = 0; row < rows; row++) {
    let value = 60_000 + 400_000 * random();
    const begins = row % 7 === 0 ? Math.floor(months * random() * 0.8) : 0;
    text += textFields(row);
    for (let month = 0; month < months; month++) {
      value *= 0.9955 + 0.013 * random();
      if (month < begins) {
        text += ',';
        continue;
      }
      const cents = Math.round(value * 100);
      sums.cents[month] += cents;
      sums.cells++;
      text += `,${value}`;
    }
    text += '\n';
    if (text.length > kFlushBytes) {
      sums.bytes += writeSync(file, text);
      text = '';
    }
  }
  sums.bytes += writeSync(file, text);
}

const read = (facts) => ({ ...facts, columns: new Map(facts.columns) });

// Makes the file unless it is there already.
export function zillowFile(folder, { rows, months }) {
  const home = join(folder, `zillow-${rows}x${months}-${kGenerator}`);
  const path = join(home, 'Zip_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv');
  const factsPath = join(home, 'facts.json');
  if (existsSync(factsPath) && existsSync(path)) return read(JSON.parse(readFileSync(factsPath, 'utf8')));
  mkdirSync(dirname(path), { recursive: true });
  const dates = Array.from({ length: months }, (_, month) => lastDayOf(month));
  const sums = { dates, cents: new Array(months).fill(0), cells: 0, bytes: 0 };
  const file = openSync(`${path}.part`, 'w');
  writeRows(file, { rows, months }, sums);
  closeSync(file);
  renameSync(`${path}.part`, path);
  const facts = {
    path,
    bytes: sums.bytes,
    rows,
    cells: sums.cells,
    sum_cents: sums.cents.reduce((a, b) => a + b, 0),
    columns: dates.map((date, month) => [date, sums.cents[month]]),
  };
  writeFileSync(factsPath, JSON.stringify(facts));
  return read(facts);
}
