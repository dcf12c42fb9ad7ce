// What forecasts cost: each method's fit of one series of 300 months beside the seasonal naive forecast's, and a whole
// track record with bands, as /api/v1/forecast makes it. The C++ program checks that its rounds agree to the bit.
import { existsSync } from 'node:fs';
import { fixed } from '../lib/numbers.mjs';
import { measured } from '../lib/process.mjs';

const kFull = { series: 200, rounds: 5 };
const kQuick = { series: 4, rounds: 1 };
const kZips = 26_000;

export async function run({ build, quick, progress }) {
  const size = quick ? kQuick : kFull;
  const program = `${build}/src/forecast/forecast_bench`;
  if (!existsSync(program)) return { skipped: `${program} is not built (configure with -DHOUSING_BENCH=ON)` };
  progress('fits and track records');
  const figures = JSON.parse((await measured(program, [String(size.series), String(size.rounds)])).stdout);
  const methods = ['naive2', 'ses', 'holt', 'damped', 'theta', 'ets'];
  return {
    title: 'Forecasts',
    note: `${size.series} simulated series of ${figures.months} months, CPU time of one, best of ${size.rounds} rounds`,
    columns: ['what', 'ms'],
    rows: [
      ...methods.map((method) => [`fit of ${method}`, fixed(figures[`${method}_ms`], 4)]),
      ['track record with bands, ensemble and baselines', fixed(figures.record_ms, 2)],
      ['track record with bands, all methods', fixed(figures.record_all_ms, 2)],
      [`theta of ${kZips} series, s`, fixed((figures.theta_ms * kZips) / 1000, 2)],
    ],
    ratios: [
      { name: 'theta / ses', value: figures.theta_ms / figures.ses_ms },
      { name: 'ets / damped', value: figures.ets_ms / figures.damped_ms },
      { name: 'track record / its last fit of ets', value: figures.record_ms / figures.ets_ms },
    ],
    samples: { figures },
  };
}
