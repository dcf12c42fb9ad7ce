// Moments, as the reader's clock shows them.

/** "16 Apr 2025, 2:05 PM"; text that is no moment is printed as it is, none as a dash. */
export function formatTime(iso: string | null, timeZone?: string): string {
  if (iso === null) return "–";
  const time = new Date(iso);
  if (Number.isNaN(time.getTime())) return iso;
  const parts = (zone?: string) =>
    new Intl.DateTimeFormat("en-US", {
      day: "numeric",
      month: "short",
      year: "numeric",
      hour: "numeric",
      minute: "2-digit",
      timeZone: zone,
    }).formatToParts(time);
  const all = known(() => parts(timeZone)) ?? parts();
  const part = (type: string) => all.find((p) => p.type === type)?.value ?? "";
  const clock = `${part("hour")}:${part("minute")} ${part("dayPeriod")}`;
  return `${part("day")} ${part("month")} ${part("year")}, ${clock}`;
}

/** A time zone this browser does not know makes Intl throw. */
function known<T>(make: () => T): T | null {
  try {
    return make();
  } catch {
    return null;
  }
}

/** Every time zone this browser knows, with `wanted` among them. */
export function timeZones(wanted: string): string[] {
  const all = known(() => Intl.supportedValuesOf("timeZone")) ?? [];
  return [...new Set([...all, "UTC", wanted])].sort();
}

export const browserTimeZone = (): string => known(() => new Intl.DateTimeFormat().resolvedOptions().timeZone) || "UTC";
