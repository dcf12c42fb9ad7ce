import { expect, test } from "vitest";
import { codeOf, convertibleTo, kMore } from "./transforms";
import { parseView, printView } from "./view-state";

test("every choice survives the address and has a code of its own", () => {
  for (const { transform, years } of kMore) {
    const address = `/region/us?transform=${transform}${years && years !== 5 ? `&years=${years}` : ""}`;
    expect(printView(parseView(address))).toBe(address);
  }
  expect(new Set(kMore.map(codeOf)).size).toBe(kMore.length);
});

test("series are converted to what is lower than all of them, others not at all", () => {
  const latest = [
    { metric: "rate", frequency: "week" as const },
    { metric: "rent", frequency: "month" as const },
    { metric: "hpi", frequency: "quarter" as const },
    { metric: "income", frequency: "5-year" as const },
  ];
  expect(convertibleTo(latest, ["rate"])).toEqual(["month", "quarter", "year"]);
  expect(convertibleTo(latest, ["rate", "rent"])).toEqual(["quarter", "year"]);
  expect(convertibleTo(latest, ["hpi", "rent"])).toEqual(["year"]);
  expect(convertibleTo(latest, ["rent", "income"])).toEqual([]);
  expect(convertibleTo(latest, ["unknown"])).toEqual([]);
});
