// The worked examples are those the server's own tests and the page of methods use: one file.
import { expect, test } from "vitest";
import examples from "../../../../../src/proof/examples.json";
import { factorOf, isWithin, ownerCost, paymentFactor, qualifyingIncome, shareOf, type Terms } from "./formula";

const kTerms: Terms = { down: 20, cash: null, rate: 7, years: 30, tax: 0, insurance: 0, pmi: 0, rule: 30 };

test("published mortgage payments come out", () => {
  expect(examples.mortgage.length).toBeGreaterThan(3);
  for (const { P, rate, years, exact, published } of examples.mortgage) {
    const payment = P * paymentFactor(rate, 12 * years);
    expect(payment).toBeCloseTo(exact, 8);
    if (published !== undefined) expect(Math.abs(payment - published)).toBeLessThan(0.5);
  }
});

test("the cost of owning with mortgage insurance comes out, and the income it takes", () => {
  const of = examples.piti_derived;
  const terms: Terms = {
    ...kTerms,
    down: 100 * of.down,
    rate: of.rate,
    tax: 100 * of.tax,
    insurance: 100 * of.ins,
    pmi: 100 * of.pmi_of_loan,
  };
  const cost = ownerCost(of.price, terms, factorOf(terms));
  expect(cost.principalInterest).toBeCloseTo(of.pi, 8);
  expect(cost.total).toBeCloseTo(of.total, 8);
  expect(qualifyingIncome(cost.total, 30)).toBeCloseTo(of.qualifying_income_30pct, 7);
  const most = ownerCost(of.inverse_income_84000_max_price, terms, factorOf(terms));
  expect(shareOf(most.total, 84_000)).toBeCloseTo(30, 9);
});

test("cost burdens come out", () => {
  for (const { monthly_cost: cost, yearly_income: income, share_pct: share } of examples.cost_burden) {
    if (share === undefined) expect(shareOf(cost, income)).toBeNaN();
    else expect(shareOf(cost, income)).toBeCloseTo(share, 9);
  }
});

test("exactly 20 % down needs no mortgage insurance, a cent less does", () => {
  const terms = { ...kTerms, pmi: 0.58 };
  const factor = factorOf(terms);
  for (const price of [99_999.99, 361_262.75, 1_172_774.12]) {
    expect(ownerCost(price, terms, factor).pmi).toBe(0);
    expect(ownerCost(price, { ...terms, cash: price / 5 - 0.01 }, factor).pmi).toBeGreaterThan(0);
  }
});

test("zero is a value, more cash than the price buys without a loan, the unknown stays unknown", () => {
  const free = { ...kTerms, rate: 0, down: 0 };
  expect(ownerCost(360_000, free, factorOf(free)).total).toBeCloseTo(1000, 9);
  const rich = { ...kTerms, cash: 1e6 };
  expect(ownerCost(300_000, rich, factorOf(rich))).toMatchObject({ down: 300_000, loan: 0, total: 0 });
  expect(ownerCost(NaN, kTerms, factorOf(kTerms)).total).toBeNaN();
  expect(isWithin(NaN, 30)).toBe(false);
  expect(isWithin(30 + 1e-10, 30)).toBe(true);
  expect(isWithin(30.001, 30)).toBe(false);
});
