import { expect, test } from "vitest";
import { whyAlike } from "./words";

const features = [{ feature: "price" }, { feature: "rent" }, { feature: "income" }, { feature: "growth" }];

test("likeness names what is alike and what is furthest apart; what is unknown is neither", () => {
  expect(whyAlike(features, [-0.519, -0.232, null, 0.301])).toBe(
    "alike in rent, yearly growth over five years; furthest apart in price (−0.5)",
  );
  expect(whyAlike(features, [0.1, 0, null, 0.2])).toBe("alike in price, rent, yearly growth over five years");
  expect(whyAlike(features, [1.2, -2.34, null, null])).toBe("furthest apart in rent (−2.3)");
});
