import { expect, test } from "vitest";
import type { Search } from "@/shared/api/contract";
import { addressOf, kMaxShown, lastOnes } from "./recent";

const search = (text: string, region: string | null = null): Search => ({ text, region, at: "" });

test("each search once, at its newest place", () => {
  const last = lastOnes([search("a"), search("Boston", "metro-14460"), search("a"), search("BOS", "metro-14460")]);
  expect(last.map(({ text }) => text)).toEqual(["a", "Boston"]);
});

test("no more than are shown", () => {
  expect(lastOnes(Array.from({ length: 30 }, (_, i) => search(`s${i}`)))).toHaveLength(kMaxShown);
});

test("a search leads to its place, or to its results", () => {
  expect(addressOf(search("x", "state-ca"))).toBe("/region/state-ca");
  expect(addressOf(search("a&b"))).toBe("/?q=a%26b");
});
