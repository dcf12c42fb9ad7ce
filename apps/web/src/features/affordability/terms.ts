// The terms that hold for a reader: what was said, and the server's usual where nothing was. Pure.

import type { AskingHousehold } from "@/shared/api/contract";
import type { Household } from "@/shared/state/household";
import type { Terms } from "./formula";

/** null: no rate is known, so no cost is. */
export function termsOf(said: Household, usual: AskingHousehold): Terms | null {
  const rate = said.rate ?? usual.market_rate?.value ?? usual.rate;
  if (rate === null) return null;
  return {
    down: said.down ?? usual.down ?? 0,
    cash: said.cash,
    rate,
    years: said.years ?? usual.years,
    tax: said.tax ?? usual.tax,
    insurance: said.insurance ?? usual.insurance,
    pmi: said.pmi ?? usual.pmi,
    rule: said.rule ?? usual.rule,
  };
}
