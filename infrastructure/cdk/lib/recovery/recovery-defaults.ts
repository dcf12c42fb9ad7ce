// What is decided once for the copies in another region.
import { Duration } from "aws-cdk-lib";

export const replicationMinutes = 15;

export const backup = {
  // After RDS's own backup (03:00-04:00 UTC) and before jobs-backup-check (05:30) looks for the copy.
  schedule: { hour: "4", minute: "15" },
  startWithin: Duration.hours(1),
  completeWithin: Duration.hours(4),
  keep: Duration.days(35),
} as const;

export const lifecycle = {
  oldVersionsGoneAfter: Duration.days(30),
  unfinishedUploadsGoneAfter: Duration.days(7),
} as const;

export const registry = { keepImages: 20 } as const;
