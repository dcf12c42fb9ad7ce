import { expect, test } from "vitest";
import { rowsOf } from "./rows";

const answer = { regions: ["a", "b", "c", "d"], values: [2, 5, 2, -1] };
const names: Record<string, string> = { a: "Delta", b: "Alpha", c: "Charlie", d: "Bravo" };
const rows = (order: "desc" | "asc" | "name") => rowsOf(answer, order, (id) => names[id] ?? "");

test("the highest is first, equal values share the better rank", () => {
  expect(rows("desc").map(({ id, rank }) => [id, rank])).toEqual([
    ["b", 1],
    ["a", 2],
    ["c", 2],
    ["d", 4],
  ]);
});

test("ranks stay in every order", () => {
  expect(rows("asc").map(({ id, rank }) => `${id}${rank}`)).toEqual(["d4", "c2", "a2", "b1"]);
  expect(rows("name").map(({ name }) => name)).toEqual(["Alpha", "Bravo", "Charlie", "Delta"]);
});
