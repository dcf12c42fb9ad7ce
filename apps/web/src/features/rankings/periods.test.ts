import { expect, test } from "vitest";
import { partName, periodsBetween } from "./periods";

test("months from the first to the newest", () => {
  const periods = periodsBetween("2023-11", "2025-03");
  expect(periods?.years).toEqual(["2025", "2024", "2023"]);
  expect(periods?.within("2023")).toEqual(["2023-11", "2023-12"]);
  expect(periods?.within("2024")).toHaveLength(12);
  expect(periods?.last("2025")).toBe("2025-03");
});

test("quarters, years, weeks as months", () => {
  expect(periodsBetween("2015-Q2", "2016-Q1")?.within("2015")).toEqual(["2015-Q2", "2015-Q3", "2015-Q4"]);
  expect(periodsBetween("2020", "2024")?.within("2022")).toEqual([]);
  expect(periodsBetween("2020", "2024")?.last("2022")).toBe("2022");
  expect(periodsBetween("2018-02-03", "2025-01-04")?.last("2024")).toBe("2024-12");
  expect(periodsBetween("2018-02-03", "2025-01-04")?.within("2018")[0]).toBe("2018-02");
});

test("nothing to choose of a survey over five years, or of one year", () => {
  expect(periodsBetween("2019-2023", "2019-2023")).toBeNull();
  expect(periodsBetween("FY2024", "FY2025")).toBeNull();
  expect(periodsBetween("2022", "2022")).toBeNull();
});

test("a part is named without its year", () => {
  expect(partName("2024-03")).toBe("Mar");
  expect(partName("2024-Q3")).toBe("Q3");
});
