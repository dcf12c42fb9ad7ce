// Where the recovery region keeps its copies. The names alone join both regions: neither stack waits for a value of the
// other, and the copies stay when the region they were made in is lost.
import type { Context } from "../context";

// What is replicated: the key of each is also the id of its rule, by which its metrics are told apart.
export const replicated = ["data", "frontend"] as const;
export type Replicated = (typeof replicated)[number];

export const replicaName = (context: Context, of: Replicated) => context.bucketName("recovery", `${of}-bucket`);

export const recoveryKeyAlias = (context: Context) => `alias/${context.name("recovery", "key")}`;

export const recoveryKeyAliasArn = (context: Context) =>
  `arn:aws:kms:${context.project.recoveryRegion}:${context.site.account}:${recoveryKeyAlias(context)}`;

export const vaultName = (context: Context) => context.name("recovery", "vault");

export const vaultArn = (context: Context, region: string) =>
  `arn:aws:backup:${region}:${context.site.account}:backup-vault:${vaultName(context)}`;
