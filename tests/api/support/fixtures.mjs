// Small publishers' files, written by the tests: the publishers' layouts, places and file names, invented numbers.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const names = {
  metroValues: 'Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv',
  stateValues: 'State_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv',
  metroRents: 'Metro_zori_uc_sfrcondomfr_sm_month.csv',
  metroWeekly: 'Metro_invt_fs_uc_sfrcondo_sm_week.csv',
  index: 'hpi_at_metro.csv',
  mortgage: 'MORTGAGE30US.csv',
  prices: 'CPIAUCSL.csv',
};

const iso = (date) => date.toISOString().slice(0, 10);

/** Last days of months: monthEnds(2024, 11, 3) is 2024-11-30, 2024-12-31, 2025-01-31. */
export const monthEnds = (year, month, count) =>
  Array.from({ length: count }, (_, i) => iso(new Date(Date.UTC(year, month + i, 0))));
export const monthStarts = (year, month, count) =>
  Array.from({ length: count }, (_, i) => iso(new Date(Date.UTC(year, month - 1 + i, 1))));
/** Days a week apart. */
export const weeks = (first, count) =>
  Array.from({ length: count }, (_, i) => iso(new Date(Date.parse(`${first}T00:00:00Z`) + i * 7 * 86_400_000)));

const csv = (rows) =>
  `${rows.map((row) => row.map((cell) => (/[",]/.test(cell) ? `"${cell}"` : cell)).join(',')).join('\n')}\n`;

/** Zillow's wide table. `rows`: [RegionID, SizeRank, RegionName, RegionType, StateName, value…]. */
export const zillow = (dates, rows) =>
  csv([['RegionID', 'SizeRank', 'RegionName', 'RegionType', 'StateName', ...dates], ...rows]);
/** FRED's two columns. */
export const fred = (series, dates, values) =>
  csv([['observation_date', series], ...dates.map((date, i) => [date, values[i]])]);
/** FHFA's long table, with the header its copies have. `rows`: [name, code, year, quarter, index, error]. */
export const fhfa = (rows) => csv([['MSA', 'geocode', 'year', 'q', 'hpi', 'chg'], ...rows]);

const kMonths = 27; // 2023-01 … 2025-03: two years of changes
// Publisher's precision, more than is kept, so that rounding shows.
const growing = (from, step, count = kMonths) =>
  Array.from({ length: count }, (_, i) => (from + step * i + (i % 4) / 1000 + 0.00491).toFixed(5));

const metroRow = (id, rank, name, state, values) => [id, rank, name, 'msa', state, ...values];

/** The metro file; `months` fewer than all make an earlier release of it. */
export function metroValues({ months = kMonths, shift = 0 } = {}) {
  const sanFrancisco = growing(1_100_000 + shift, 2600);
  sanFrancisco[12] = ''; // a gap inside
  const rows = [
    [102001, 0, 'United States', 'country', '', ...growing(340_000 + shift, 700)],
    metroRow(394913, 1, 'New York, NY', 'NY', growing(610_000 + shift, 1500)),
    metroRow(394463, 3, 'Chicago, IL', 'IL', growing(300_000 + shift, 900)),
    metroRow(395057, 11, 'San Francisco, CA', 'CA', sanFrancisco),
    metroRow(999901, 940, 'Atlantis, CA', 'CA', growing(410_000 + shift, 10)), // no such place
  ];
  return zillow(
    monthEnds(2023, 1, months),
    rows.map((row) => row.slice(0, 5 + months)),
  );
}

export const stateValues = () =>
  zillow(monthEnds(2023, 1, kMonths), [
    [9, 0, 'California', 'state', '', ...growing(730_000, 1800)],
    [54, 1, 'Texas', 'state', '', ...growing(295_000, -150)],
  ]);

export const metroRents = () =>
  zillow(monthEnds(2024, 1, 15), [
    [102001, 0, 'United States', 'country', '', ...growing(1900, 4, 15)],
    metroRow(394913, 1, 'New York, NY', 'NY', growing(3100, 9, 15)),
    metroRow(395057, 11, 'San Francisco, CA', 'CA', growing(2900, -3, 15)),
  ]);

export const metroWeekly = () =>
  zillow(weeks('2023-12-02', 58), [
    metroRow(
      394913,
      1,
      'New York, NY',
      'NY',
      Array.from({ length: 58 }, (_, i) => String(30_000 + 37 * i)),
    ),
    metroRow(
      395057,
      11,
      'San Francisco, CA',
      'CA',
      Array.from({ length: 58 }, (_, i) => String(6000 - 11 * i)),
    ),
  ]);

export const index = () =>
  fhfa(
    [
      ['San Francisco-San Mateo-Redwood City, CA  (MSAD)', '41884', 512.25],
      ['Yuma, AZ', '49740', 281.5],
      ['Abilene, TX', '10180', 240],
    ].flatMap(([name, code, start]) =>
      Array.from({ length: 9 }, (_, i) => [
        name,
        code,
        String(2023 + Math.floor(i / 4)),
        String((i % 4) + 1),
        name.startsWith('Abilene') && i === 0 ? '-' : (start + i * 1.37).toFixed(2),
        '( 1.25)',
      ]),
    ),
  );

export const mortgage = () => {
  const dates = weeks('2024-01-04', 66);
  return fred(
    'MORTGAGE30US',
    dates,
    dates.map((_, i) => (i === 5 ? '.' : (6.6 + ((i * 7) % 40) / 100).toFixed(2))),
  );
};

export const prices = () => {
  const dates = monthStarts(2023, 1, kMonths);
  return fred(
    'CPIAUCSL',
    dates,
    dates.map((_, i) => (300.1234 + i * 0.7).toFixed(4)),
  );
};

const makers = { metroValues, stateValues, metroRents, metroWeekly, index, mortgage, prices };

/** Writes the named files (all by default) into `folder`; gives {name: path}. */
export function writeFixtures(folder, wanted = Object.keys(makers)) {
  mkdirSync(folder, { recursive: true });
  return Object.fromEntries(
    wanted.map((name) => {
      const path = join(folder, names[name]);
      writeFileSync(path, makers[name]());
      return [name, path];
    }),
  );
}
