// Addresses of what can be read, checked against the contract: a parameter that the contract does not have, or one that
// is missing, does not compile. An address knows the shape of its answer; it is also a plain text, for links and keys.

import { createFinalURL, createQuerySerializer, defaultPathSerializer } from "openapi-fetch";
import type { AnswerOf, Given, Input, PathOf } from "./contract";

declare const kAnswer: unique symbol;
export type Address<A> = string & { readonly [kAnswer]?: A };

/** Lists are parted by commas, as the contract has it (`explode: false`). */
export const querySerializer = createQuerySerializer({ array: { style: "form", explode: false } });

export function address<P extends PathOf<"GET">>(
  path: P,
  ...[input]: Given<Input<"GET", P>>
): Address<AnswerOf<"GET", P>> {
  const { path: inPath = {}, query } = (input ?? {}) as Record<"path" | "query", Record<string, unknown> | undefined>;
  return createFinalURL(path, {
    baseUrl: "",
    params: { path: inPath, query },
    querySerializer,
    pathSerializer: defaultPathSerializer,
  });
}
