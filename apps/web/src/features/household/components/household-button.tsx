"use client";
// The way to the household from any page: a button in the header; the drawer is loaded when it is first pressed.

import { lazy, Suspense, useRef, useState } from "react";
import { useHousehold } from "@/shared/state/household";
import { countSaid } from "../fields";
import { kPanelId } from "../panel";
import styles from "./household-button.module.css";

const Drawer = lazy(() => import("./drawer"));

export function HouseholdButton() {
  const [household] = useHousehold();
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const said = countSaid(household);

  function press(): void {
    const panel = document.getElementById(kPanelId);
    if (!panel) return setOpen(!open);
    panel.scrollIntoView({ block: "nearest" });
    panel.querySelector("input")?.focus();
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-expanded={open}
        aria-haspopup="dialog"
        title="Your income, down payment and rate, kept in this browser"
        data-testid="household"
        data-said={said}
        onClick={press}
      >
        <svg viewBox="0 0 20 20" aria-hidden="true">
          <path d="M3 9.5 10 3.5l7 6M5 8.5V16.5h10V8.5M8.2 16.5v-4.4h3.6v4.4" />
        </svg>
        <span className={styles.word}>Your household</span>
        {said > 0 ? (
          <span className={styles.dot}>
            <span className="visually-hidden">, {said} said</span>
          </span>
        ) : null}
      </button>
      {open ? (
        <Suspense>
          <Drawer
            onClose={() => {
              setOpen(false);
              button.current?.focus();
            }}
          />
        </Suspense>
      ) : null}
    </>
  );
}
