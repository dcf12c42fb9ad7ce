import { expect, test } from "vitest";
import { addRecent, kMaxRecent, readRecent } from "./recent-searches";

function memory(text: string | null = null) {
  return {
    getItem: () => text,
    setItem: (_key: string, value: string) => {
      text = value;
    },
  };
}
const place = (id: string) => ({ id, label: id.toUpperCase(), type: "zip" });

test("newest first, each place once, no more than the limit", () => {
  const storage = memory();
  for (let i = 0; i < kMaxRecent + 3; i += 1) addRecent(storage, place(`p${i}`));
  addRecent(storage, place("p5"));
  const ids = readRecent(storage).map((p) => p.id);
  expect(ids).toHaveLength(kMaxRecent);
  expect(ids[0]).toBe("p5");
  expect(new Set(ids).size).toBe(kMaxRecent);
});

test("only what a list entry needs is kept", () => {
  const storage = memory();
  addRecent(storage, { ...place("a"), latest: [1, 2, 3] } as ReturnType<typeof place>);
  expect(readRecent(storage)).toEqual([place("a")]);
});

test.each(["{", "null", "3", '[{"id":1}]'])("damaged storage %j reads as empty", (text) => {
  expect(readRecent(memory(text))).toEqual([]);
});
