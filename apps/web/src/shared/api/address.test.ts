import { expect, expectTypeOf, test } from "vitest";
import { address, type Address } from "./address";
import type { Alert, AnswerOf, Input, MetricsAnswer, SavedItemsAnswer } from "./contract";
import { questions } from "./questions";

test("addresses leave out what is not asked and keep commas readable", () => {
  expect(
    questions.series({
      regions: ["us", "state-ca"],
      metrics: ["rent", "list_price.week@zillow"],
      transform: "level",
      from: null,
    }),
  ).toBe("/api/v1/series?region=us,state-ca&metric=rent,list_price.week%40zillow");
  expect(questions.series({ regions: ["us"], metrics: ["rent"], transform: "yoy", to: "2025-03" }, "csv")).toBe(
    "/api/v1/series?region=us&metric=rent&to=2025-03&transform=yoy&format=csv",
  );
  expect(questions.regions({ q: "a&b" })).toBe("/api/v1/regions?q=a%26b");
  expect(questions.regions({ q: "", type: "state", limit: 60 })).toBe("/api/v1/regions?type=state&limit=60");
});

test("a name is no way into another address", () => {
  expect(questions.region("../x")).toBe("/api/v1/regions/..%2Fx");
  expect(address("/api/v1/regions/{id}/coverage", { path: { id: "$&{id}?" } })).toBe(
    "/api/v1/regions/%24%26%7Bid%7D%3F/coverage",
  );
  expect(address("/api/v1/notifications", { query: { unread: true } })).toBe("/api/v1/notifications?unread=true");
});

// Held by the compiler: without an error there, a line that expects one is itself an error.
test("an address, its parameters and its answer are the contract's", () => {
  expectTypeOf(questions.metrics()).toEqualTypeOf<Address<MetricsAnswer>>();
  expectTypeOf<AnswerOf<"GET", "/api/v1/notes">>().toEqualTypeOf<SavedItemsAnswer>();
  expectTypeOf<AnswerOf<"POST", "/api/v1/alerts">>().toEqualTypeOf<Alert>();
  expectTypeOf<AnswerOf<"DELETE", "/api/v1/alerts/{id}">>().toEqualTypeOf<undefined>();
  // @ts-expect-error the contract has no such address
  address("/api/v1/metric");
  // @ts-expect-error a metric must be named
  address("/api/v1/series", { query: { region: ["us"] } });
  // @ts-expect-error there is no such parameter
  address("/api/v1/regions", { query: { kind: ["state"] } });
  // @ts-expect-error the place is missing
  expect(address("/api/v1/regions/{id}")).toContain("{id}");
  // @ts-expect-error a threshold is a number
  const wrong: Input<"PATCH", "/api/v1/alerts/{id}">["body"] = { threshold: "1" };
  expect(wrong).toBeDefined();
});
