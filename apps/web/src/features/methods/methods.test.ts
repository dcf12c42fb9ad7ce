import { expect, test } from "vitest";
import type { MethodCheck, MethodsAnswer } from "@/shared/api/contract";
import type { Method } from "./method";
import { finds, grouped } from "./groups";
import { agrees, checkName, methodAgrees, printed, verdictOf } from "./verdict";

const good: MethodCheck = {
  name: "mortgage[0].published",
  expected: 1264.14,
  got: 1264.136,
  tolerance: 0.005,
  ok: true,
};

function method(id: string, numbers: MethodCheck[]): Method {
  const agreed = numbers.filter(({ ok }) => ok).length;
  return {
    id,
    name: `Method ${id}`,
    formula: "M = P r / (1 - (1 + r)^-N)",
    source: "A book",
    example: { what: "a loan", checks: numbers.length, agreed, ok: agreed === numbers.length, numbers },
  };
}
const answer = (methods: Method[]): MethodsAnswer => ({
  checks: methods.reduce((sum, { example }) => sum + example.checks, 0),
  agreed: methods.reduce((sum, { example }) => sum + example.agreed, 0),
  methods,
});

test("what comes out is green", () => {
  const verdict = verdictOf(answer([method("mortgage", [good])]));
  expect(verdict).toMatchObject({ ok: true, off: 0 });
  expect(verdict.text).toMatch(/^All 1 numbers/);
});

test("a made-up number that is off is red, with its method and in the sum", () => {
  const wrong = { ...good, got: 1264.2, ok: false };
  expect(agrees(wrong)).toBe(false);
  expect(methodAgrees(method("mortgage", [good, wrong]))).toBe(false);
  const verdict = verdictOf(answer([method("mortgage", [good, wrong]), method("cagr", [good])]));
  expect(verdict).toMatchObject({ ok: false, off: 1 });
  expect(verdict.text).toMatch(/^1 of 3 numbers of the examples do not come out, in 1 of 2/);
});

test("an answer that calls good what is off is red all the same", () => {
  expect(agrees({ ...good, got: 1265 })).toBe(false);
  expect(agrees({ ...good, got: null })).toBe(false);
  expect(verdictOf(answer([method("mortgage", [{ ...good, got: null }])])).ok).toBe(false);
  expect(verdictOf({ ...answer([method("mortgage", [good])]), agreed: 0 }).ok).toBe(false);
});

test("every method is in one group, also one that no group knows", () => {
  const groups = grouped([method("brand-new", [good]), method("mortgage", [good])]);
  expect(groups.map(({ name, methods }) => [name, methods.map(({ id }) => id)])).toEqual([
    ["What a home costs a household", ["mortgage"]],
    ["Others", ["brand-new"]],
  ]);
});

test("a search finds by every word", () => {
  expect(finds(method("mortgage", [good]), "LOAN book")).toBe(true);
  expect(finds(method("mortgage", [good]), "loan poem")).toBe(false);
  expect(finds(method("mortgage", [good]), "")).toBe(true);
});

test("numbers and names as people read them", () => {
  expect(checkName("mortgage[0].published")).toBe("published, 1");
  expect(checkName("nar_hai.rows[0][3]")).toBe("rows, 1, 4");
  expect(checkName("cagr.cagr")).toBe("cagr");
  expect(printed(-1.7700165855265348)).toBe("−1.7700166");
  expect(printed(null)).toBe("no number");
});
