// A screen in the address of /alerts: ?screen_type=zip&screen_within=state-ca&screen_where=rent < 2000

import type { AlertScreen } from "@/shared/api/contract";
import { kTypeOrder } from "@/shared/format/words";

/** null where the address names none, or one that cannot be. */
export function screenIn(search: string): AlertScreen | null {
  const query = new URLSearchParams(search);
  const type = kTypeOrder.find((id) => id === query.get("screen_type"));
  const where = (query.get("screen_where") ?? "").trim();
  if (!type || where === "") return null;
  const within = query.get("screen_within");
  return { type, within: within === null || within === "" || within === "us" ? null : within, where };
}

/** Where the screen is looked at. */
export function screenerAddress({ type, within, where }: AlertScreen): string {
  const query = new URLSearchParams({ level: type, where });
  if (within) query.set("within", within);
  return `/screener?${query}`;
}
