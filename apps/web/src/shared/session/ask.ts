// Calls of the API on behalf of who is signed in: never cached, with the token that changing calls need.
// Errors: every failure is an ApiError; one that says "not signed in" also ends the session this page knows.

import { ApiError, problemOf, unreachable } from "../api/client";
import { askSession, currentSession, setSession } from "./session";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

const kTimeoutMs = 30_000;

const isKind = (fault: ApiError, kind: string): boolean => fault.problem.type.endsWith(`#${kind}`);

/** The last part of a problem's type: "code-required". */
export const kindOf = (fault: unknown): string | null =>
  fault instanceof ApiError ? (fault.problem.type.split("#")[1] ?? null) : null;

async function send<T>(method: Method, path: string, body: unknown): Promise<T> {
  const headers: Record<string, string> = { Accept: "application/json" };
  if (method !== "GET") {
    const csrf = currentSession()?.csrf;
    if (csrf !== undefined) headers["X-CSRF-Token"] = csrf;
    if (body !== undefined) headers["Content-Type"] = "application/json";
  }
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      signal: AbortSignal.timeout(kTimeoutMs),
    });
  } catch {
    throw unreachable();
  }
  if (!response.ok) throw new ApiError(await problemOf(response));
  return (response.status === 204 ? undefined : await response.json()) as T;
}

/** @returns the answer's JSON; undefined for an answer without a body */
export async function ask<T = undefined>(method: Method, path: string, body?: unknown): Promise<T> {
  try {
    return await send<T>(method, path, body);
  } catch (fault) {
    if (!(fault instanceof ApiError)) throw fault;
    if (isKind(fault, "not-signed-in")) setSession(null);
    const before = currentSession();
    if (!before || method === "GET" || !isKind(fault, "forbidden")) throw fault;
    // Signed in anew in another tab: the token belongs to the session before. Only the same person goes on.
    const now = await askSession();
    if (!now || now.person.id !== before.person.id || now.csrf === before.csrf) throw fault;
    return send<T>(method, path, body);
  }
}
