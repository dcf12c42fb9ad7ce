import { expect, test } from "vitest";
import { dueText } from "./due";

test("a day ahead, today, and a day that has passed", () => {
  expect(dueText("2026-04-16", "2026-04-15")).toEqual({ text: "16 Apr 2026", late: false });
  expect(dueText("2026-04-16", "2026-04-16")).toEqual({ text: "16 Apr 2026", late: false });
  expect(dueText("2025-12-31", "2026-01-01")).toEqual({ text: "since 31 Dec 2025", late: true });
});

test("a source whose files keep no time", () => {
  expect(dueText(null, "2026-04-15")).toEqual({ text: "not known", late: false });
});
