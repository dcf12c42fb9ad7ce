import { expect, test } from "vitest";
import type { Problem } from "../api/contract";
import { sentence, sortErrors, waitText } from "./errors";

const problem = (part: Partial<Problem>): Problem => ({
  type: "about:blank#invalid",
  title: "T",
  status: 422,
  ...part,
});

test("each mistake goes to its field, the first one wins", () => {
  const sorted = sortErrors(
    problem({
      errors: [
        { field: "email", message: "this is no mail address we can write to" },
        { field: "email", message: "second" },
        { field: "password", message: "is missing" },
      ],
    }),
    ["email", "password"],
  );
  expect(sorted.fields).toEqual({
    email: "This is no mail address we can write to.",
    password: "Fill this in.",
  });
  expect(sorted.rest).toEqual([]);
});

test("a field the form does not have is still told", () => {
  expect(sortErrors(problem({ errors: [{ field: "screen", message: "is not known here" }] }), ["email"])).toEqual({
    fields: {},
    rest: ["Screen: is not known here."],
  });
});

test("a problem without fields is told in the server's words", () => {
  expect(sortErrors(problem({ detail: "Sign in first." }), ["email"]).rest).toEqual(["Sign in first."]);
});

test("too many tries: when to come again", () => {
  const rest = sortErrors(problem({ status: 429, detail: "Too often.", retry_after: 90 }), []).rest;
  expect(rest).toEqual(["Too often.", "Try again in 2 minutes."]);
});

test("waiting and sentences", () => {
  expect([0, 1, 40, 60, 61, 900].map(waitText)).toEqual([
    "a second",
    "a second",
    "40 seconds",
    "60 seconds",
    "2 minutes",
    "15 minutes",
  ]);
  expect(sentence("is 0 or more")).toBe("Is 0 or more.");
  expect(sentence("Done!")).toBe("Done!");
});
