// Publishers' files with what is known of them. HOUSING_TEST_DATA, by default ../shared/data beside the project.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parseCsv } from '../../api/support/csv.mjs';
import { projectRoot } from '../../api/support/housing.mjs';

const folder = resolve(projectRoot, process.env.HOUSING_TEST_DATA ?? '../shared/data');
const name = 'Metro_zhvi_uc_sfrcondo_tier_0.33_0.67_sm_sa_month.csv';

/** Two releases of Zillow's home values of metros, years apart. */
export const older = { path: join(folder, 'older-vintages/zillow-2021-06', `${name}.gz`), released: '2021-07-16' };
export const later = { path: join(folder, 'zillow', `${name}.gz`), released: '2025-04-16' };

const absent = [older, later].map(({ path }) => path).filter((path) => !existsSync(path));
/** Why tests on them are skipped; false when they are there. */
export const skip =
  absent.length > 0 && `publishers' files are missing: ${absent.join(', ')}; set HOUSING_TEST_DATA to their folder`;

const textOf = (path) => gunzipSync(readFileSync(path)).toString('utf8');

/** {"2021-06": 209514…} of a metro by the name in the file. */
export function valuesOf({ path }, region) {
  const [header, ...rows] = parseCsv(textOf(path));
  const row = rows.find((cells) => cells[2] === region);
  const months = header.slice(5).map((date, i) => [date.slice(0, 7), row[5 + i]]);
  return Object.fromEntries(months.filter(([, cell]) => cell !== '').map(([month, cell]) => [month, Number(cell)]));
}

/** A copy of a release with more months: `months` is {"2025-04-30": {"Yuma, AZ": 200000}…}. Gives its path. */
export function continued(release, target, months) {
  const [header, ...rows] = textOf(release.path).trimEnd().split('\n');
  const dates = Object.keys(months);
  const cells = (row) => {
    const region = Object.keys(Object.assign({}, ...Object.values(months))).find((one) => row.includes(`,"${one}",`));
    return dates.map((date) => (region ? (months[date][region] ?? '') : ''));
  };
  const lines = [[header, ...dates], ...rows.map((row) => [row, ...cells(row)])];
  const path = join(target, name);
  writeFileSync(path, `${lines.map((line) => line.join(',')).join('\n')}\n`);
  return path;
}
