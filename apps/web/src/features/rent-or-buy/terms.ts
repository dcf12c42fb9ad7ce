// What is assumed of a stay beside the household: names and limits as the API has them, and what it takes where
// nothing is said. Pure.

import type { NumberSpec } from "@/features/household";

export const kTermNames = [
  "horizon",
  "appreciation",
  "rent_growth",
  "return",
  "maintenance",
  "buying",
  "selling",
  "price",
  "rent",
] as const;
export type TermName = (typeof kTermNames)[number];

interface TermSpec extends NumberSpec {
  limits: readonly [number, number];
  /** null: the published number of the place. */
  usual: number | null;
  why: string;
  whole?: true;
}

export const kTerms: Record<TermName, TermSpec> = {
  horizon: {
    label: "Length of the stay",
    unit: "years",
    least: 1,
    most: 30,
    step: 1,
    limits: [1, 50],
    usual: 7,
    whole: true,
    why: "Buying and selling cost once: the longer the stay, the less they weigh.",
  },
  appreciation: {
    label: "Growth of the home’s value",
    unit: "percent",
    of: "a year",
    least: -5,
    most: 12,
    step: 0.1,
    limits: [-50, 50],
    usual: 3,
    why: "Nobody knows it. Past growth here stands below.",
  },
  rent_growth: {
    label: "Growth of the rent",
    unit: "percent",
    of: "a year",
    least: -5,
    most: 12,
    step: 0.1,
    limits: [-50, 50],
    usual: 3,
    why: "Nobody knows it either.",
  },
  return: {
    label: "What the money would earn elsewhere",
    unit: "percent",
    of: "a year",
    least: -2,
    most: 12,
    step: 0.1,
    limits: [-50, 50],
    usual: 5,
    why: "What the down payment would bring, invested. Later dollars count less by it.",
  },
  maintenance: {
    label: "Upkeep",
    unit: "percent",
    of: "of the value a year",
    least: 0,
    most: 4,
    step: 0.1,
    limits: [0, 20],
    usual: 1,
    why: "A usual rule of thumb; old houses need more.",
  },
  buying: {
    label: "Costs of buying",
    unit: "percent",
    of: "of the price",
    least: 0,
    most: 10,
    step: 0.1,
    limits: [0, 20],
    usual: 3,
    why: "Loan fees, title, inspection, transfer tax.",
  },
  selling: {
    label: "Costs of selling",
    unit: "percent",
    of: "of the value then",
    least: 0,
    most: 12,
    step: 0.1,
    limits: [0, 20],
    usual: 6,
    why: "Agents’ commissions and closing.",
  },
  price: {
    label: "Price of the home",
    unit: "usd",
    usualWord: "published",
    least: 50_000,
    most: 2_000_000,
    step: 5_000,
    limits: [0, 1e9],
    usual: null,
    why: "The typical home value of the place.",
  },
  rent: {
    label: "Rent of a like home",
    unit: "usd-month",
    usualWord: "published",
    least: 200,
    most: 10_000,
    step: 25,
    limits: [0, 1e9],
    usual: null,
    why: "The typical rent of the place. It may be of smaller homes than those sold: say what the same home rents for.",
  },
};
