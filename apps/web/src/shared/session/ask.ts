// Calls of the API on behalf of who is signed in: never cached, with the token that changing calls need.
// Errors: every failure is an ApiError; one that says "not signed in" also ends the session this page knows.

import type { Address } from "../api/address";
import { ApiError, call, get } from "../api/client";
import type { AnswerOf, Given, Input, HttpMethod, PathOf, Problem } from "../api/contract";
import { askSession, currentSession, endSession } from "./session";

export type Changing = Exclude<HttpMethod, "GET">;

const kTimeoutMs = 30_000;

const isKind = (fault: ApiError, kind: string): boolean => fault.problem.type.endsWith(`#${kind}`);

export const isSessionEnd = (problem: Problem): boolean => problem.type.endsWith("#not-signed-in");

/** The last part of a problem's type: "code-required". */
export const kindOf = (fault: unknown): string | null =>
  fault instanceof ApiError ? (fault.problem.type.split("#")[1] ?? null) : null;

function endedBy(fault: unknown): void {
  if (fault instanceof ApiError && isKind(fault, "not-signed-in")) endSession();
}

function change<M extends Changing, P extends PathOf<M>>(method: M, path: P, input: Input<M, P> | undefined) {
  const csrf = currentSession()?.csrf;
  const headers = csrf === undefined ? undefined : { "X-CSRF-Token": csrf };
  return call(method, path, input, { timeoutMs: kTimeoutMs, headers });
}

/** Reads what belongs to who is signed in. */
export async function mine<A>(address: Address<A>): Promise<A> {
  try {
    return await get(address, { timeoutMs: kTimeoutMs });
  } catch (fault) {
    endedBy(fault);
    throw fault;
  }
}

/** Changes something. @returns the answer; undefined for one without a body */
export async function ask<M extends Changing, P extends PathOf<M>>(
  method: M,
  path: P,
  ...[input]: Given<Input<M, P>>
): Promise<AnswerOf<M, P>> {
  try {
    return await change(method, path, input);
  } catch (fault) {
    if (!(fault instanceof ApiError)) throw fault;
    endedBy(fault);
    const before = currentSession();
    if (!before || !isKind(fault, "forbidden")) throw fault;
    // Signed in anew in another tab: the token belongs to the session before. Only the same person goes on.
    const now = await askSession();
    if (!now || now.person.id !== before.person.id || now.csrf === before.csrf) throw fault;
    return change(method, path, input);
  }
}
