"use client";
// A text as a QR code, to be read by another device. Dark on light in both themes: readers expect it.

import { encode } from "uqr";
import { pathOf } from "../qr-path";
import styles from "./qr-code.module.css";

const kQuietZone = 4; // modules of light around it (ISO/IEC 18004)

export default function QrCode({ text, label }: { text: string; label: string }) {
  const { data, size } = encode(text, { ecc: "M", border: kQuietZone });
  return (
    <svg className={styles.code} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} data-testid="qr-code">
      <rect width={size} height={size} className={styles.light} />
      <path d={pathOf(data)} className={styles.dark} shapeRendering="crispEdges" />
    </svg>
  );
}
