// The inputs of the market temperature in words. Pure; the API says which there are and what they weigh.

import type { TemperatureAnswer } from "@/shared/api/contract";

export type Input = TemperatureAnswer["inputs"][number];

const kNames: Record<string, string> = {
  days_on_market: "Days on market",
  price_cuts: "Listings with a price cut",
  pending: "Pending sales to listings",
  sale_to_list: "Sale to list price",
  months_of_supply: "Months of supply",
};

/** The name of an input, also where nobody publishes it. */
export const inputName = ({ input }: Pick<Input, "input">): string => kNames[input] ?? input.replaceAll("_", " ");

/** Parts of the score in percent, of the inputs that are here; the rest is left out of the mean. */
export function sharesOf(inputs: readonly Input[]): (number | null)[] {
  const total = inputs.reduce((sum, { weight, measure }) => sum + (measure ? weight : 0), 0);
  return inputs.map(({ weight, measure }) => (measure && total > 0 ? (100 * weight) / total : null));
}
