import { encode } from "uqr";
import { expect, test } from "vitest";
import { pathOf } from "./qr-path";

test("runs of dark squares become rectangles", () => {
  expect(
    pathOf([
      [true, true, false],
      [false, true, true],
      [false, false, false],
    ]),
  ).toBe("M0 0h2v1h-2zM1 1h2v1h-2z");
});

test("every dark square of a code is covered once, and no light one", () => {
  const { data, size } = encode("otpauth://totp/Housing:ada?secret=ABC", { border: 4 });
  const drawn = Array.from({ length: size }, () => new Array<boolean>(size).fill(false));
  for (const [, x = "", y = "", n = ""] of pathOf(data).matchAll(/M(\d+) (\d+)h(\d+)/g))
    for (let i = 0; i < Number(n); i += 1) {
      const row = drawn[Number(y)];
      expect(row?.[Number(x) + i]).toBe(false);
      if (row) row[Number(x) + i] = true;
    }
  expect(drawn).toEqual(data);
});
