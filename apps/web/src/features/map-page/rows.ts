// The rows of the table beside the map. Pure.

import type { MapAnswer } from "@/shared/api/contract";
import type { TableOrder } from "./view-state";

export interface Row {
  id: string;
  name: string;
  value: number;
  /** 1: the highest; equal values share the better. */
  rank: number;
}

export function rowsOf(
  answer: Pick<MapAnswer, "regions" | "values">,
  order: TableOrder,
  nameOf: (id: string) => string,
): Row[] {
  const rows = answer.regions.map((id, i): Row => ({ id, name: nameOf(id), value: answer.values[i] ?? 0, rank: 0 }));
  rows.sort((a, b) => b.value - a.value || (a.id < b.id ? -1 : 1));
  rows.forEach((row, i) => {
    const before = rows[i - 1];
    row.rank = before && before.value === row.value ? before.rank : i + 1;
  });
  if (order === "asc") rows.reverse();
  if (order === "name") rows.sort((a, b) => a.name.localeCompare(b.name));
  return rows;
}
