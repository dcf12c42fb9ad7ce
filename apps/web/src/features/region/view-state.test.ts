import { expect, test } from "vitest";
import { kMaxCompare, kMaxMetrics, kPresets, parseView, presetOf, presetWindow, printView } from "./view-state";

const preset = (id: string) => {
  const found = kPresets.find((p) => p.id === id);
  if (!found) throw new Error(id);
  return found;
};

test.each([
  "/region/metro-41860",
  "/region/metro-41860?metric=home_value,rent&transform=yoy&from=2015-01&to=2025-03&compare=state-ca,us&view=table",
  "/region/us?metric=list_price.week%40zillow",
  "/region/us?metric=rent&transform=cagr&years=10&frequency=quarter&layer=forecast,turns&scale=log&charts=separate",
])("%s survives reading and printing", (address) => {
  expect(printView(parseView(address))).toBe(address);
});

test("what is not understood falls back to the default", () => {
  const view = parseView("/region/us?transform=cube&from=yesterday&metric=&compare=us,us&view=poem");
  expect(view).toEqual({
    region: "us",
    metrics: [],
    transform: "level",
    years: 5,
    frequency: null,
    from: null,
    to: null,
    compare: [],
    table: false,
    layers: [],
    log: false,
    separate: false,
  });
});

test("layers come in one order, each once; what is no layer, no frequency and no number of years is ignored", () => {
  const view = parseView(
    "/region/us?layer=recessions,weather,forecast,recessions&frequency=day&transform=cagr&years=0",
  );
  expect(view.layers).toEqual(["forecast", "recessions"]);
  expect(view.frequency).toBeNull();
  expect(view.years).toBe(5);
});

test("limits hold on the way in", () => {
  const many = Array.from({ length: 20 }, (_, i) => `m${i}`).join(",");
  const view = parseView(`/region/us?metric=${many}&compare=${many}`);
  expect(view.metrics).toHaveLength(kMaxMetrics);
  expect(view.compare).toHaveLength(kMaxCompare);
});

test("broken escapes and missing ids do not throw", () => {
  expect(parseView("/region/%E0%A4%A").region).toBe("%E0%A4%A");
  expect(parseView("/region").region).toBe("");
  expect(parseView("/region/").region).toBe("");
});

test("presets count back from the newest period in sight", () => {
  expect(presetWindow(preset("5y"), ["2025-03", "2023-Q1"])).toEqual({ from: "2020-03", to: null });
  expect(presetWindow(preset("max"), ["2025-03"])).toEqual({ from: null, to: null });
  expect(presetWindow(preset("1y"), [])).toEqual({ from: null, to: null });
});

test("a window is named after its preset, or after none", () => {
  expect(presetOf({ from: "2024-03", to: null }, ["2025-03"])).toBe("1y");
  expect(presetOf({ from: null, to: null }, ["2025-03"])).toBe("max");
  expect(presetOf({ from: "2024-03", to: "2024-09" }, ["2025-03"])).toBeNull();
});
