// The lines of the chart of both costs by the length of the stay. Pure. Gaps lift the line.

export interface Frame {
  width: number;
  height: number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

interface Scales {
  x: (year: number) => number;
  y: (cost: number) => number;
  ticks: number[];
  yearTicks: number[];
}

const kSteps = [1, 2, 2.5, 5, 10];
const kWantedTicks = 5;

/** Round numbers over the values, zero among them. */
export function ticksOf(least: number, most: number): number[] {
  const span = Math.max(most, 0) - Math.min(least, 0) || 1;
  const magnitude = 10 ** Math.floor(Math.log10(span / kWantedTicks));
  const step = magnitude * (kSteps.find((s) => s * magnitude * kWantedTicks >= span) ?? 10);
  const first = Math.floor(Math.min(least, 0) / step);
  const last = Math.ceil(Math.max(most, 0) / step);
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step);
}

export function scalesOf(years: readonly number[], costs: readonly (number | null)[], frame: Frame): Scales {
  const known = costs.filter((c) => c !== null);
  const ticks = ticksOf(Math.min(0, ...known), Math.max(0, ...known));
  const [low, high] = [ticks[0] ?? 0, ticks.at(-1) ?? 1];
  const [from, to] = [years[0] ?? 0, years.at(-1) ?? 1];
  const wide = frame.width - frame.left - frame.right;
  const tall = frame.height - frame.top - frame.bottom;
  return {
    x: (year) => frame.left + (to === from ? 0 : ((year - from) / (to - from)) * wide),
    y: (cost) => frame.top + (1 - (cost - low) / (high - low || 1)) * tall,
    ticks,
    yearTicks: years.filter((year) => year === 1 || year % (wide < 360 ? 10 : 5) === 0),
  };
}

export function lineOf(years: readonly number[], costs: readonly (number | null)[], { x, y }: Scales): string {
  let pen = "M";
  return years
    .map((year, i) => {
      const cost = costs[i];
      if (cost === null || cost === undefined) {
        pen = "M";
        return "";
      }
      const part = `${pen}${x(year).toFixed(1)} ${y(cost).toFixed(1)}`;
      pen = "L";
      return part;
    })
    .join("");
}
