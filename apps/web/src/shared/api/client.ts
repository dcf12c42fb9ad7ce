// Typed reads of the public API. Same origin only; answers are kept for the life of the page.
// Errors: every failure is an ApiError that carries a problem document, network faults included.

import type { Marked, Problem, RegionType, Transform } from "./types";
import { markSynthetic } from "./synthetic";

const kMaxCachedAnswers = 64;
const kTimeoutMs = 20_000;

export class ApiError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail ?? problem.title);
    this.name = "ApiError";
  }
}

export interface SeriesQuery {
  regions: readonly string[];
  metrics: readonly string[];
  transform?: Transform;
  from?: string | null;
  to?: string | null;
}

export interface RegionsQuery {
  q?: string;
  type?: RegionType;
  within?: string;
  limit?: number;
  cursor?: string;
}

const answers = new Map<string, unknown>();

function remember(path: string, answer: unknown): void {
  answers.delete(path);
  answers.set(path, answer);
  const oldest = answers.size > kMaxCachedAnswers ? answers.keys().next().value : undefined;
  if (oldest !== undefined) answers.delete(oldest);
}

/** The answer already read for `path`, if any. */
export function cached<T>(path: string): T | undefined {
  return answers.get(path) as T | undefined;
}

function query(parameters: Record<string, string | number | null | undefined>): string {
  const parts = Object.entries(parameters)
    .filter(([, value]) => value !== null && value !== undefined && value !== "")
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value)).replaceAll("%2C", ",")}`);
  return parts.length > 0 ? `?${parts.join("&")}` : "";
}

export const paths = {
  metrics: () => "/api/v1/metrics",
  sources: () => "/api/v1/sources",
  imports: () => "/api/v1/imports",
  regions: (q: RegionsQuery) => `/api/v1/regions${query({ ...q })}`,
  region: (id: string) => `/api/v1/regions/${encodeURIComponent(id)}`,
  series: (q: SeriesQuery, format?: "csv") =>
    `/api/v1/series${query({
      region: q.regions.join(","),
      metric: q.metrics.join(","),
      from: q.from,
      to: q.to,
      transform: q.transform === "level" ? undefined : q.transform,
      format,
    })}`,
};

/** The problem document of a failed answer, or one made up of its status. */
export async function problemOf(response: Response): Promise<Problem> {
  const retry = Number(response.headers.get("Retry-After") ?? NaN);
  const fallback: Problem = {
    type: "about:blank",
    title: response.statusText || "Request failed",
    status: response.status,
    detail: `The server answered ${response.status}. Try again in a moment.`,
    retry_after: Number.isFinite(retry) ? retry : undefined,
  };
  try {
    const body: unknown = await response.json();
    return typeof body === "object" && body !== null ? { ...fallback, ...(body as Partial<Problem>) } : fallback;
  } catch {
    return fallback;
  }
}

export const unreachable = (): ApiError =>
  new ApiError({
    type: "about:blank#unreachable",
    title: "No answer from the server",
    status: 0,
    detail: "The server could not be reached. Check the connection, then try again.",
  });

const underway = new Map<string, Promise<Marked>>();

/**
 * Reads `path` once: callers at the same moment share one request, unless they bring a signal of their own.
 * The caller's abort is passed on as the DOMException it is.
 */
export function read<T extends Marked>(path: string, signal?: AbortSignal): Promise<T> {
  const known = cached<T>(path);
  if (known !== undefined) return Promise.resolve(known);
  if (signal) return request<T>(path, signal);
  const shared = underway.get(path);
  if (shared) return shared as Promise<T>;
  const started = request<T>(path).finally(() => underway.delete(path));
  underway.set(path, started);
  return started;
}

async function request<T extends Marked>(path: string, signal?: AbortSignal): Promise<T> {
  const timeout = AbortSignal.timeout(kTimeoutMs);
  let response: Response;
  try {
    response = await fetch(path, {
      headers: { Accept: "application/json" },
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
  } catch (fault) {
    if (signal?.aborted) throw fault;
    throw unreachable();
  }
  if (!response.ok) throw new ApiError(await problemOf(response));
  const answer = (await response.json()) as T;
  if (answer.synthetic === true) markSynthetic();
  remember(path, answer);
  return answer;
}
