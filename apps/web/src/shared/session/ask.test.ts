import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { address } from "../api/address";
import { ApiError } from "../api/client";
import { ask, kindOf, mine } from "./ask";
import { askSession, currentSession, findSession, rememberSearch, setSession, type Person } from "./session";

const person = (part: Partial<Person> = {}): Person => ({
  id: "a",
  email: "ann@example.org",
  name: "",
  role: "user",
  time_zone: "UTC",
  digest: "off",
  keeps_searches: true,
  second_factor: false,
  second_factor_needed: false,
  created: "2025-01-01T00:00:00Z",
  delete_after: null,
  ...part,
});

interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}
const problem = (status: number, type: string): Answer => ({
  status,
  body: { type: `about:blank#${type}`, title: "T" },
});

/** Answers in turn; the last one goes on. */
function answerWith(...answers: Answer[]) {
  let next = 0;
  const fetched = vi.fn<typeof fetch>(async () => {
    const answer = answers[Math.min(next++, answers.length - 1)];
    const body = answer?.body === undefined ? null : JSON.stringify(answer.body);
    return new Response(body, { status: answer?.status, headers: answer?.headers });
  });
  vi.stubGlobal("fetch", fetched);
  return fetched;
}
const requestOf = (fetched: ReturnType<typeof answerWith>, call: number) => fetched.mock.calls[call]?.[0] as Request;
const kMine = address("/api/v1/notes");
const kNote = { body: { name: "A", body: {} } };
const make = () => ask("POST", "/api/v1/notes", kNote);

let stored: Map<string, string>;
beforeEach(() => {
  stored = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  });
  setSession({ person: person(), csrf: "one" });
});
afterEach(() => vi.unstubAllGlobals());

test("a changing call carries the token and JSON, a reading one neither", async () => {
  const fetched = answerWith({ status: 200, body: { ok: true } });
  await make();
  const changing = requestOf(fetched, 0);
  expect([changing.method, changing.url]).toEqual(["POST", "http://localhost/api/v1/notes"]);
  expect(changing.headers.get("X-CSRF-Token")).toBe("one");
  expect(changing.headers.get("Content-Type")).toBe("application/json");
  expect(await changing.json()).toEqual({ name: "A", body: {} });
  await mine(kMine);
  const reading = requestOf(fetched, 1);
  expect([reading.method, reading.url]).toEqual(["GET", "http://localhost/api/v1/notes"]);
  expect(reading.headers.has("X-CSRF-Token")).toBe(false);
  expect(reading.headers.has("Content-Type")).toBe(false);
});

test("an answer without a body is no answer, not an error", async () => {
  const fetched = answerWith({ status: 204 });
  const where = { path: { region: "../me" }, query: { list: "a&b=c" } };
  await expect(ask("DELETE", "/api/v1/watchlist/{region}", where)).resolves.toBeUndefined();
  expect(requestOf(fetched, 0).method).toBe("DELETE");
  expect(requestOf(fetched, 0).url).toBe("http://localhost/api/v1/watchlist/..%2Fme?list=a%26b%3Dc");
});

test("answers are never kept", async () => {
  const fetched = answerWith({ status: 200, body: {} });
  await mine(kMine);
  await mine(kMine);
  expect(fetched).toHaveBeenCalledTimes(2);
});

test("not signed in ends the session, wrong credentials do not", async () => {
  answerWith(problem(401, "wrong-credentials"));
  const fault = await make().catch((e: unknown) => e);
  expect(kindOf(fault)).toBe("wrong-credentials");
  expect(currentSession()).not.toBeNull();
  answerWith(problem(401, "not-signed-in"));
  await expect(mine(kMine)).rejects.toBeInstanceOf(ApiError);
  expect(currentSession()).toBeNull();
  expect(stored.size).toBe(0);
});

test("signed in anew elsewhere: the same person goes on with the new token", async () => {
  const fetched = answerWith(
    problem(403, "forbidden"),
    { status: 200, body: { user: person(), csrf: "two" } },
    { status: 200, body: { done: true } },
  );
  await expect(make()).resolves.toEqual({ done: true });
  expect(requestOf(fetched, 2).headers.get("X-CSRF-Token")).toBe("two");
  expect(await requestOf(fetched, 2).json()).toEqual(kNote.body);
});

test("signed in elsewhere as somebody else: nothing is done for them", async () => {
  const fetched = answerWith(problem(403, "forbidden"), {
    status: 200,
    body: { user: person({ id: "b" }), csrf: "two" },
  });
  await expect(make()).rejects.toBeInstanceOf(ApiError);
  expect(fetched).toHaveBeenCalledTimes(2);
});

test("too many tries say when to come again", async () => {
  answerWith({ ...problem(429, "too-many"), headers: { "Retry-After": "42" } });
  const fault = await make().catch((e: unknown) => e);
  expect((fault as ApiError).problem.retry_after).toBe(42);
});

test("without the mark of a session nobody is asked; with it the server is", async () => {
  vi.resetModules();
  const fresh = await import("./session");
  const fetched = answerWith({ status: 200, body: { user: person(), csrf: "three" } });
  stored.clear();
  fresh.findSession();
  expect(fresh.currentSession()).toBeNull();
  expect(fetched).not.toHaveBeenCalled();

  vi.resetModules();
  const again = await import("./session");
  stored.set("housing-signed-in", "1");
  again.findSession();
  await vi.waitFor(() => expect(again.currentSession()?.csrf).toBe("three"));
});

test("a server that fails leaves the mark for the next page", async () => {
  answerWith({ status: 503 });
  await askSession();
  expect(stored.has("housing-signed-in")).toBe(true);
  findSession();
  expect(currentSession()?.csrf).toBe("one");
});

test("searches are told for who keeps them, and for nobody else", () => {
  const fetched = answerWith({ status: 204 });
  rememberSearch("Boston", "metro-14460");
  expect(fetched.mock.calls[0]?.[1]).toMatchObject({
    keepalive: true,
    body: '{"text":"Boston","region":"metro-14460"}',
  });
  setSession({ person: person({ keeps_searches: false }), csrf: "one" });
  rememberSearch("Boston");
  setSession(null);
  rememberSearch("Boston");
  expect(fetched).toHaveBeenCalledTimes(1);
});
