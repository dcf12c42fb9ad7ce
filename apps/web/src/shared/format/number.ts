// Numbers as the reader sees them. Units: values are in the metric's unit; changes are percent or percentage points.
// A missing value prints as an en dash; zero is a value like any other.

import type { Change, SeriesUnit } from "../api/contract";

export const kMissing = "–";
const kMinus = "−";
const formats = new Map<string, Intl.NumberFormat>();

function fixed(decimals: number): Intl.NumberFormat {
  return cachedFormat(`f${decimals}`, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

function cachedFormat(key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat("en-US", options);
  formats.set(key, made);
  return made;
}

function withMinus(text: string): string {
  return /^-[0.,]*$/.test(text) ? text.slice(1) : text.replace("-", kMinus);
}

function decimalsOf(unit: SeriesUnit, decimals: number): number {
  switch (unit) {
    case "usd":
    case "count":
    case "people":
    case "thousands":
      return 0;
    case "days":
    case "index":
      return Math.min(decimals, 1);
    case "percent":
    case "ratio":
      return Math.min(Math.max(decimals, 1), 2);
    default:
      return Math.min(decimals, 2); // a unit newer than this page
  }
}

/** $1,170,000 · 6.65% · 312.4 · 1,204 · 38 days · 1,502K (thousands) */
export function formatValue(value: number | null | undefined, unit: SeriesUnit, decimals = 2): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return kMissing;
  const text = fixed(decimalsOf(unit, decimals)).format(Math.abs(value));
  const sign = value < 0 && /[1-9]/.test(text) ? kMinus : "";
  switch (unit) {
    case "usd":
      return `${sign}$${text}`;
    case "percent":
      return `${sign}${text}%`;
    case "days": {
      const days = text.replace(/\.0$/, "");
      return `${sign}${days} ${days === "1" ? "day" : "days"}`;
    }
    case "thousands":
      return `${sign}${text}K`;
    default:
      return sign + text;
  }
}

/** A change with its sign: +0.4%, −1.2%, 0.0%; in percentage points +0.25 pts. */
export function formatChange(
  change: number | null | undefined,
  decimals = 1,
  unit: Change["unit"] = "percent",
): string {
  if (change === null || change === undefined || !Number.isFinite(change)) return kMissing;
  const text = fixed(decimals).format(Math.abs(change));
  const sign = !/[1-9]/.test(text) ? "" : change < 0 ? kMinus : "+";
  return `${sign}${text}${unit === "points" ? " pts" : "%"}`;
}

/** Short form for an axis: $1.2M, 5%, 1.5K. */
export function formatAxis(value: number, unit: SeriesUnit): string {
  if (unit === "usd" || unit === "count" || unit === "people") {
    const short = cachedFormat("compact", { notation: "compact", maximumSignificantDigits: 4 }).format(value);
    return withMinus(unit === "usd" ? short.replace(/^(-?)/, "$1$") : short);
  }
  if (unit === "thousands") return `${formatAxis(value, "index")}K`;
  const plain = cachedFormat("plain", { maximumFractionDigits: 2 }).format(value);
  return withMinus(unit === "percent" ? `${plain}%` : plain);
}

export function formatCount(n: number): string {
  return fixed(0).format(n);
}
