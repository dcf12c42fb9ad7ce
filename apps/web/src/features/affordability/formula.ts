// What owning costs a month, and what of it is within a rule: the server's own formulas (docs/methods.md, "What a home
// costs a household"), computed here only where a slider moves and thousands of places must follow within a frame. Held
// against the published worked examples by formula.test.ts and against the API's answers by the end-to-end tests.
// Imports nothing. Units: dollars, percent a year, years; income a year. NaN: not known, never zero.

export interface Terms {
  /** Down payment in percent of the price, unless `cash` is a sum. */
  down: number;
  cash: number | null;
  rate: number;
  years: number;
  tax: number;
  insurance: number;
  pmi: number;
  rule: number;
}

interface OwnerCost {
  down: number;
  loan: number;
  principalInterest: number;
  tax: number;
  insurance: number;
  pmi: number;
  total: number;
}

const kMonths = 12;
const kMonthsOfPercent = 12 * 100;
const kPmiAbove = 0.8; // of the price
const kAtTheLimit = 1e-12; // of the price: 80 % to the cent is 80 %
const kRuleTolerance = 1e-9; // percent

/** M of a loan of one dollar. expm1 and log1p keep the digits of rates near zero. */
export function paymentFactor(rate: number, months: number): number {
  const r = rate / 100 / kMonths;
  return r === 0 ? 1 / months : r / -Math.expm1(-months * Math.log1p(r));
}

/** @param factor paymentFactor(terms.rate, 12 * terms.years), computed once for many prices */
export function ownerCost(price: number, terms: Terms, factor: number): OwnerCost {
  const wanted = terms.cash ?? (price * terms.down) / 100;
  const down = wanted > price ? price : wanted;
  const loan = price - down;
  const principalInterest = loan * factor;
  const tax = (price * terms.tax) / kMonthsOfPercent;
  const insurance = (price * terms.insurance) / kMonthsOfPercent;
  const pmi = loan > price * (kPmiAbove + kAtTheLimit) ? (loan * terms.pmi) / kMonthsOfPercent : 0;
  return { down, loan, principalInterest, tax, insurance, pmi, total: principalInterest + tax + insurance + pmi };
}

export const factorOf = (terms: Terms): number => paymentFactor(terms.rate, kMonths * terms.years);

/** Percent of a year's income; NaN where there is none. */
export const shareOf = (monthly: number, income: number): number =>
  income > 0 ? (100 * kMonths * monthly) / income : NaN;

/** Of an unknown share: no. */
export const isWithin = (share: number, rule: number): boolean => share <= rule + kRuleTolerance;

/** The least yearly income for which a monthly cost is within the rule. */
export const qualifyingIncome = (monthly: number, rule: number): number => (monthly * kMonthsOfPercent) / rule;
