import { afterEach, expect, test, vi } from "vitest";
import type { Address } from "./address";
import { ApiError, call, read } from "./client";
import { isSynthetic } from "./synthetic";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const at = (address: string) => address as Address<unknown>;

function answerWith(status: number, body: unknown, headers?: Record<string, string>) {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const fetched = vi.fn<(request: Request) => Promise<Response>>(async () => new Response(text, { status, headers }));
  vi.stubGlobal("fetch", fetched);
  return fetched;
}

test("one request serves callers of the same moment and those who come later", async () => {
  const fetched = answerWith(200, { metrics: [] });
  await Promise.all([read(at("/once")), read(at("/once"))]);
  await read(at("/once"));
  expect(fetched).toHaveBeenCalledTimes(1);
  const request = fetched.mock.calls[0]?.[0];
  expect(request?.url).toBe("http://localhost/once");
  expect(request?.headers.get("Accept")).toBe("application/json");
});

test("a problem document is passed on in the server's words, and is not remembered", async () => {
  const fetched = answerWith(404, {
    title: "Unknown region",
    status: 404,
    detail: "There is no such region.",
    suggestions: ["us"],
  });
  const fault = await read(at("/gone")).catch((e: unknown) => e);
  expect(fault).toBeInstanceOf(ApiError);
  expect((fault as ApiError).problem).toMatchObject({
    status: 404,
    detail: "There is no such region.",
    suggestions: ["us"],
  });
  await read(at("/gone")).catch(() => undefined);
  expect(fetched).toHaveBeenCalledTimes(2);
});

test.each(["<html>bad gateway</html>", ""])("an error without a problem document has advice: %j", async (body) => {
  answerWith(502, body, { "Content-Length": String(body.length) });
  const fault = await read(at("/proxy")).catch((e: unknown) => e);
  expect((fault as ApiError).problem.status).toBe(502);
  expect((fault as ApiError).problem.detail).toContain("502");
});

const busy = (seconds: number) => new Response("{}", { status: 503, headers: { "Retry-After": String(seconds) } });

test("a busy server is asked again when it said, and the reader sees the answer", async () => {
  vi.useFakeTimers();
  const fetched = vi.fn<() => Promise<Response>>(async () => new Response('{"metrics":[]}'));
  fetched.mockResolvedValueOnce(busy(2)).mockResolvedValueOnce(busy(3));
  vi.stubGlobal("fetch", fetched);
  const reading = read(at("/busy"));
  await vi.advanceTimersByTimeAsync(1900);
  expect(fetched).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(3200);
  expect(await reading).toEqual({ metrics: [] });
  expect(fetched).toHaveBeenCalledTimes(3);
});

test.each([
  ["one that stays busy", () => busy(1), 3],
  ["one that is away for minutes", () => busy(120), 1],
  ["a 503 that names no time", () => new Response("{}", { status: 503 }), 1],
  ["another failure", () => new Response("{}", { status: 500, headers: { "Retry-After": "1" } }), 1],
])("the reader is told of %s", async (_, answer, times) => {
  vi.useFakeTimers();
  const fetched = vi.fn(async () => answer());
  vi.stubGlobal("fetch", fetched);
  const fault = read(at("/never")).catch((e: unknown) => e);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await fault).toBeInstanceOf(ApiError);
  expect(fetched).toHaveBeenCalledTimes(times);
});

test("who leaves does not wait for a busy server", async () => {
  const fetched = vi.fn(async () => busy(5));
  vi.stubGlobal("fetch", fetched);
  const abort = new AbortController();
  const reading = read(at("/left"), abort.signal).catch((e: unknown) => e);
  await vi.waitFor(() => expect(fetched).toHaveBeenCalled());
  await new Promise((done) => setTimeout(done, 0));
  abort.abort();
  expect(await reading).toMatchObject({ name: "AbortError" });
  expect(fetched).toHaveBeenCalledTimes(1);
});

test("no connection is a problem with status 0", async () => {
  vi.stubGlobal(
    "fetch",
    vi.fn(async () => {
      throw new TypeError("fetch failed");
    }),
  );
  const fault = await read(at("/offline")).catch((e: unknown) => e);
  expect((fault as ApiError).problem.status).toBe(0);
});

test("an abort the caller asked for is passed on as it is, and reaches the request", async () => {
  const fetched = vi.fn(
    (request: Request) =>
      new Promise<Response>((_, failed) => {
        request.signal.addEventListener("abort", () => failed(request.signal.reason as Error));
      }),
  );
  vi.stubGlobal("fetch", fetched);
  const abort = new AbortController();
  const reading = read(at("/slow"), abort.signal).catch((e: unknown) => e);
  await vi.waitFor(() => expect(fetched).toHaveBeenCalled());
  abort.abort();
  expect(await reading).toMatchObject({ name: "AbortError" });
});

test("too long is no answer", async () => {
  vi.stubGlobal("fetch", (request: Request) => {
    return new Promise<Response>((_, failed) => {
      request.signal.addEventListener("abort", () => failed(request.signal.reason as Error));
    });
  });
  const fault = await call("GET", "/api/v1/metrics", undefined, { timeoutMs: 5 }).catch((e: unknown) => e);
  expect((fault as ApiError).problem.type).toBe("about:blank#unreachable");
});

test("what is no JSON is an unreadable answer, not a missing connection", async () => {
  answerWith(200, "<html>");
  expect(await read(at("/strange")).catch((e: unknown) => e)).toBeInstanceOf(SyntaxError);
});

test("an answer marked as demo data is noticed", async () => {
  answerWith(200, { regions: [] });
  await read(at("/plain"));
  expect(isSynthetic()).toBe(false);
  answerWith(200, { regions: [], synthetic: true });
  await read(at("/demo"));
  expect(isSynthetic()).toBe(true);
});
