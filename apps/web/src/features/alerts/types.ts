// The shapes of /api/v1/alerts.

import type { Marked } from "@/shared/api/types";

export type Op = "above" | "below" | "crosses" | "percentile" | "revised";
export type AlertTransform = "level" | "yoy" | "mom";
export type Delivery = "mail" | "digest" | "notice";

export interface AlertRequest {
  name: string;
  region?: string;
  watchlist?: string;
  metric: string;
  transform: AlertTransform;
  op: Op;
  threshold: number;
  hysteresis: number;
  cooldown: number;
  delivery: Delivery;
}

export interface Alert {
  id: string;
  name: string;
  /** The rule in words, without its place. */
  text: string;
  region: string | null;
  watchlist: string | null;
  metric: string;
  transform: AlertTransform;
  op: Op;
  threshold: number;
  hysteresis: number;
  cooldown: number;
  delivery: Delivery;
  paused: boolean;
  created: string;
}

/** Where a rule stands on the day it is made. */
export interface Standing {
  region: string;
  label: string;
  period: string;
  value: number;
  beyond: boolean;
}

export interface Firing {
  region: string;
  label: string;
  period: string;
  value: number;
  before: number;
}

export interface Rehearsal extends Marked {
  text: string;
  years: number;
  places: number;
  /** May be more than the firings listed. */
  total: number;
  firings: Firing[];
  notes: string[];
}

export const kOps: readonly { id: Op; name: string }[] = [
  { id: "above", name: "goes above" },
  { id: "below", name: "goes below" },
  { id: "crosses", name: "crosses, either way" },
  { id: "percentile", name: "reaches this percentile of places of its type" },
  { id: "revised", name: "is revised by at least" },
];

export const kTransforms: readonly { id: AlertTransform; name: string }[] = [
  { id: "level", name: "The value itself" },
  { id: "yoy", name: "Its change from a year before" },
  { id: "mom", name: "Its change from the month before" },
];

export const kDeliveries: readonly { id: Delivery; name: string }[] = [
  { id: "mail", name: "A mail at once" },
  { id: "digest", name: "The digest" },
  { id: "notice", name: "Here alone, no mail" },
];
