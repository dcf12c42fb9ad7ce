import { expect, test } from "vitest";
import { emptyFilter } from "./condition";
import { filterText, nameOf, spreadText } from "./words";

const print = (value: number) => `$${value}`;
const at = (value: number, open = false) => ({ value, open });
const filter = emptyFilter("rent");

test("filters in words; zero is a bound", () => {
  expect(filterText(filter, print)).toBe("any value");
  expect(filterText({ ...filter, low: at(0) }, print)).toBe("$0 or more");
  expect(filterText({ ...filter, low: at(5, true), high: at(9, true) }, print)).toBe("over $5, under $9");
  expect(filterText({ ...filter, low: at(5), high: at(5) }, print)).toBe("exactly $5");
  expect(filterText({ ...filter, low: at(5), known: false }, print)).toBe("no value known");
  expect(filterText({ ...filter, known: true }, print)).toBe("a value is known");
});

test("names and spreads", () => {
  expect(nameOf("yoy(rent)", { name: "Rent" })).toBe("Rent, change in a year");
  expect(nameOf("yoy(rent)", null)).toBe("yoy(rent)");
  expect(spreadText(null, print)).toMatch(/no place/i);
  expect(spreadText([1, 2, 3], print)).toMatch(/\$1 and \$3, the median is \$2/);
});
