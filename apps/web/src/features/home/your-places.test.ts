import { expect, test } from "vitest";
import { kMaxWatched, kMaxYours, yourPlaces } from "./your-places";

const watched = (region: string, added: string) => ({ region, label: region.toUpperCase(), added });
const ids = (places: { id: string }[]) => places.map(({ id }) => id);

test("watched places first, the last added first, each once", () => {
  const recent = [
    { id: "b", label: "B" },
    { id: "c", label: "C" },
  ];
  expect(
    ids(yourPlaces([watched("a", "2025-01-01"), watched("b", "2025-02-01"), watched("a", "2024-01-01")], recent)),
  ).toEqual(["b", "a", "c"]);
});

test("no more than two comparisons hold", () => {
  const many = Array.from({ length: 30 }, (_, i) => watched(`w${i}`, `2025-01-${i}`));
  const recent = Array.from({ length: 30 }, (_, i) => ({ id: `r${i}`, label: "" }));
  const places = ids(yourPlaces(many, recent));
  expect(places).toHaveLength(kMaxYours);
  expect(places.filter((id) => id.startsWith("w"))).toHaveLength(kMaxWatched);
});
