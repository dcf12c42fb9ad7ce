// Numbers of a field as text, and back. Pure.

import { parseNumber } from "@/shared/form/number";

export type NumberUnit = "usd" | "percent" | "years" | "usd-month";

const kDecimals = 4;
const kMoney = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });

/** "84,000" "6.36" "30" as the field shows it; nothing for nothing. */
export function printNumber(value: number | null, unit: NumberUnit): string {
  if (value === null) return "";
  if (unit === "usd" || unit === "usd-month") return kMoney.format(value);
  return String(Number(value.toFixed(kDecimals)));
}

/** "$84,000", "6.36%", "30 years" */
export function sayNumber(value: number, unit: NumberUnit): string {
  const text = printNumber(value, unit);
  if (unit === "usd") return `$${text}`;
  if (unit === "usd-month") return `$${text} a month`;
  return unit === "percent" ? `${text}%` : `${text} ${text === "1" ? "year" : "years"}`;
}

export type Typed = { value: number | null; error: null } | { value: null; error: string };

/** What was typed: a number, nothing (the usual), or what is wrong with it. */
export function readTyped(text: string, unit: NumberUnit, [least, most]: readonly [number, number]): Typed {
  if (text.trim() === "") return { value: null, error: null };
  const value = parseNumber(text);
  if (value === null) return { value: null, error: "This is not a number." };
  if (unit === "years" && !Number.isInteger(value)) return { value: null, error: "Whole years, please." };
  if (value < least || value > most)
    return { value: null, error: `From ${sayNumber(least, unit)} to ${sayNumber(most, unit)}.` };
  return { value, error: null };
}
