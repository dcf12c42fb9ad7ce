import { expect, test } from "vitest";
import { parseView, printView } from "./view-state";

test.each(["/afford", "/afford?region=metro-41860&price=sale_price&level=zip&within=state-ca&show=needed&view=table"])(
  "%s survives reading and printing",
  (address) => {
    expect(printView(parseView(address))).toBe(address);
  },
);

test("what is not understood falls back to the default", () => {
  expect(printView(parseView("/afford?region=%3Cb%3E&price=gold&level=street&within=&show=poem&view=x"))).toBe(
    "/afford",
  );
});

test("a household in the address is nobody's: it is not read", () => {
  expect(printView(parseView("/afford?income=84000&rate=1"))).toBe("/afford");
});
