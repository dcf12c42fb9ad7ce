import { expect, test } from "vitest";
import { measureName, parseMeasure, printMeasure } from "./measure";

test.each([
  "home_value",
  "yoy(home_value)",
  "mom(rent)",
  "cagr(home_value,10)",
  "price_to_rent",
  "inventory.week@zillow",
])("%s is read and printed the same", (text) => {
  expect(printMeasure(parseMeasure(text))).toBe(text);
});

test("blanks do not matter, other text is left to the server", () => {
  expect(printMeasure(parseMeasure(" cagr(home_value, 5) "))).toBe("cagr(home_value,5)");
  expect(parseMeasure("sqrt(home_value)").metric).toBe("sqrt(home_value)");
});

test("names say what is made of the metric", () => {
  expect(measureName(parseMeasure("yoy(rent)"), "Rent")).toBe("Rent, change in a year");
  expect(measureName(parseMeasure("rent"), "Rent")).toBe("Rent");
  expect(measureName(parseMeasure("cagr(rent,5)"), "Rent")).toBe("Rent, growth a year over 5 years");
});
