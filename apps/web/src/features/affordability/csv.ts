// The table of a level as CSV, with what it was computed from in its first lines. Pure.

import type { LevelAffordability } from "@/shared/api/contract";
import { qualifyingIncome, type Terms } from "./formula";
import type { LevelNumbers, Painted } from "./level";

const money = (value: number): string => (Number.isNaN(value) ? "" : value.toFixed(2));

export function csvOf(
  answer: LevelAffordability,
  numbers: LevelNumbers,
  painted: Painted,
  income: number | null,
  terms: Terms,
): string {
  const sources = answer.inputs.map(({ role, measure }) => {
    const { name, period, prov } = measure;
    const from = prov ? [prov.attribution, prov.id] : [];
    return `# ${[`${role}: ${name}`, period, ...from].join(", ")}`;
  });
  const down = terms.cash === null ? `${terms.down} % down` : `${terms.cash} dollars down`;
  const parts = [
    down,
    `rate ${terms.rate} %`,
    `${terms.years} years`,
    `tax ${terms.tax} %`,
    `insurance ${terms.insurance} %`,
    `mortgage insurance ${terms.pmi} %`,
    `rule ${terms.rule} %`,
  ];
  const said = `# terms: ${parts.join(", ")}`;
  const head = "region,price,income,monthly_cost,share_percent,income_needed";
  const rows = numbers.regions.map((region, i) => {
    const monthly = painted.monthly[i] ?? NaN;
    return [
      region,
      money(numbers.prices[i] ?? NaN),
      money(income ?? numbers.incomes[i] ?? NaN),
      money(monthly),
      money(painted.shares[i] ?? NaN),
      money(qualifyingIncome(monthly, terms.rule)),
    ].join(",");
  });
  return [...sources, said, head, ...rows, ""].join("\n");
}
