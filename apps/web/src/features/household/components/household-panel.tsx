"use client";
// The household as part of a page. The header's button comes here instead of opening its drawer.

import { kPanelId } from "../panel";
import { HouseholdFields } from "./household-fields";
import styles from "./household-panel.module.css";

export function HouseholdPanel() {
  return (
    <section id={kPanelId} aria-labelledby="household-title" className={`panel ${styles.panel}`}>
      <h2 id="household-title">Your household</h2>
      <HouseholdFields />
    </section>
  );
}
