"use client";
// The household beside any page, which stays in use: what it shows follows the sliders.

import { useEffect, useRef } from "react";
import styles from "./drawer.module.css";
import { HouseholdFields } from "./household-fields";

export default function Drawer({ onClose }: { onClose: () => void }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  return (
    <div
      ref={box}
      role="dialog"
      aria-labelledby="household-drawer-title"
      tabIndex={-1}
      className={styles.drawer}
      data-testid="household-drawer"
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <div className={styles.head}>
        <h2 id="household-drawer-title">Your household</h2>
        <button type="button" className="button" data-testid="household-close" onClick={onClose}>
          Close
        </button>
      </div>
      <HouseholdFields />
      <p className={styles.more}>
        <a href="/afford">What homes cost you</a> · <a href="/rent-or-buy">Rent or buy</a>
      </p>
    </div>
  );
}
