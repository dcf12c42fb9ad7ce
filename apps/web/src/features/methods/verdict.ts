// Whether numbers agree, and how they are printed. Pure. What does not agree is never softened: an answer whose sums
// disagree with its own numbers is red too.

import type { MethodCheck, MethodsAnswer } from "@/shared/api/contract";
import type { Method } from "./method";

export const agrees = ({ ok, got, expected, tolerance }: MethodCheck): boolean =>
  // A hair for the last binary digit: the server compares before printing.
  ok && got !== null && Math.abs(got - expected) <= tolerance * (1 + 1e-9) + Number.EPSILON * Math.abs(expected);

export function methodAgrees({ example }: Method): boolean {
  return example.ok && example.agreed === example.checks && example.numbers.every(agrees);
}

interface Verdict {
  ok: boolean;
  /** Methods with a number that is off. */
  off: number;
  text: string;
}

const kCount = new Intl.NumberFormat("en-US");

export function verdictOf({ checks, agreed, methods }: MethodsAnswer): Verdict {
  const off = methods.filter((method) => !methodAgrees(method)).length;
  const ok = off === 0 && agreed === checks;
  const text = ok
    ? `All ${kCount.format(checks)} numbers of the examples come out, of ${methods.length} methods.`
    : [
        `${kCount.format(Math.max(checks - agreed, off))} of ${kCount.format(checks)} numbers of the examples`,
        `do not come out, in ${off} of ${methods.length} methods.`,
      ].join(" ");
  return { ok, off, text };
}

const kShown = new Intl.NumberFormat("en-US", { maximumSignificantDigits: 8 });

/** A number as a reader compares it: eight digits, none where there is none. */
export const printed = (value: number | null): string =>
  value === null ? "no number" : kShown.format(value).replace("-", "−");

/** "mortgage[0].published" -> "published, 1" : what it is first, then which of them. */
export function checkName(name: string): string {
  const [, rest = name] = /^[^.[]+[.]?(.*)$/.exec(name) ?? [];
  const places = [...rest.matchAll(/\[(\d+)\]/g)].map(([, n]) => String(Number(n) + 1));
  const words = rest
    .replace(/\[\d+\]/g, " ")
    .replace(/[._]+/g, " ")
    .trim();
  return [words || "value", ...places].join(", ");
}
