// `jobs.json`: the functions, their queues and when what runs; the same in every environment. Times are UTC.
import { flag, object, oneOf, optional, readAll, text, whole, type Read, type Report } from "./check";
import { displayed, jobsFile, readJson } from "./files";

const maxFunctionSeconds = 900;
const maxVisibilitySeconds = 43_200;

const job = object({
  timeoutSeconds: whole(1, maxFunctionSeconds),
  memory: oneOf("memoryMb", "importMemoryMb"),
  storageMb: whole(512, 10_240),
  // Those that take messages of the queue of their name: so many at once, by so many instances.
  batch: optional(whole(1, 10)),
  concurrency: optional(whole(2, 1000)),
});

const schedule = object({
  expression: text(/^(cron|rate)\(.+\)$/, 'a schedule such as "cron(5 12 * * ? *)" or "rate(1 hour)"'),
  // A source to import, by the queue or, where its files are too large for a function, by a task; or a function to run.
  source: optional(text(/^[a-z]+$/, "the name of a source")),
  task: optional(flag),
  function: optional(oneOf("digest", "backup-check")),
});

const jobFields = {
  functions: object({
    import: job,
    publish: job,
    alerts: job,
    mail: job,
    export: job,
    digest: job,
    "backup-check": job,
  }),
  queues: object({
    receives: whole(1, 1000),
    visibilityPerTimeout: whole(1, 100),
    retentionDays: whole(1, 14),
    deadLetterDays: whole(1, 14),
  }),
};
const jobs = object(jobFields);

const anySchedule = (value: object) => object(Object.fromEntries(Object.keys(value).map((name) => [name, schedule])));

export type JobSettings = Read<typeof job>;
export type ScheduleSettings = Read<typeof schedule>;
export type JobsSettings = Read<typeof jobs> & { schedules: Record<string, ScheduleSettings> };

function furtherRules({ functions, queues, schedules }: JobsSettings, report: Report) {
  for (const [name, { timeoutSeconds, batch, concurrency }] of Object.entries(functions)) {
    const at = `functions.${name}`;
    if ((batch === undefined) !== (concurrency === undefined))
      report(at, "has one of batch and concurrency; write both");
    if (timeoutSeconds * queues.visibilityPerTimeout > maxVisibilitySeconds) {
      report(`${at}.timeoutSeconds`, `times visibilityPerTimeout is above SQS's ${maxVisibilitySeconds} s; write less`);
    }
  }
  for (const [name, { source, task, function: runs }] of Object.entries(schedules)) {
    if ((source === undefined) === (runs === undefined)) report(`schedules.${name}`, "needs one: source or function");
    if (task && !source) report(`schedules.${name}.task`, "is set without a source; name it");
  }
}

export function parseJobs(value: unknown, file = displayed(jobsFile)): JobsSettings {
  const schedules = anySchedule((value as { schedules?: object } | null)?.schedules ?? {});
  return readAll<JobsSettings>(file, value, object({ ...jobFields, schedules }), furtherRules);
}

let loaded: JobsSettings | undefined;

export function loadJobs(): JobsSettings {
  return (loaded ??= parseJobs(readJson(jobsFile)));
}
