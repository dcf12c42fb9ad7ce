import { expect, test } from "vitest";
import { emptyFilter, type Filter } from "./condition";
import { Engine, kMatches, kMisses, kUntold, makeColumn, placeValues } from "./engine";
import { barOf, kBars } from "./scale";

const filter = (part: Partial<Filter>): Filter => ({ ...emptyFilter("m"), ...part });
const at = (value: number, open = false) => ({ value, open });

// Numbers that repeat for certain, so that a failure can be looked at.
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

type Truth = boolean | null;
function plain(f: Filter, value: number): Truth {
  const terms: Truth[] = [];
  const missing = Number.isNaN(value);
  if (f.low) terms.push(missing ? null : f.low.open ? value > f.low.value : value >= f.low.value);
  if (f.high) terms.push(missing ? null : f.high.open ? value < f.high.value : value <= f.high.value);
  if (f.known !== null) terms.push(f.known ? !missing : missing);
  return terms.includes(false) ? false : terms.includes(null) ? null : true;
}

test("counts and histograms equal a plain evaluation, whatever was asked before", () => {
  const random = chance(7);
  const size = 400;
  const columns = [0, 1, 2].map((k) =>
    makeColumn(
      Float64Array.from({ length: size }, () => (random() < 0.15 ? NaN : Math.round(random() * 100) / (k + 1))),
      2,
    ),
  );
  const rest = Uint8Array.from({ length: size }, () => Math.floor(random() * 3));
  for (const terms of [null, rest]) {
    const engine = new Engine(size, columns, terms);
    const filters = columns.map(() => filter({}));
    for (let round = 0; round < 200; round += 1) {
      const k = Math.floor(random() * 3);
      const asked = filter({
        low: random() < 0.6 ? at(Math.round(random() * 60), random() < 0.5) : null,
        high: random() < 0.6 ? at(Math.round(random() * 100), random() < 0.5) : null,
        known: random() < 0.2 ? random() < 0.5 : null,
      });
      filters[k] = asked;
      engine.setFilter(k, asked);
      engine.refresh();
      const truths = Array.from({ length: size }, (_, i): Truth[] => [
        ...columns.map(({ values }, c) => plain(filters[c] ?? asked, values[i] ?? NaN)),
        terms === null || terms[i] === kMatches ? true : terms[i] === kMisses ? false : null,
      ]);
      const whole = truths.map((t): Truth => (t.includes(false) ? false : t.includes(null) ? null : true));
      expect(engine.counts).toEqual({
        matched: whole.filter((t) => t === true).length,
        unknown: whole.filter((t) => t === null).length,
      });
      expect([...engine.classes]).toEqual(whole.map((t) => (t === true ? kMatches : t === false ? kMisses : kUntold)));
      columns.forEach(({ values, scale }, c) => {
        const bars = new Array<number>(kBars).fill(0);
        truths.forEach((t, i) => {
          const bar = barOf(scale, values[i] ?? NaN);
          if (bar < kBars && t.every((one, other) => other === c || one === true)) bars[bar] = (bars[bar] ?? 0) + 1;
        });
        expect([...(engine.histograms[c] ?? [])]).toEqual(bars);
      });
    }
  }
});

test("a bound of zero is a bound; a bound's own value is in or out as it is written", () => {
  const engine = new Engine(4, [makeColumn(Float64Array.of(-1, 0, 1, NaN), 0)], null);
  const matched = (part: Partial<Filter>) => {
    engine.setFilter(0, filter(part));
    engine.refresh();
    return engine.counts;
  };
  expect(matched({ low: at(0) })).toEqual({ matched: 2, unknown: 1 });
  expect(matched({ low: at(0, true) })).toEqual({ matched: 1, unknown: 1 });
  expect(matched({ high: at(0) })).toEqual({ matched: 2, unknown: 1 });
  expect(matched({})).toEqual({ matched: 4, unknown: 0 });
  expect(matched({ known: false })).toEqual({ matched: 1, unknown: 0 });
  expect(matched({ known: true, low: at(5) })).toEqual({ matched: 0, unknown: 0 });
});

test("values lie by their place; unknown places are passed over", () => {
  const rows = new Map([
    ["a", 0],
    ["b", 1],
  ]);
  expect([...placeValues(2, rows, ["b", "x"], [0, 7])]).toEqual([NaN, 0]);
});
