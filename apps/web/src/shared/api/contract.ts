// The shapes of the HTTP API. Those of generated/ are made of the contract by scripts/contract-types.mjs; here is what
// a page adds to them, and what an operation takes and gives. Not a client: see client.ts.
// Gaps: a missing value is null, never zero. Changes are percent unless they say points. Periods are text ("2025-03").

import type { paths, Problem as SentProblem } from "./generated/contract";

export type * from "./generated/contract";

/** Every answer about the numbers carries this when demo data is served. */
export interface Marked {
  synthetic?: boolean;
}

/** RFC 9457 problem document; of a call that had no answer, `status` is 0. */
export interface Problem extends SentProblem {
  /** Seconds, from the Retry-After header. */
  retry_after?: number;
}

export type HttpMethod = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** The addresses that have a method, as the contract writes them: "/api/v1/regions/{id}". */
export type PathOf<M extends HttpMethod> = {
  [P in keyof paths]: paths[P] extends Record<Lowercase<M>, object> ? P : never;
}[keyof paths];

type Operation<M extends HttpMethod, P extends PathOf<M>> =
  paths[P] extends Record<Lowercase<M>, infer O extends object> ? O : never;

// A part of what is sent: must be there, may be there, or cannot.
type Sent<Name extends string, T> = [T] extends [undefined]
  ? { [N in Name]?: undefined }
  : undefined extends T
    ? { [N in Name]?: T }
    : { [N in Name]: T };
type ParametersOf<O> = O extends { parameters: infer Q extends { query?: unknown; path?: unknown } } ? Q : never;
type JsonOf<B> = B extends { content: { "application/json": infer J } } ? J : undefined;
type BodyOf<O> = O extends { requestBody?: infer B } ? JsonOf<B> | Extract<B, undefined> : undefined;

/** What an operation is called with. */
export type Input<M extends HttpMethod, P extends PathOf<M>> = Sent<"path", ParametersOf<Operation<M, P>>["path"]> &
  Sent<"query", ParametersOf<Operation<M, P>>["query"]> &
  Sent<"body", BodyOf<Operation<M, P>>>;

/** The last parameter of a function that calls an operation: may be missing where nothing must be sent. */
export type Given<T> = object extends T ? [input?: T] : [input: T];

type Good = 200 | 201 | 202 | 204;
type GoodOf<R> = { [S in keyof R & Good]: R[S] extends { content: infer C } ? JsonIn<C> : undefined }[keyof R & Good];
type JsonIn<C> = C extends { "application/json": infer J } ? J : never;

/** What an operation answers with; undefined where that has no body. */
export type AnswerOf<M extends HttpMethod, P extends PathOf<M>> =
  Operation<M, P> extends { responses: infer R } ? GoodOf<R> : never;
