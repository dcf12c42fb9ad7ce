// Names and rights-related facts of the jobs; their sizes and times are in settings/jobs.json.
import type { Subject } from "../compute/program-variables";
import type { FunctionName, QueueName } from "../parts";

export const queueNames = ["import", "publish", "alerts", "mail", "export"] as const satisfies QueueName[];

export const functionNames = [...queueNames, "digest", "backup-check"] as const satisfies FunctionName[];

// What each function is told, which is what it has a right to.
export const subjects: Record<FunctionName, readonly Subject[]> = {
  import: ["database", "objects", "queue", "events"],
  publish: ["objects", "queue", "events"],
  alerts: ["database", "objects", "queue", "signing", "public"],
  mail: ["database", "queue", "mail", "public"],
  export: ["database", "objects", "queue", "signing", "public"],
  digest: ["database", "queue", "signing", "public"],
  "backup-check": [],
};

// Events of the program's own bus.
export const eventSource = "housing-trends";
export const routes: Record<string, QueueName> = { "import-finished": "publish", "publication-finished": "alerts" };

// A schedule that fails is tried again for this long.
export const retries = { maximumEventAgeInSeconds: 3600, maximumRetryAttempts: 10 } as const;

export const metricsNamespace = "HousingTrends";
