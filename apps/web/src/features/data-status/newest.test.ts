import { expect, test } from "vitest";
import type { Import } from "@/shared/api/contract";
import { newestFirst } from "./newest";

test("the newest release is on top, one without a release goes by its retrieval, one without either is last", () => {
  const file = (id: string, release: string | null, retrieved: string | null) => ({ id, release, retrieved }) as Import;
  const files = [
    file("none", null, null),
    file("old", "2024-01-01", null),
    file("b", "2025-03-01", null),
    file("fetched", null, "2025-02-01T10:00:00Z"),
    file("a", "2025-03-01", null),
  ];
  expect(newestFirst(files).map(({ id }) => id)).toEqual(["a", "b", "fetched", "old", "none"]);
});
