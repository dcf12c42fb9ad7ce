import { expect, test } from "vitest";
import type { Provenance } from "@/shared/api/contract";
import { citation, embedCode, kPreview, noPicture, pictureAddress } from "./share";

const query = { regions: ["us", "state-ca"], metrics: ["rent"], from: "2020-01", to: null, transform: "yoy" as const };
const plain = { log: false, recessions: false };

test("a picture asks what the chart asks, pinned when a day is named", () => {
  expect(pictureAddress("svg", query, plain, null)).toBe(
    "/api/v1/chart.svg?region=us,state-ca&metric=rent&from=2020-01&transform=yoy",
  );
  expect(pictureAddress("png", query, { log: true, recessions: true }, "2025-06-30", kPreview)).toBe(
    "/api/v1/chart.png?region=us,state-ca&metric=rent&from=2020-01&transform=yoy&scale=log&recessions=1" +
      "&width=1200&height=630&as_of=2025-06-30",
  );
  expect(pictureAddress("svg", { ...query, transform: "cagr", years: 10 }, plain, null)).toContain("years=10");
});

test("too many lines or units have no picture, and it says why", () => {
  const units = (list: ("usd" | "percent" | "index")[]) => list.map((unit) => ({ unit }));
  expect(noPicture(units(["usd", "percent"]))).toBeNull();
  expect(noPicture(units(["usd", "percent", "index"]))).toMatch(/2 axes/);
  expect(noPicture(units(["usd", "usd", "usd", "usd", "usd", "usd"]))).toMatch(/5 lines/);
  expect(noPicture([])).not.toBeNull();
});

test("names cannot break out of what is embedded", () => {
  const code = embedCode("https://a/x?b=1&c=2", "https://a/", 'Rent "here" <script>', ["Data: A & B"]);
  expect(code).not.toContain("<script>");
  expect(code).toContain("b=1&amp;c=2");
  expect(code).toContain("Data: A &amp; B");
});

test("a citation names source, release, address and day, each source once", () => {
  const prov = { release: "2025-04-16", release_from: "stamp" } as Provenance;
  const one = { metric: "rent", source: "zillow", prov };
  const names = { metric: () => "Rent", source: () => "Zillow Research" };
  expect(citation([one, one], names, "California", "https://a/region/state-ca", "2025-06-30")).toBe(
    "Zillow Research, Rent, released 16 Apr 2025. California. " +
      "Housing Trends, https://a/region/state-ca, as known on 30 Jun 2025.",
  );
});
