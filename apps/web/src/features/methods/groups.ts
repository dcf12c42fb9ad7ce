// Methods in groups, for reading; and which of them a search finds. Pure. A method that is in no group yet comes last,
// so that none is ever left out.

import type { Method } from "./method";

export interface Group {
  name: string;
  methods: Method[];
}

const kGroups: readonly (readonly [name: string, ids: readonly string[]])[] = [
  [
    "What a home costs a household",
    [
      "mortgage",
      "owner-cost",
      "affordability-index",
      "cost-burden",
      "price-ratios",
      "rent-or-buy",
      "user-cost",
      "fair-market-rent",
    ],
  ],
  ["Changes, indices and ranks", ["growth", "cagr", "index", "real", "percentile"]],
  ["Markets", ["months-of-supply", "heat-bands", "heat-points", "repeat-sales"]],
  ["Season and trend", ["stl", "hp"]],
  ["Forecasts and their scores", ["ses", "holt", "holt-winters", "theta", "scores", "owa"]],
];
const kRest = "Others";

export function grouped(methods: readonly Method[]): Group[] {
  const left = new Map(methods.map((method) => [method.id, method]));
  const groups = kGroups.map(([name, ids]) => ({
    name,
    methods: ids.flatMap((id) => {
      const method = left.get(id);
      left.delete(id);
      return method ? [method] : [];
    }),
  }));
  return [...groups, { name: kRest, methods: [...left.values()] }].filter((group) => group.methods.length > 0);
}

/** Every word must occur somewhere in what is said of the method. */
export function finds(method: Method, text: string): boolean {
  const said = [method.id, method.name, method.formula, method.source, method.example.what].join(" ").toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}
