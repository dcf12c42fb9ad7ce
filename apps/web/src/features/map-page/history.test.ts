import { expect, test } from "vitest";
import { classesIn, classesOfCodes, classOf, countsOf, decodeHistory, valueIn } from "./history";

const kHead = {
  measure: "home_value",
  unit: "usd",
  least: 100,
  step: 10,
  classes: { method: "quantile", breaks: [110, 130], counts: [1, 1, 2] },
  periods: ["2020-01", "2020-02", "2020-03", "2020-04"],
  regions: ["state-a", "state-b"],
};

function bytes(head: object, codes: readonly number[]): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(head));
  const padded = Math.ceil(text.length / 4) * 4;
  const out = new Uint8Array(8 + padded + 2 * codes.length).fill(32);
  out.set(new TextEncoder().encode("HTM1"));
  const view = new DataView(out.buffer);
  view.setUint32(4, padded, true);
  out.set(text, 8);
  codes.forEach((code, i) => view.setUint16(8 + padded + 2 * i, code, true));
  return out.buffer;
}
const history = decodeHistory(bytes(kHead, [0, 0, 1, 4, 0, 2, 0, 0]));

test("periods in which nobody has a value are cut off at both ends", () => {
  expect(history.periods).toEqual(["2020-02", "2020-03"]);
});

test("codes are values, zero is a gap", () => {
  expect([valueIn(history, 0, 0), valueIn(history, 0, 1), valueIn(history, 1, 0), valueIn(history, 1, 1)]).toEqual([
    100,
    130,
    null,
    110,
  ]);
});

test("a value is in the class of the last break not above it", () => {
  expect([100, 110, 129.9, 130, 900].map((value) => classOf(value, [110, 130]))).toEqual([1, 2, 2, 3, 3]);
  const ofCode = classesOfCodes(history, [110, 130]);
  expect([...classesIn(history, 0, ofCode)]).toEqual([1, 3]);
  expect([...classesIn(history, 1, ofCode)]).toEqual([0, 2]);
  expect(countsOf(classesIn(history, 1, ofCode), 3)).toEqual([0, 1, 0]);
});

test("other bytes and a part of an answer are refused", () => {
  expect(() => decodeHistory(new ArrayBuffer(4))).toThrow();
  expect(() => decodeHistory(bytes(kHead, [1, 2]))).toThrow("cut off");
});

test("a history without any value has no periods", () => {
  expect(decodeHistory(bytes(kHead, [0, 0, 0, 0, 0, 0, 0, 0])).periods).toEqual([]);
});
