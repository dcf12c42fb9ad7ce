// Periods are the API's text: "2025-01-04" (week), "2025-03", "2025-Q1", "2025", "FY2025", "2019-2023".
// Units: times are seconds since 1970 UTC at the period's first instant.

type PeriodKind = "week" | "month" | "quarter" | "year" | "fiscal-year" | "span";

interface ParsedPeriod {
  kind: PeriodKind;
  year: number;
  /** 1-based month of the first day. */
  month: number;
  day: number;
}

const kMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] as const;

export function parsePeriod(text: string): ParsedPeriod | null {
  let m = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (m) return { kind: "week", year: Number(m[1]), month: Number(m[2]), day: Number(m[3]) };
  m = /^(\d{4})-(\d{2})$/.exec(text);
  if (m) return { kind: "month", year: Number(m[1]), month: Number(m[2]), day: 1 };
  m = /^(\d{4})-Q([1-4])$/.exec(text);
  if (m) return { kind: "quarter", year: Number(m[1]), month: Number(m[2]) * 3 - 2, day: 1 };
  m = /^(\d{4})$/.exec(text);
  if (m) return { kind: "year", year: Number(m[1]), month: 1, day: 1 };
  m = /^FY(\d{4})$/.exec(text);
  if (m) return { kind: "fiscal-year", year: Number(m[1]) - 1, month: 10, day: 1 };
  m = /^(\d{4})-(\d{4})$/.exec(text);
  if (m) return { kind: "span", year: Number(m[1]), month: 1, day: 1 };
  return null;
}

/** Seconds since 1970 UTC of the period's begin, or null for text that is no period. */
export function periodTime(text: string): number | null {
  const p = parsePeriod(text);
  return p ? Date.UTC(p.year, p.month - 1, p.day) / 1000 : null;
}

const kQuarterStarts: Record<number, number> = { 1: 1, 4: 2, 7: 3, 10: 4 };

/** "Mar 2025", "Q1 2025", "4 Jan 2025", "2025". Text that is no period is printed as it is. */
export function formatPeriod(text: string): string {
  const p = parsePeriod(text);
  if (!p) return text;
  switch (p.kind) {
    case "week":
      return `${p.day} ${kMonths[p.month - 1] ?? "?"} ${p.year}`;
    case "month":
      return `${kMonths[p.month - 1] ?? "?"} ${p.year}`;
    case "quarter":
      return `Q${kQuarterStarts[p.month] ?? "?"} ${p.year}`;
    case "year":
      return text;
    case "fiscal-year":
      return `FY ${p.year + 1}`;
    case "span":
      return text.replace("-", "–");
  }
}

/** A calendar date or timestamp as "16 Apr 2025"; what cannot be read is printed as it is. */
export function formatDate(text: string): string {
  const day = text.slice(0, 10);
  return parsePeriod(day)?.kind === "week" ? formatPeriod(day) : text;
}

/** The month that holds a time, as the API writes it. */
export function monthOf(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 7);
}

export function addMonths(month: string, n: number): string {
  const p = parsePeriod(month);
  if (!p) return month;
  return monthOf(Date.UTC(p.year, p.month - 1 + n, 1) / 1000);
}

const kDaySeconds = 86_400;

/** Begin of the period after the one that begins at `seconds`, for the frequencies with a fixed step. */
export function nextBegin(seconds: number, frequency: string): number | null {
  if (frequency === "week") return seconds + 7 * kDaySeconds;
  const months: Record<string, number> = { month: 1, quarter: 3, year: 12 };
  const step = months[frequency];
  if (step === undefined) return null;
  const d = new Date(seconds * 1000);
  return Date.UTC(d.getUTCFullYear(), d.getUTCMonth() + step, d.getUTCDate()) / 1000;
}
