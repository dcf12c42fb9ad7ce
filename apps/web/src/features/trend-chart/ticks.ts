// Where the ticks of a logarithmic axis stand. Pure.

const kNice = [1, 2, 2.5, 5, 10];
const kWantedTicks = 5;

function niceStep(span: number): number {
  const rough = span / kWantedTicks;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = kNice.find((n) => n * power >= rough) ?? 10;
  return nice * power;
}

/** Within one power of ten round values at even steps; over more of them 1, 2 and 5 of each, or the powers alone. */
export function logTicks(least: number, most: number): number[] {
  if (!(least > 0) || !(most > least)) return [];
  const decades = Math.log10(most / least);
  if (decades < 1) {
    const step = niceStep(most - least);
    const first = Math.ceil(least / step);
    const count = Math.floor(most / step) - first + 1;
    return Array.from({ length: Math.max(0, count) }, (_, i) => Number(((first + i) * step).toPrecision(12)));
  }
  const parts = decades > 3 ? [1] : [1, 2, 5];
  const ticks: number[] = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.ceil(Math.log10(most)); power += 1) {
    for (const part of parts) {
      const tick = Number((part * 10 ** power).toPrecision(12));
      if (tick >= least && tick <= most) ticks.push(tick);
    }
  }
  return ticks;
}
