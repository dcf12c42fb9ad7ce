"use client";
// The day the reader wants to know of, as the page's address holds it. Without it, today.
// Every question about the numbers carries it (../api/use-answer.ts), and links keep it (features/as-of/keep-day.ts).

import { useCallback } from "react";
import type { Address } from "../api/address";
import { goTo, useAddress } from "./address";
import { asOfIn, atDay } from "./day";

export const useAsOf = (): string | null => asOfIn(useAddress());

/** Puts the day that is being looked at into addresses: of downloads, pictures and pages. */
export function useDated(): <A>(address: Address<A>) => Address<A> {
  const day = useAsOf();
  return useCallback((address) => atDay(address, day), [day]);
}

export function setAsOf(day: string | null): void {
  goTo(location.pathname + location.search, "push", day);
}

/** Leaves for another page and takes the day along. */
export function visit(address: string): void {
  location.assign(atDay(address, asOfIn(location.search)));
}
