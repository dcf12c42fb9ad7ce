import { expect, test } from "vitest";
import { formatTime, timeZones } from "./time";

test("a moment is told in the reader's zone", () => {
  expect(formatTime("2025-04-16T19:05:00Z", "America/Chicago")).toBe("16 Apr 2025, 2:05 PM");
  expect(formatTime("2025-04-16T00:00:00Z", "UTC")).toBe("16 Apr 2025, 12:00 AM");
});

test("an unknown zone, no moment, and none", () => {
  expect(formatTime("2025-04-16T19:05:00Z", "Mars/Olympus")).toContain("Apr 2025");
  expect(formatTime("soon")).toBe("soon");
  expect(formatTime(null)).toBe("–");
});

test("the wanted zone is always among the zones, once", () => {
  expect(timeZones("America/Chicago").filter((zone) => zone === "America/Chicago")).toHaveLength(1);
  expect(timeZones("Mars/Olympus")).toContain("Mars/Olympus");
  expect(timeZones("UTC")).toContain("UTC");
});
