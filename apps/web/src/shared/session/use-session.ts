"use client";

import { useSyncExternalStore } from "react";
import { currentSession, subscribeSession, type Session } from "./session";

/** undefined while it is not known, and in the exported HTML. */
export function useSession(): Session {
  return useSyncExternalStore(subscribeSession, currentSession, () => undefined);
}
