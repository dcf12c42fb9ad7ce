import { expect, test } from "vitest";
import { plainMeasure, printCondition, readCondition } from "./condition";

const closed = (value: number) => ({ value, open: false });
const open = (value: number) => ({ value, open: true });

test("comparisons joined by and become filters", () => {
  expect(readCondition("yoy(home_value) >= 5 and rent < 2000")).toEqual({
    filters: [
      { measure: "yoy(home_value)", low: closed(5), high: null, known: null },
      { measure: "rent", low: null, high: open(2000), known: null },
    ],
    rest: [],
  });
});

test("zero is a bound, and nothing is none", () => {
  expect(readCondition("rent >= 0")?.filters).toEqual([{ measure: "rent", low: closed(0), high: null, known: null }]);
  expect(readCondition(" ")).toEqual({ filters: [], rest: [] });
  expect(printCondition({ filters: [{ measure: "rent", low: null, high: null, known: null }], rest: [] })).toBe("");
});

test.each([
  "yoy(home_value) >= 5 and rent < 2000",
  "rent >= 1000 and rent <= 2000",
  "rent = 1500",
  "rent is unknown",
  "rent >= -0.5 and rent is known",
  "cagr(home_value,5) > 3.25",
  "inventory.week@zillow > 3",
  "rent < 5 and (a > 1 or b > 2)",
  "not (a > 1 and b > 2) and not a > 3",
  "(a > 1 or b > 2)",
])("%s is printed as it was read", (text) => {
  const read = readCondition(text);
  expect(read).not.toBeNull();
  const printed = printCondition(read ?? { filters: [], rest: [] });
  expect(readCondition(printed)).toEqual(read);
  expect([...printed.split(" and ")].sort()).toEqual([...text.split(" and ")].sort());
});

test.each([
  ["rent between 1000 and 2000", "rent >= 1000 and rent <= 2000"],
  ["(rent >= 1000 and rent <= 2000) and (a > 1)", "rent >= 1000 and rent <= 2000 and a > 1"],
  ["RENT > +5 AND rent IS KNOWN", "RENT > 5 and rent is known"],
  ["rent > 5 and rent >= 5", "rent > 5"],
  ["rent >= 5 and a < 1 and rent >= 7 and rent <= 9 and rent < 9", "rent >= 7 and rent < 9 and a < 1"],
  ["not (rent is known)", "rent is unknown"],
  ["rent is known and rent is unknown", "rent is known and rent is unknown"],
  ["a > 1 or b > 2 and c > 3", "(a > 1 or b > 2 and c > 3)"],
  ["cagr( home_value , 5 ) >= 1e3", "cagr(home_value,5) >= 1000"],
  ["not a >= 1", "not a >= 1"],
])("%s means %s", (text, meant) => {
  expect(printCondition(readCondition(text) ?? { filters: [], rest: ["?"] })).toBe(meant);
});

test.each([
  "bad text",
  "rent >=",
  "rent >= 5 and",
  "(rent > 5",
  "rent > 5 or",
  "rent between 1 or 2",
  "rent is blue",
  "> 5",
])("%j is left to the server", (text) => {
  expect(readCondition(text)).toBeNull();
});

test("one measure has one name", () => {
  expect(plainMeasure(" cagr(rent) ")).toBe("cagr(rent,10)");
  expect(plainMeasure("level(rent)")).toBe("rent");
});
