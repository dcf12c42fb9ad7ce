import { expect, test } from "vitest";
import { addMonths, formatDate, formatPeriod, monthOf, nextBegin, periodTime } from "./period";

const utc = (text: string) => Date.parse(`${text}T00:00:00Z`) / 1000;

test.each([
  ["2025-01-04", "2025-01-04", "4 Jan 2025"],
  ["2025-03", "2025-03-01", "Mar 2025"],
  ["2025-Q1", "2025-01-01", "Q1 2025"],
  ["2025-Q4", "2025-10-01", "Q4 2025"],
  ["2025", "2025-01-01", "2025"],
  ["FY2025", "2024-10-01", "FY 2025"],
  ["2019-2023", "2019-01-01", "2019–2023"],
])("%s begins on %s and prints %s", (text, begin, printed) => {
  expect(periodTime(text)).toBe(utc(begin));
  expect(formatPeriod(text)).toBe(printed);
});

test.each(["", "soon", "2025-Q5", "25-03", "2025-3"])("%j is no period and is printed as it is", (text) => {
  expect(periodTime(text)).toBeNull();
  expect(formatPeriod(text)).toBe(text);
});

test("months are counted across years and leap days", () => {
  expect(addMonths("2025-03", -12)).toBe("2024-03");
  expect(addMonths("2024-11", 3)).toBe("2025-02");
  expect(monthOf(utc("2024-02-29"))).toBe("2024-02");
});

test("the next period begins where the frequency says, in UTC", () => {
  expect(nextBegin(utc("2024-02-01"), "month")).toBe(utc("2024-03-01"));
  expect(nextBegin(utc("2024-10-01"), "quarter")).toBe(utc("2025-01-01"));
  expect(nextBegin(utc("2024-12-28"), "week")).toBe(utc("2025-01-04"));
  expect(nextBegin(utc("2024-01-01"), "5-year")).toBeNull();
});

test("timestamps are printed as dates", () => {
  expect(formatDate("2026-11-22T10:00:00Z")).toBe("22 Nov 2026");
  expect(formatDate("unknown")).toBe("unknown");
});
