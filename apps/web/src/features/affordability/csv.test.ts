import { expect, test } from "vitest";
import type { LevelAffordability } from "@/shared/api/contract";
import { csvOf } from "./csv";
import { numbersOf, paint } from "./level";

test("a row for each place, gaps empty, sources and terms above", () => {
  const answer = {
    regions: ["county-06037", "county-48201"],
    inputs: [
      {
        role: "price",
        measure: { name: "Home value", period: "2025-03", prov: { id: "z/c@1", attribution: "Data: Zillow" } },
      },
    ],
    columns: [{ id: "price", values: [120_000, 240_000] }],
  } as unknown as LevelAffordability;
  const terms = { down: 0, cash: null, rate: 0, years: 10, tax: 0, insurance: 0, pmi: 0, rule: 30 };
  const numbers = numbersOf(answer);
  const text = csvOf(answer, numbers, paint(numbers, null, terms, "needed"), null, terms);
  expect(text.split("\n")).toEqual([
    "# price: Home value, 2025-03, Data: Zillow, z/c@1",
    "# terms: 0 % down, rate 0 %, 10 years, tax 0 %, insurance 0 %, mortgage insurance 0 %, rule 30 %",
    "region,price,income,monthly_cost,share_percent,income_needed",
    "county-06037,120000.00,,1000.00,,40000.00",
    "county-48201,240000.00,,2000.00,,80000.00",
    "",
  ]);
});
