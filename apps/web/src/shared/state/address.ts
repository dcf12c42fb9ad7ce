"use client";
// The address bar as a store: components read it, change it, and follow the back button.

import { useSyncExternalStore } from "react";
import { asOfIn, atDay } from "./day";

const kChanged = "housing-address";

function subscribe(listener: () => void): () => void {
  window.addEventListener("popstate", listener);
  window.addEventListener(kChanged, listener);
  return () => {
    window.removeEventListener("popstate", listener);
    window.removeEventListener(kChanged, listener);
  };
}

/** Path and query, or null while the page is still the exported HTML. */
export function useAddress(): string | null {
  return useSyncExternalStore(
    subscribe,
    () => location.pathname + location.search,
    () => null,
  );
}

/**
 * push: a step the back button undoes; replace: a correction of this step.
 * @param day as of which the numbers are told there; stays as it is if not said
 */
export function goTo(to: string, how: "push" | "replace" = "push", day = asOfIn(location.search)): void {
  const address = atDay(to, day);
  if (address === location.pathname + location.search) return;
  // The framework keeps its own marks in the state; without them it reloads the page on "back".
  const state: unknown = history.state;
  if (how === "push") history.pushState(state, "", address);
  else history.replaceState(state, "", address);
  window.dispatchEvent(new Event(kChanged));
}
