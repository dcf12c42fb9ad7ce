// What a month would cost at other rates and prices. Pure.

import { factorOf, isWithin, ownerCost, shareOf, type Terms } from "./formula";

const kRateSteps = [-2, -1, 0, 1, 2] as const;
const kPriceParts = [0.8, 0.9, 1, 1.1, 1.2] as const;
const kMaxRate = 30;
const kCents = 100;

export interface Cell {
  price: number;
  rate: number;
  monthly: number;
  /** null: no income is known. */
  within: boolean | null;
  /** The terms as they are. */
  here: boolean;
}

interface Grid {
  rates: number[];
  prices: number[];
  /** By rate, then by price. */
  rows: Cell[][];
}

/** Rates a point apart around the one that holds, prices a tenth apart; each rate once, none below zero. */
export function gridOf(price: number, income: number | null, terms: Terms): Grid {
  const rates = [
    ...new Set(kRateSteps.map((step) => Number(Math.min(kMaxRate, Math.max(0, terms.rate + step)).toFixed(4)))),
  ];
  const prices = kPriceParts.map((part) => Math.round(price * part * kCents) / kCents);
  const rows = rates.map((rate) => {
    const at = { ...terms, rate };
    const factor = factorOf(at);
    return prices.map((cost, i): Cell => {
      const monthly = ownerCost(cost, at, factor).total;
      const share = income === null ? NaN : shareOf(monthly, income);
      return {
        price: cost,
        rate,
        monthly,
        within: Number.isNaN(share) ? null : isWithin(share, terms.rule),
        here: kPriceParts[i] === 1 && Math.abs(rate - terms.rate) < 1e-6,
      };
    });
  });
  return { rates, prices, rows };
}
