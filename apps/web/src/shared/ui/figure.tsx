"use client";
// A number anybody can ask where it comes from: pressing it opens its passport. Where the server stated no origin it is
// plain. Not for ranks and for changes printed beside a number that has one already: see change.tsx.

import { lazy, Suspense, useRef, useState } from "react";
import type { Provenance, SeriesUnit } from "../api/contract";
import { formatChange, formatValue } from "../format/number";
import { formatPeriod } from "../format/period";
import styles from "./figure.module.css";

const Passport = lazy(() => import("./passport").then((module) => ({ default: module.Passport })));

interface Props {
  value: number | null;
  unit: SeriesUnit;
  decimals?: number;
  /** What the number is: "Home value". */
  name: string;
  metric: string;
  period?: string | null;
  prov: Provenance | null;
  /** It is a change: printed with its sign. */
  signed?: boolean;
  testId?: string;
}

const kChangeDecimals = 2;

export function Figure({ value, unit, decimals, name, metric, period, prov, signed, testId }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [opened, setOpened] = useState(false);
  const text = signed && unit === "percent" ? formatChange(value, kChangeDecimals) : formatValue(value, unit, decimals);
  const number = (
    <data value={value ?? ""} data-testid={testId}>
      {text}
    </data>
  );
  if (value === null || prov === null) return number;
  const title = `${name}${period ? `, ${formatPeriod(period)}` : ""}: ${text}`;
  return (
    <>
      <button
        type="button"
        className={styles.figure}
        title="Where this number comes from"
        aria-haspopup="dialog"
        data-testid={testId ? `${testId}-passport` : undefined}
        onClick={() => {
          setOpened(true);
          dialog.current?.showModal();
        }}
      >
        {number}
      </button>
      <dialog
        ref={dialog}
        className={styles.dialog}
        aria-label={`Passport of ${title}`}
        onClose={() => setOpened(false)}
      >
        {opened ? (
          <>
            <p className={styles.title}>{title}</p>
            <Suspense>
              <Passport prov={prov} metric={metric} definition={null} />
            </Suspense>
            <button type="button" className="button" onClick={() => dialog.current?.close()}>
              Close
            </button>
          </>
        ) : null}
      </dialog>
    </>
  );
}
