// The words of rules, for people.

import type { AlertOp, AlertTransform, Delivery } from "@/shared/api/contract";

export const kOps: readonly { id: AlertOp; name: string }[] = [
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
