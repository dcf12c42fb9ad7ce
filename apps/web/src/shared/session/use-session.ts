"use client";

import { useSyncExternalStore } from "react";
import { currentSession, endedSession, subscribeSession, type Person, type Session } from "./session";

/** undefined while it is not known, and in the exported HTML. */
export function useSession(): Session {
  return useSyncExternalStore(subscribeSession, currentSession, () => undefined);
}

/** Whose session ended: see endedSession(). */
export function useEndedSession(): Person | true | null {
  return useSyncExternalStore(subscribeSession, endedSession, () => null);
}
