// A measure: what is made of a metric, as rankings, maps, screens and comparisons name it: "home_value",
// "yoy(home_value)", "cagr(home_value,10)", "price_to_rent". Pure.

export type Making = "level" | "yoy" | "mom" | "cagr" | "real" | "percentile";

export interface Measure {
  metric: string;
  making: Making;
  /** Of `cagr`: years. */
  years: number;
}

export const kYears = [3, 5, 10, 20] as const;
const kDefaultYears = 10;

/** Numbers made of several metrics, which the server names like a metric. */
export const kDerived = [
  { id: "price_to_income", name: "Price to income" },
  { id: "price_to_rent", name: "Price to rent" },
  { id: "gross_yield", name: "Gross rental yield" },
] as const;

export const isDerived = (metric: string): boolean => kDerived.some(({ id }) => id === metric);

const kForm = /^(yoy|mom|cagr|real|percentile)\(([^(),]+)(?:,\s*(\d{1,2}))?\)$/;

/** Text that is no measure of these kinds counts as the metric itself: the server says what it thinks of it. */
export function parseMeasure(text: string): Measure {
  const found = kForm.exec(text.trim());
  if (!found) return { metric: text.trim(), making: "level", years: kDefaultYears };
  const [, making, metric = "", years] = found;
  return { metric: metric.trim(), making: making as Making, years: years ? Number(years) : kDefaultYears };
}

export function printMeasure({ metric, making, years }: Measure): string {
  if (making === "level") return metric;
  return making === "cagr" ? `cagr(${metric},${years})` : `${making}(${metric})`;
}

const kWords: Record<Making, (years: number) => string> = {
  level: () => "",
  yoy: () => "change in a year",
  mom: () => "change in a month",
  cagr: (years) => `growth a year over ${years} years`,
  real: () => "in today’s dollars",
  percentile: () => "percentile",
};

/** "Home value, change in a year" */
export function measureName(measure: Measure, metricName: string): string {
  const words = kWords[measure.making](measure.years);
  return words === "" ? metricName : `${metricName}, ${words}`;
}
