// The one place where names are made, as `namePattern` of `environments.json` says, and the tags every resource has.
import { loadProject, type EnvironmentName } from "./environments";
import type { Site } from "./site";

export const serviceNames = [
  "network",
  "api",
  "frontend",
  "db",
  "cache",
  "data",
  "jobs",
  "mail",
  "edge",
  "monitoring",
  "recovery",
  "delivery",
] as const;
export type ServiceName = (typeof serviceNames)[number];

// What staging and prod have in common, the pipeline, belongs to neither.
export type NamedEnvironment = EnvironmentName | "shared";

export function resourceName(environment: NamedEnvironment, service: ServiceName, resource: string): string {
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(resource)) {
    throw new RangeError(`resource "${resource}" is no part of a name; use lower-case words joined by dashes`);
  }
  const { project, namePattern } = loadProject();
  const parts: Record<string, string> = { project, environment, service, resource };
  return namePattern.replace(/\{(\w+)\}/g, (_, part: string) => parts[part] ?? "");
}

// S3's names are shared by all the world: the site's suffix keeps one operator's apart from another's.
export function bucketName(
  environment: NamedEnvironment,
  service: ServiceName,
  resource: string,
  { bucketSuffix }: Pick<Site, "bucketSuffix">,
): string {
  const name = resourceName(environment, service, resource);
  return bucketSuffix ? `${name}-${bucketSuffix}` : name;
}

// A stack's name, as of the README's table: housing-trends-prod, housing-trends-prod-edge, housing-trends-delivery.
export const stackName = (...parts: string[]) => [loadProject().project, ...parts].join("-");

// Where the environment's parameters are in Parameter Store.
export const parameterPath = (environment: NamedEnvironment, service: ServiceName, name: string) =>
  `/${loadProject().project}/${environment}/${service}/${name}`;

export interface SystemTags {
  Project: string;
  Environment: string;
  ManagedBy: "cdk" | "terraform";
  Owner: string;
  CostCenter: string;
}

export function tagsFor(environment: NamedEnvironment): SystemTags;
export function tagsFor(environment: NamedEnvironment, service: ServiceName): SystemTags & { Service: ServiceName };
export function tagsFor(environment: NamedEnvironment, service?: ServiceName) {
  const { project, tags } = loadProject();
  const system: SystemTags = { Project: project, Environment: environment, ManagedBy: "cdk", ...tags };
  return service ? { ...system, Service: service } : system;
}

// The name under which people reach an environment.
export function hostName({ subdomain }: { subdomain: string }, { domain }: Pick<Site, "domain">): string {
  return subdomain ? `${subdomain}.${domain}` : domain;
}
