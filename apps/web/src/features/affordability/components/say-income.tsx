"use client";
// Words that lead to the field of the income.

import type { ReactNode } from "react";
import styles from "./place-section.module.css";

export function SayIncome({ children }: { children: ReactNode }) {
  return (
    <button
      type="button"
      className={styles.link}
      onClick={() => {
        const field = document.querySelector<HTMLInputElement>('[data-testid="household-income"]');
        field?.scrollIntoView({ block: "center" });
        field?.focus();
      }}
    >
      {children}
    </button>
  );
}
