import { expect, test } from "vitest";
import { channels, onlyClass, palettes, type Theme } from "./colours";

/** CIE lightness, 0 to 100. */
function lightness(colour: string): number {
  return 116 * Math.cbrt(luminance(colour)) - 16;
}
function linear(colour: string): number[] {
  return channels(colour).map((c) => (c / 255 <= 0.04045 ? c / 255 / 12.92 : ((c / 255 + 0.055) / 1.055) ** 2.4));
}
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = linear(colour);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}
// Viénot, Brettel and Mollon (1999), in linear RGB: what who lacks one kind of cones sees.
const kBlindness: Record<string, number[][]> = {
  protanopia: [
    [0.11238, 0.88762, 0],
    [0.11238, 0.88762, 0],
    [0.00401, -0.00401, 1],
  ],
  deuteranopia: [
    [0.29275, 0.70725, 0],
    [0.29275, 0.70725, 0],
    [-0.02234, 0.02234, 1],
  ],
};
function distanceSeen(a: string, b: string, kind: string): number {
  const seen = (colour: string) => {
    const rgb = linear(colour);
    return (kBlindness[kind] ?? []).map((row) =>
      Math.cbrt(
        Math.max(
          0,
          row.reduce((s, f, i) => s + f * (rgb[i] ?? 0), 0),
        ),
      ),
    );
  };
  const [one, other] = [seen(a), seen(b)];
  return Math.hypot(...one.map((c, i) => c - (other[i] ?? 0)));
}

const themes: Theme[] = ["light", "dark"];

test.each(themes)("sequential classes of the %s theme are in order of lightness", (theme) => {
  for (const classes of [2, 5, 7, 9, 12]) {
    const steps = palettes("sequential", classes, theme).slice(1).map(lightness);
    expect(steps).toHaveLength(classes);
    steps.slice(1).forEach((step, i) => {
      const rise = (step - (steps[i] ?? 0)) * (theme === "light" ? -1 : 1);
      expect(rise).toBeGreaterThan(100 / classes / 4);
    });
  }
});

test.each(themes)("the ends of the %s theme are far apart", (theme) => {
  const sequential = palettes("sequential", 7, theme).slice(1);
  expect(contrast(sequential[0] ?? "", sequential[6] ?? "")).toBeGreaterThan(7);
  // Three apart are told apart by lightness alone.
  sequential.slice(3).forEach((colour, i) => expect(contrast(colour, sequential[i] ?? "")).toBeGreaterThan(1.9));
});

test.each(themes)("diverging classes of the %s theme go outwards from the middle", (theme) => {
  const steps = palettes("diverging", 7, theme).slice(1).map(lightness);
  const sign = theme === "light" ? -1 : 1;
  for (const i of [3, 4, 5]) expect(((steps[i + 1] ?? 0) - (steps[i] ?? 0)) * sign).toBeGreaterThan(5);
  for (const i of [3, 2, 1]) expect(((steps[i - 1] ?? 0) - (steps[i] ?? 0)) * sign).toBeGreaterThan(5);
});

test.each(themes)("neighbours of the %s theme differ for the colour-blind too", (theme) => {
  for (const kind of Object.keys(kBlindness))
    for (const palette of [palettes("sequential", 7, theme), palettes("diverging", 7, theme, 3)])
      palette
        .slice(2)
        .forEach((colour, i) => expect(distanceSeen(colour, palette[i + 1] ?? "", kind)).toBeGreaterThan(0.06));
});

test("classes below zero and above it have a side each, also when there are more of one", () => {
  const warm = (colour: string) => (channels(colour)[0] ?? 0) > (channels(colour)[2] ?? 0);
  for (const below of [0, 1, 2, 5, 7])
    expect(palettes("diverging", 7, "light", below).slice(1).filter(warm)).toHaveLength(below);
});

test("a class alone is seen, the others are faint, no data stays", () => {
  const palette = palettes("sequential", 3, "light");
  const only = onlyClass(palette, 2, "light");
  expect([only[0], only[2]]).toEqual([palette[0], palette[2]]);
  expect(only[1]).toBe(only[3]);
  expect(onlyClass(palette, null, "light")).toEqual(palette);
});
