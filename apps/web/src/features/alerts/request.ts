// What is typed into the form of an alert, made into the request for one.
// Mistakes a person can make without the server are found here; the rest the server finds.

import { parseNumber, parseWhole } from "@/shared/form/number";
import type { AlertForm, AlertOp, AlertTransform, Delivery, Metric } from "@/shared/api/contract";

export interface Typed {
  name: string;
  where: "place" | "list";
  region: string | null;
  list: string;
  metric: string;
  transform: string;
  op: string;
  threshold: string;
  hysteresis: string;
  cooldown: string;
  delivery: string;
}

type Checked<T> = { good: T } | { wrong: Record<string, string> };

const kNoNumber = "Write a number, such as 450,000 or 2.5.";

/** The numbers of a rule; an empty hysteresis or cool-down is none. */
export function checkNumbers(
  typed: Pick<Typed, "threshold" | "hysteresis" | "cooldown">,
): Checked<Required<Pick<AlertForm, "threshold" | "hysteresis" | "cooldown">>> {
  const wrong: Record<string, string> = {};
  const threshold = parseNumber(typed.threshold);
  const hysteresis = typed.hysteresis.trim() === "" ? 0 : parseNumber(typed.hysteresis);
  const cooldown = typed.cooldown.trim() === "" ? 0 : parseWhole(typed.cooldown);
  if (threshold === null) wrong.threshold = kNoNumber;
  if (hysteresis === null) wrong.hysteresis = kNoNumber;
  else if (hysteresis < 0) wrong.hysteresis = "Write 0 or more.";
  if (cooldown === null) wrong.cooldown = "Write a whole number of days.";
  if (threshold === null || hysteresis === null || cooldown === null || wrong.hysteresis) return { wrong };
  return { good: { threshold, hysteresis, cooldown } };
}

export function alertRequest(typed: Typed): Checked<AlertForm> {
  const numbers = checkNumbers(typed);
  const wrong: Record<string, string> = "wrong" in numbers ? { ...numbers.wrong } : {};
  if (typed.where === "place" && !typed.region) wrong.region = "Choose a place from the list.";
  if (typed.where === "list" && typed.list === "") wrong.watchlist = "Choose a list.";
  if (typed.metric === "") wrong.metric = "Choose a metric.";
  if ("wrong" in numbers || Object.keys(wrong).length > 0) return { wrong };
  return {
    good: {
      name: typed.name.trim(),
      ...(typed.where === "place" ? { region: typed.region ?? "" } : { watchlist: typed.list }),
      metric: typed.metric,
      transform: typed.transform as AlertTransform,
      op: typed.op as AlertOp,
      ...numbers.good,
      delivery: typed.delivery as Delivery,
    },
  };
}

type Measured = Pick<Metric, "unit"> | undefined;

/** What the threshold is measured in: "$", "%", "percentage points", "days"… */
export function thresholdUnit(metric: Measured, transform: string, op: string): string {
  if (op === "percentile") return "percentile, above 0 and up to 100";
  if (op === "revised") return "% of the value";
  const unit = metric?.unit ?? "";
  if (transform !== "level") return unit === "percent" ? "percentage points" : "%";
  const names: Partial<Record<string, string>> = { usd: "$", percent: "%", thousands: "thousands", people: "people" };
  return names[unit] ?? unit;
}

/** How the numbers of a rule's firings are printed. */
export function firingUnit(metric: Measured, transform: string, op: string): "change" | "plain" | "unit" {
  if (op === "percentile") return "plain";
  return transform !== "level" ? "change" : metric ? "unit" : "plain";
}
