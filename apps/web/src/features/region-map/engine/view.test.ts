import { expect, test } from "vitest";
import { nearest, stepFrom } from "./steps";
import { fit, kMaxZoom, pan, zoomAt, zoomOf } from "./view";

const size = { width: 975, height: 610 };

test("the whole country fits, a place fills the canvas", () => {
  expect(fit(null, size)).toEqual({ scale: 1, left: 0, top: 0 });
  const view = fit([100, 100, 200, 110], size);
  expect(view.left).toBeLessThan(100);
  expect(view.left + size.width / view.scale).toBeGreaterThan(200);
  expect(zoomOf(view, size)).toBeGreaterThan(8);
});

test("what is under the pointer stays there while zooming", () => {
  const view = fit([300, 200, 500, 320], size);
  const at = (v: typeof view) => [v.left + 400 / v.scale, v.top + 300 / v.scale];
  const closer = zoomAt(view, size, 1.7, 400, 300);
  expect(closer.scale).toBeCloseTo(view.scale * 1.7);
  at(closer).forEach((value, i) => expect(value).toBeCloseTo(at(view)[i] ?? 0));
});

test("no closer than the limit, no further than the whole, and never away from the country", () => {
  expect(zoomOf(zoomAt(fit(null, size), size, 1e6, 10, 10), size)).toBeCloseTo(kMaxZoom);
  expect(zoomAt(fit([100, 100, 200, 200], size), size, 1e-6, 10, 10)).toEqual({ scale: 1, left: 0, top: 0 });
  const away = pan(fit([100, 100, 200, 200], size), size, -1e6, 1e6);
  const middle = [away.left + size.width / away.scale / 2, away.top + size.height / away.scale / 2];
  expect(middle[0]).toBeLessThanOrEqual(975);
  expect(middle[1]).toBeGreaterThanOrEqual(0);
});

test("arrow keys go to the nearest in their direction", () => {
  const x = Float32Array.from([0, 10, 30, 0, 1]);
  const y = Float32Array.from([0, 1, 0, 10, -40]);
  const all = [0, 1, 2, 3, 4];
  expect(stepFrom([0, 0], "right", all, x, y)).toBe(1);
  expect(stepFrom([10, 1], "right", all, x, y)).toBe(2);
  expect(stepFrom([0, 0], "down", all, x, y)).toBe(3);
  expect(stepFrom([0, 0], "up", all, x, y)).toBe(4);
  expect(stepFrom([0, 0], "left", all, x, y)).toBeNull();
  expect(stepFrom([0, 0], "right", [2], x, y)).toBe(2);
  expect(nearest([28, 2], all, x, y)).toBe(2);
});
