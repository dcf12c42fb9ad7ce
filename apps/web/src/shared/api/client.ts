// Calls of the API, typed by the contract. Same origin only. What everybody may read is kept for the life of the page;
// what needs a session is asked for by ../session/ask.ts.
// Errors: every failure is an ApiError that carries a problem document, network faults included; only an abort that the
// caller asked for is passed on as it is.

import createClient from "openapi-fetch";
import { querySerializer, type Address } from "./address";
import type { AnswerOf, Input, Marked, HttpMethod, PathOf, Problem } from "./contract";
import type { paths } from "./generated/contract";
import { markSynthetic } from "./synthetic";

const kMaxCachedAnswers = 64;
const kReadTimeoutMs = 20_000;
// A server with too much to do puts readers off for a moment; longer than this is for the reader to decide.
const kMostTries = 3;
const kLongestWaitSeconds = 5;
const kOrigin = typeof location === "undefined" ? "http://localhost" : location.origin;

export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = "ApiError";
  }
}

const client = createClient<paths, "application/json">({
  baseUrl: kOrigin,
  fetch: (request) => fetch(request),
  headers: { Accept: "application/json" },
  querySerializer,
});

/** The problem document of a failed answer, or one made up of its status. */
function problemOf(response: Response, body: unknown): Problem {
  const retry = Number(response.headers.get("Retry-After") ?? NaN);
  const fallback: Problem = {
    type: "about:blank",
    title: response.statusText || "Request failed",
    status: response.status,
    detail: `The server answered ${response.status}. Try again in a moment.`,
    retry_after: Number.isFinite(retry) ? retry : undefined,
  };
  return typeof body === "object" && body !== null ? { ...fallback, ...(body as Partial<Problem>) } : fallback;
}

const unreachable = (): ApiError =>
  new ApiError({
    type: "about:blank#unreachable",
    title: "No answer from the server",
    status: 0,
    detail: "The server could not be reached. Check the connection, then try again.",
  });

interface Way {
  timeoutMs: number;
  signal?: AbortSignal;
  headers?: Record<string, string>;
}

/** One call, as it is: nothing is kept. */
export async function call<M extends HttpMethod, P extends PathOf<M>>(
  method: M,
  path: P,
  input: Input<M, P> | undefined,
  { timeoutMs, signal, headers }: Way,
): Promise<AnswerOf<M, P>> {
  const { path: inPath, query, body } = (input ?? {}) as { path?: object; query?: object; body?: unknown };
  const timeout = AbortSignal.timeout(timeoutMs);
  // The library knows each operation by its own name of method and path; here they are any.
  const init = {
    params: { path: inPath, query },
    body,
    headers,
    signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
  };
  const sent = client.request(method.toLowerCase() as never, path as never, init as never) as Promise<{
    data?: unknown;
    error?: unknown;
    response: Response;
  }>;
  const { data, error, response } = await sent.catch((fault: unknown) => {
    if (signal?.aborted || fault instanceof SyntaxError) throw fault;
    throw unreachable();
  });
  if (!response.ok) throw new ApiError(problemOf(response, error));
  return data as AnswerOf<M, P>;
}

const answers = new Map<string, unknown>();

function remember(address: string, answer: unknown): void {
  answers.delete(address);
  answers.set(address, answer);
  const oldest = answers.size > kMaxCachedAnswers ? answers.keys().next().value : undefined;
  if (oldest !== undefined) answers.delete(oldest);
}

/** The answer already read from `address`, if any. */
export function cached<A>(address: Address<A>): A | undefined {
  return answers.get(address) as A | undefined;
}

const underway = new Map<string, Promise<unknown>>();

/** Reads `address` once: callers at the same moment share one request, unless they bring a signal of their own. */
export function read<A>(address: Address<A>, signal?: AbortSignal): Promise<A> {
  const known = cached(address);
  if (known !== undefined) return Promise.resolve(known);
  if (signal) return readNow(address, signal);
  const shared = underway.get(address);
  if (shared) return shared as Promise<A>;
  const started = readNow(address).finally(() => underway.delete(address));
  underway.set(address, started);
  return started;
}

/** What stands at an address; not kept. */
export const get = <A>(address: Address<A>, way: Way): Promise<A> =>
  call("GET", address as never, undefined, way) as Promise<A>;

/** Seconds after which a read that failed is worth another try; undefined where it is not. */
function putOff(fault: unknown): number | undefined {
  if (!(fault instanceof ApiError) || fault.problem.status !== 503) return undefined;
  const seconds = fault.problem.retry_after;
  return seconds !== undefined && seconds <= kLongestWaitSeconds ? seconds : undefined;
}

const pause = (seconds: number, signal?: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(resolve, seconds * 1000);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    });
  });

/** Reads; as often as a busy server says when to come back, and within reason, again. */
async function patiently<A>(address: Address<A>, signal?: AbortSignal): Promise<A> {
  for (let left = kMostTries - 1; ; --left) {
    try {
      return await get(address, { timeoutMs: kReadTimeoutMs, signal });
    } catch (fault) {
      const seconds = putOff(fault);
      if (left === 0 || seconds === undefined) throw fault;
      await pause(seconds, signal);
    }
  }
}

async function readNow<A>(address: Address<A>, signal?: AbortSignal): Promise<A> {
  const answer = await patiently(address, signal);
  if ((answer as Marked).synthetic === true) markSynthetic();
  remember(address, answer);
  return answer;
}
