// `settings/alarms.json`, and what it says of one environment: every alarm with its own name, metric and threshold.
// Terraform reads the same file.
//
//   each       one alarm for each member of a list; "{each}" stands for the member
//   when       a setting that has to be on; onlyRegion: the metric exists in that region alone
//   {name:…}   the name of a resource, {bucket:…} of a bucket; other braces are given by the caller
import type { ServiceName } from "@housing/settings";
import type { Context } from "../context";
import { projectJson } from "../project-files";

export type AlarmStack = "environment" | "edge" | "recovery";
export type Severity = "page" | "ticket";
type List = Readonly<Record<string, readonly string[]>>;

// A metric of a service by namespace and name, or one of the program's own by its name in contract/telemetry.json.
export interface MetricText {
  readonly namespace?: string;
  readonly name?: string;
  readonly telemetry?: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface AlarmText {
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  readonly runbook: string;
  readonly stack?: AlarmStack;
  readonly when?: string;
  readonly onlyRegion?: string;
  readonly each?: string;
  readonly rollsBack?: boolean;
  readonly metric?: MetricText;
  readonly statistic?: string;
  readonly metrics?: Readonly<Record<string, MetricText & { readonly statistic: string }>>;
  readonly expression?: string;
  readonly threshold?: number;
  readonly thresholds?: Readonly<Record<string, number>>;
  readonly thresholdSetting?: string;
  readonly comparison: ">" | "<";
  readonly unit: string;
  readonly periodSeconds?: number;
  readonly periodSetting?: string;
  readonly periods: number;
  readonly datapoints: number;
  readonly missing: "breaching" | "notBreaching" | "missing";
}

export type Notice = {
  readonly id: string;
  readonly name: string;
  readonly severity: Severity;
  readonly runbook: string;
} & (
  | {
      readonly kind: "budget";
      readonly limitSetting: string;
      readonly timeUnit: "MONTHLY" | "DAILY";
      readonly notify: readonly { readonly type: "ACTUAL" | "FORECASTED"; readonly percent: number }[];
    }
  | { readonly kind: "anomaly"; readonly impactUsd: number }
  | { readonly kind: "event"; readonly stack?: "delivery"; readonly event: Readonly<Record<string, unknown>> }
);

export interface AlarmTable {
  readonly lists: List;
  readonly alarms: readonly AlarmText[];
  readonly notices: readonly Notice[];
}

// One alarm of one environment; texts may still hold the caller's own braces.
export interface Alarm extends AlarmText {
  readonly key: string;
  readonly member?: string;
  readonly limit: number;
  readonly seconds: number;
}

export const alarmTable = projectJson<AlarmTable>("infrastructure/settings/alarms.json");

// "api.minTasks" of the environment's settings.
export function settingAt({ settings }: Context, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, key) => (value as Record<string, unknown> | undefined)?.[key], settings);
}

// ElastiCache's own names for the nodes of a replication group.
export function cacheNodes({ settings }: Context): string[] {
  const { shards, replicasPerShard, clusterMode } = settings.cache;
  const numbers = (count: number, width: number) =>
    Array.from({ length: count }, (_, index) => String(index + 1).padStart(width, "0"));
  const nodes = numbers(replicasPerShard + 1, 3);
  return clusterMode ? numbers(shards, 4).flatMap((shard) => nodes.map((node) => `${shard}-${node}`)) : nodes;
}

export function listNamed(context: Context, name: string): readonly string[] {
  const found = name === "cacheNodes" ? cacheNodes(context) : alarmTable.lists[name];
  if (!found) throw new RangeError(`alarms.json: list "${name}" is unknown; add it to "lists"`);
  return found;
}

export type Braces = Readonly<Record<string, string>>;

// Puts names and the caller's values where a text has braces. Braces nobody knows stay: expressions have some too.
export function fill(text: string, context: Context, values: Braces = {}): string {
  const given = Object.entries(values).reduce((done, [key, value]) => done.replaceAll(`{${key}}`, value), text);
  return given.replace(/\{(name|bucket):([a-z]+)-([a-z0-9-]+)\}/g, (_, kind: string, service: string, rest: string) =>
    kind === "bucket" ? context.bucketName(service as ServiceName, rest) : context.name(service as ServiceName, rest),
  );
}

function numberFrom(context: Context, text: AlarmText, path: string): number {
  const value = settingAt(context, path);
  if (typeof value === "number") return value;
  throw new RangeError(`alarms.json: ${text.id} takes its number from ${path}, which is ${String(value)}`);
}

function limitOf(context: Context, text: AlarmText, member?: string): number {
  if (text.thresholdSetting) return numberFrom(context, text, text.thresholdSetting);
  const limit = text.threshold ?? (member === undefined ? undefined : text.thresholds?.[member]);
  if (limit !== undefined) return limit;
  throw new RangeError(`alarms.json: ${text.id} has no threshold for ${member ?? "itself"}; write one`);
}

const secondsOf = (context: Context, text: AlarmText) =>
  text.periodSetting ? numberFrom(context, text, text.periodSetting) * 60 : (text.periodSeconds ?? 300);

export function alarmsOf(context: Context, stack: AlarmStack): Alarm[] {
  const wanted = alarmTable.alarms.filter(
    (text) =>
      (text.stack ?? "environment") === stack &&
      (!text.when || Boolean(settingAt(context, text.when))) &&
      (!text.onlyRegion || text.onlyRegion === context.project.region),
  );
  return wanted.flatMap((text) => {
    const members = text.each ? listNamed(context, text.each) : [undefined];
    return members.map((member) => ({
      ...text,
      key: member === undefined ? text.id : `${text.id}-${member}`,
      member,
      limit: limitOf(context, text, member),
      seconds: secondsOf(context, text),
    }));
  });
}
