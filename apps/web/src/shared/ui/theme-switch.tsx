"use client";
// Auto, light, dark. theme.js applies the choice; this only records it.

import { useSyncExternalStore } from "react";
import styles from "./theme-switch.module.css";

const kChoices = [
  { id: "auto", name: "Auto" },
  { id: "light", name: "Light" },
  { id: "dark", name: "Dark" },
] as const;
type Choice = (typeof kChoices)[number]["id"];

function subscribe(listener: () => void): () => void {
  const observer = new MutationObserver(listener);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme-choice"] });
  return () => observer.disconnect();
}
const current = (): string => document.documentElement.dataset.themeChoice ?? "auto";

function choose(choice: Choice): void {
  try {
    localStorage.setItem("housing-theme", choice);
  } catch {
    // Storage is off: the choice lasts for this page only.
    document.documentElement.dataset.themeChoice = choice;
    if (choice !== "auto") document.documentElement.dataset.theme = choice;
    return;
  }
  window.dispatchEvent(new Event("housing-theme"));
}

export function ThemeSwitch() {
  const chosen = useSyncExternalStore(subscribe, current, () => "auto");
  return (
    <div className={styles.group} role="group" aria-label="Colour theme">
      {kChoices.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className={styles.choice}
          aria-pressed={chosen === id}
          data-testid={`theme-${id}`}
          onClick={() => choose(id)}
        >
          {name}
        </button>
      ))}
    </div>
  );
}
