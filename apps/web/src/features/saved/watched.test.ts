import { expect, test } from "vitest";
import type { WatchedPlace } from "@/shared/api/contract";
import { byList, lastOf } from "./watched";

const item = (list: string, label: string): WatchedPlace => ({ list, label, region: label.toLowerCase(), added: "" });

test("places stand by list and label", () => {
  const lists = byList([item("b", "Z"), item("a", "Y"), item("b", "A")]);
  expect(lists.map(({ name, items }) => [name, ...items.map(({ label }) => label)])).toEqual([
    ["a", "Y"],
    ["b", "A", "Z"],
  ]);
});

test("the newest value is the last that is known; zero is one", () => {
  expect(lastOf({ periods: ["2025-01", "2025-02", "2025-03"], values: [5, 0, null] })).toEqual({
    period: "2025-02",
    value: 0,
  });
  expect(lastOf({ periods: ["2025-01"], values: [null] })).toBeNull();
  expect(lastOf(undefined)).toBeNull();
});
