import { expect, test } from "vitest";
import { screenerAddress, screenIn } from "./screen";

test("a screen is read from the address and leads back to it", () => {
  const screen = screenIn("screen_type=zip&screen_within=state-ca&screen_where=yoy(home_value)%20%3E%3D%205");
  expect(screen).toEqual({ type: "zip", within: "state-ca", where: "yoy(home_value) >= 5" });
  if (!screen) return;
  const query = new URLSearchParams(screenerAddress(screen).split("?")[1]);
  expect(Object.fromEntries(query)).toEqual({ level: "zip", within: "state-ca", where: "yoy(home_value) >= 5" });
});

test("the nation needs no area", () => {
  expect(screenIn("screen_type=metro&screen_within=us&screen_where=rent<2000")?.within).toBeNull();
  expect(screenerAddress({ type: "metro", within: null, where: "rent<2000" })).toBe(
    "/screener?level=metro&where=rent%3C2000",
  );
});

test.each(["", "screen_type=zip", "screen_type=village&screen_where=rent<2000", "screen_where=rent<2000"])(
  "%j is no screen",
  (search) => expect(screenIn(search)).toBeNull(),
);
