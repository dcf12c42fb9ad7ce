import { expect, test } from "vitest";
import type { WatchedPlace } from "@/shared/api/contract";
import { byList } from "./watched";

const item = (list: string, label: string): WatchedPlace => ({ list, label, region: label.toLowerCase(), added: "" });

test("places stand by list and label", () => {
  const lists = byList([item("b", "Z"), item("a", "Y"), item("b", "A")]);
  expect(lists.map(({ name, items }) => [name, ...items.map(({ label }) => label)])).toEqual([
    ["a", "Y"],
    ["b", "A", "Z"],
  ]);
});
