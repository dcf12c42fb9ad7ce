// Which metrics of a place stand as chips, and which wait in the list behind them. Pure. A place can have more than a
// hundred, most of them variants of one another (their id has a point) and margins of error.

export interface Named {
  id: string;
  name: string;
  unit: string | null;
}

/** More chips than these are a wall. */
export const kMaxChips = 8;

const isVariant = (id: string): boolean => id.includes(".");

/** Those in sight stay in sight, whatever they are; the order is the place's own. */
export function splitMetrics(
  all: readonly Named[],
  shown: readonly string[],
): { chips: Named[]; plain: Named[]; variants: Named[] } {
  const first = new Set(
    all
      .filter(({ id }) => !isVariant(id))
      .slice(0, kMaxChips)
      .map(({ id }) => id),
  );
  const chips = all.filter(({ id }) => first.has(id) || shown.includes(id));
  const rest = all.filter(({ id }) => !first.has(id) && !shown.includes(id));
  return { chips, plain: rest.filter(({ id }) => !isVariant(id)), variants: rest.filter(({ id }) => isVariant(id)) };
}

/** More rows than these are looked through by nobody. */
export const kFirstRows = 14;

/** The numbers to begin with, and those behind a button: what is beyond the first ones, and variants. */
export function splitLatest<T extends { metric: string }>(latest: readonly T[]): { first: T[]; rest: T[] } {
  const few = latest.length <= kFirstRows;
  const first = few ? [...latest] : latest.filter(({ metric }) => !isVariant(metric)).slice(0, kFirstRows);
  return { first, rest: latest.filter((each) => !first.includes(each)) };
}
