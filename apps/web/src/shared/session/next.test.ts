import { expect, test } from "vitest";
import { kHome, nextOf, ownPath } from "./next";

test("a path of this site is kept with its query", () => {
  expect(nextOf("?next=%2Falerts%3Fregion%3Dstate-ca%26metric%3Drent")).toBe("/alerts?region=state-ca&metric=rent");
});

test.each([
  "",
  "?next=",
  "?next=alerts",
  "?next=//elsewhere.example",
  "?next=/%5Celsewhere.example",
  "?next=/%09/elsewhere.example",
  "?next=https://elsewhere.example/",
  "?next=javascript:alert(1)",
])("%j leads home", (search) => {
  expect(nextOf(search)).toBe(kHome);
});

test("what a notification links to is checked the same way", () => {
  expect(ownPath("/region/us")).toBe("/region/us");
  expect(ownPath("//x")).toBeNull();
  expect(ownPath(null)).toBeNull();
});
