// The jobs' table is sound, and what is wrong with one is said.
import assert from "node:assert/strict";
import { test } from "node:test";
import { loadJobs, parseJobs } from "../src/index";

type Anything = any;

const changed = (change: (jobs: Anything) => void) => () => {
  const jobs: Anything = structuredClone(loadJobs());
  change(jobs);
  return parseJobs(jobs);
};

test("the project's own table is sound", () => {
  assert.doesNotThrow(changed(() => {}));
  const sources = Object.values(loadJobs().schedules).flatMap(({ source }) => source ?? []);
  const expected = ["bls", "census", "fhfa", "fred", "hud", "realtor", "redfin", "zillow"];
  assert.deepEqual(sources.sort(), expected);
});

const refused: [string, (jobs: Anything) => void, RegExp][] = [
  ["a timeout Lambda has not", (jobs) => (jobs.functions.mail.timeoutSeconds = 901), /from 1 to 900/],
  ["visibility SQS has not", (jobs) => (jobs.queues.visibilityPerTimeout = 60), /above SQS's 43200 s/],
  ["a batch without concurrency", (jobs) => delete jobs.functions.mail.concurrency, /one of batch and concurrency/],
  ["a schedule of nothing", (jobs) => delete jobs.schedules.digest.function, /schedules\.digest needs one/],
  ["a task without source", (jobs) => (jobs.schedules.digest.task = true), /task is set without a source/],
  ["a schedule in words", (jobs) => (jobs.schedules.digest.expression = "hourly"), /write a schedule such as/],
  ["an unknown function", (jobs) => (jobs.schedules.digest.function = "mail"), /write "digest" or "backup-check"/],
];
for (const [name, change, expected] of refused) {
  test(`refused: ${name}`, () => assert.throws(changed(change), expected));
}
