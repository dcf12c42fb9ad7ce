import { expect, test } from "vitest";
import { asOfIn, atDay } from "./day";

test.each([
  ["/region/us?metric=rent&as_of=2025-01-15", "2025-01-15"],
  ["/?as_of=2025-01-15#trend", "2025-01-15"],
  ["/?as_of=2025-13-45", null],
  ["/?as_of=yesterday", null],
  ["/", null],
  [null, null],
])("%s is as of %s", (address, day) => {
  expect(asOfIn(address)).toBe(day);
});

test("a day is put in, exchanged and taken out; the rest stays", () => {
  expect(atDay("/region/us", "2025-01-15")).toBe("/region/us?as_of=2025-01-15");
  expect(atDay("/region/us?metric=a,b&as_of=2024-01-01", "2025-01-15")).toBe("/region/us?metric=a,b&as_of=2025-01-15");
  expect(atDay("/region/us?as_of=2024-01-01&metric=a#trend", null)).toBe("/region/us?metric=a#trend");
  expect(atDay("/region/us", null)).toBe("/region/us");
});

test("what knows no days is asked without one", () => {
  expect(atDay("/api/v1/methods", "2025-01-15")).toBe("/api/v1/methods");
});
