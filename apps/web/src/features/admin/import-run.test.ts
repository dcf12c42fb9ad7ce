import { expect, test } from "vitest";
import { isOpen, progressOf } from "./import-run";

test("half way is when all is fetched and nothing is read", () => {
  const run = { state: "running", files_total: 4, files_fetched: 4, files_done: 0 } as const;
  expect(progressOf(run)).toEqual({ share: 0.5, text: "0 of 4 files read, 4 fetched" });
});

test("without a number of files there is no share", () => {
  expect(progressOf({ state: "queued", files_total: 0, files_fetched: 0, files_done: 0 }).share).toBeNull();
});

test("what is over says what was read", () => {
  const run = { state: "done", files_total: 1, files_fetched: 1, files_done: 1 } as const;
  expect(progressOf(run)).toEqual({ share: 1, text: "1 of 1 file read" });
  expect([isOpen(run), isOpen({ state: "queued" }), isOpen({ state: "failed" })]).toEqual([false, true, false]);
});
