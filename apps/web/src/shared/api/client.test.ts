import { afterEach, expect, test, vi } from "vitest";
import { ApiError, paths, read } from "./client";
import { isSynthetic } from "./synthetic";

afterEach(() => vi.unstubAllGlobals());

function answerWith(status: number, body: unknown) {
  const fetched = vi.fn(async () => new Response(typeof body === "string" ? body : JSON.stringify(body), { status }));
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

test("addresses leave out what is not asked and keep commas readable", () => {
  expect(
    paths.series({
      regions: ["us", "state-ca"],
      metrics: ["rent", "list_price.week@zillow"],
      transform: "level",
      from: null,
    }),
  ).toBe("/api/v1/series?region=us,state-ca&metric=rent,list_price.week%40zillow");
  expect(paths.series({ regions: ["us"], metrics: ["rent"], transform: "yoy", to: "2025-03" }, "csv")).toBe(
    "/api/v1/series?region=us&metric=rent&to=2025-03&transform=yoy&format=csv",
  );
  expect(paths.regions({ q: "a&b" })).toBe("/api/v1/regions?q=a%26b");
  expect(paths.region("../x")).toBe("/api/v1/regions/..%2Fx");
});

test("one request serves callers of the same moment and those who come later", async () => {
  const fetched = answerWith(200, { metrics: [] });
  await Promise.all([read("/once"), read("/once")]);
  await read("/once");
  expect(fetched).toHaveBeenCalledTimes(1);
});

test("a problem document is passed on in the server's words, and is not remembered", async () => {
  const fetched = answerWith(404, {
    title: "Unknown region",
    status: 404,
    detail: "There is no such region.",
    suggestions: ["us"],
  });
  const fault = await read("/gone").catch((e: unknown) => e);
  expect(fault).toBeInstanceOf(ApiError);
  expect((fault as ApiError).problem).toMatchObject({
    status: 404,
    detail: "There is no such region.",
    suggestions: ["us"],
  });
  await read("/gone").catch(() => undefined);
  expect(fetched).toHaveBeenCalledTimes(2);
});

test("an error without a problem document still has a title, a status and advice", async () => {
  answerWith(502, "<html>bad gateway</html>");
  const fault = await read("/proxy").catch((e: unknown) => e);
  expect((fault as ApiError).problem.status).toBe(502);
  expect((fault as ApiError).problem.detail).toContain("502");
});

test("no connection is a problem with status 0", async () => {
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => {
      throw new TypeError("fetch failed");
    }),
  );
  const fault = await read("/offline").catch((e: unknown) => e);
  expect((fault as ApiError).problem.status).toBe(0);
});

test("an answer marked as demo data is noticed", async () => {
  answerWith(200, { regions: [] });
  await read("/plain");
  expect(isSynthetic()).toBe(false);
  answerWith(200, { regions: [], synthetic: true });
  await read("/demo");
  expect(isSynthetic()).toBe(true);
});
