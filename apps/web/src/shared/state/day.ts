// A day in an address: ?as_of=2025-01-15, of pages and of the API alike. Pure; React's side is as-of.ts.

import type { Address } from "../api/address";

const kName = "as_of";
const kDay = /^\d{4}-\d{2}-\d{2}$/;
/** Parts of the API that know no days. */
const kUndated = ["/api/v1/methods", "/api/v1/provenance/"];

/** The day an address names; null for none, or for text that is no day. */
export function asOfIn(address: string | null): string | null {
  const day = new URLSearchParams(address?.split("#")[0]?.split("?")[1] ?? "").get(kName);
  return day !== null && kDay.test(day) && !Number.isNaN(Date.parse(day)) ? day : null;
}

/** The same address as of a day; null: as of today. What follows # stays behind. */
export function atDay<A>(address: Address<A>, day: string | null): Address<A> {
  const [before = "", hash] = address.split("#", 2);
  const [path = "", query = ""] = before.split("?", 2);
  if (kUndated.some((start) => path.startsWith(start))) return address;
  const kept = query.split("&").filter((part) => part !== "" && !part.startsWith(`${kName}=`));
  if (day !== null) kept.push(`${kName}=${day}`);
  return `${path}${kept.length > 0 ? `?${kept.join("&")}` : ""}${hash === undefined ? "" : `#${hash}`}`;
}
