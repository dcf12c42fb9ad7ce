import { expect, test } from "vitest";
import type { Series } from "../api/contract";
import { olderReleases } from "./older-releases";

type Parts = NonNullable<Series["prov_parts"]>;
const part = (from: string, release: string | null, origin: string): Parts[number] =>
  ({ from, prov: { release, release_from: origin } }) as Parts[number];

test("a series of one release has no older ones", () => {
  expect(olderReleases({})).toBeNull();
  expect(olderReleases({ prov_parts: [part("1996-01", "2025-04-16", "stamp")] })).toBeNull();
});

test("each older release is named with where it ends, the newest first", () => {
  const parts = [
    part("1975-01", null, "inferred"),
    part("1996-01", "2021-07-16", "inferred"),
    part("2000-01", "2025-04-16", "stamp"),
  ];
  expect(olderReleases({ prov_parts: parts })).toBe(
    "before Jan 2000 as released 16 Jul 2021 (inferred), before Jan 1996 as an older release says",
  );
});

test("of many the last three are named", () => {
  const parts = [2001, 2002, 2003, 2004, 2005].map((year) => part(`${year}-01`, `${year}-06-01`, "stamp"));
  expect(olderReleases({ prov_parts: parts })).toBe(
    "before Jan 2005 as released 1 Jun 2004, before Jan 2004 as released 1 Jun 2003, " +
      "before Jan 2003 as released 1 Jun 2002, and 1 older still",
  );
});
