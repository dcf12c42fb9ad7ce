"use client";
// What is taken where the reader says nothing: asked of the API without the household, which is not needed for it.

import { address } from "@/shared/api/address";
import type { AskingHousehold, PlacesAffordability } from "@/shared/api/contract";
import { useAnswer } from "@/shared/api/use-answer";

interface Usual {
  household: AskingHousehold | null;
  /** Of the nation's typical home. */
  price: number | null;
}

export function useUsual(): Usual {
  const { data } = useAnswer(address("/api/v1/affordability", { query: { region: ["us"] } }));
  const places = data as PlacesAffordability | null;
  return { household: places?.household ?? null, price: places?.regions[0]?.price ?? null };
}
