"use client";
// Which theme the page is in, for what draws its own colours. public/theme.js and the switch set it.

import { useSyncExternalStore } from "react";

export type Theme = "light" | "dark";

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  return () => observer.disconnect();
}
const current = (): Theme => (document.documentElement.dataset.theme === "dark" ? "dark" : "light");

export const useTheme = (): Theme => useSyncExternalStore(subscribe, current, () => "light");
