// Reading a wide file alone, without resolving storage: the C++ program wide_parse_bench, its result checked.
import { existsSync } from 'node:fs';
import { checkEqual } from '../lib/check.mjs';
import { fixed, megabytes } from '../lib/numbers.mjs';
import { measured } from '../lib/process.mjs';
import { zillowFile } from '../import/zillow_csv.mjs';

const kFull = { rounds: 7, size: { rows: 26_300, months: 300 } };
const kQuick = { rounds: 1, size: { rows: 120, months: 24 } };

export async function run({ build, files, quick, progress }) {
  const program = `${build}/src/sources/wide_parse_bench`;
  if (!existsSync(program)) return { skipped: `${program} is not built (configure with -DHOUSING_BENCH=ON)` };
  const { rounds, size } = quick ? kQuick : kFull;
  progress('making the file');
  const file = zillowFile(files, size);
  progress('measuring');
  const { ways } = JSON.parse((await measured(program, [file.path, String(rounds)])).stdout);
  for (const way of ways) {
    checkEqual('rows', { generator: file.rows, [way.name]: way.rows });
    if (way.sums) checkEqual('sum of all cells in cents', { generator: file.sum_cents, [way.name]: way.cents });
  }
  const speed = (way) => megabytes(file.bytes) / way.cpu;
  const parser = ways.find((way) => way.name === 'parser');
  return {
    title: 'Reading a wide file',
    note: `${fixed(megabytes(file.bytes), 1)} MB in memory, one thread, best of ${rounds} alternating rounds`,
    columns: ['way', 'MB/s of CPU time', 'CPU ms', 'wall ms'],
    rows: ways.map((way) => [way.name, fixed(speed(way), 0), fixed(way.cpu * 1e3, 1), fixed(way.wall * 1e3, 1)]),
    ratios: ways
      .filter((way) => way !== parser)
      .map((way) => ({ name: `MB/s, parser / ${way.name}`, value: speed(parser) / speed(way) })),
    samples: { ways },
  };
}
