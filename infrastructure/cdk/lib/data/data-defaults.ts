// Properties of buckets, database and cache that no environment changes.
import { aws_rds as rds, Duration } from "aws-cdk-lib";

export const lifecycle = {
  oldVersionsGoneAfter: Duration.days(30),
  unfinishedUploadsGoneAfter: Duration.days(7),
  accessLogsGoneAfter: Duration.days(90),
  backupsGoneAfter: Duration.days(35),
} as const;

// Windows are UTC. No two overlap: neither the database's with each other, nor with the cache's.
export const database = {
  name: "housing_trends",
  user: "housing",
  port: 5432,
  backupWindow: "03:00-04:00",
  maintenanceWindow: "sun:05:00-sun:06:00",
  logs: ["postgresql", "upgrade"],
  certificateAuthority: "rds-ca-rsa2048-g1",
  performanceInsightsDays: 7,
  parameters: {
    "rds.force_ssl": "1",
    "log_min_duration_statement": "1000",
    "log_connections": "1",
    "log_disconnections": "1",
  },
} as const;

// The newest minor version of a major one that the library lists; RDS takes newer ones by itself.
export function newestPostgres(major: string): string {
  const versions = Object.values(rds.PostgresEngineVersion).filter(
    (each): each is rds.PostgresEngineVersion =>
      each instanceof rds.PostgresEngineVersion && each.postgresMajorVersion === major,
  );
  const minor = ({ postgresFullVersion }: rds.PostgresEngineVersion) => Number(postgresFullVersion.split(".")[1] ?? -1);
  const newest = versions.sort((a, b) => minor(b) - minor(a))[0];
  if (!newest) throw new RangeError(`postgresVersion ${major} is unknown to the library; write another or update it`);
  return newest.postgresFullVersion;
}

export const cache = {
  port: 6379,
  snapshotWindow: "06:30-07:30",
  maintenanceWindow: "sun:08:00-sun:09:00",
  // Of ElastiCache: 16 to 128 printable characters without @, " and /.
  authLength: 64,
} as const;

export const signingKeyLength = 64;

// Where the program keeps what, as prefixes of `data-bucket`.
export const prefix = { raw: "raw/", exports: "exports/", pending: "manifests/pending/" } as const;
