// What every construct is given: the environment's settings, the operator's site, and the makers of names and tags.
import * as settings from "@housing/settings";
import { Tags } from "aws-cdk-lib";
import type { IConstruct } from "constructs";

export interface Context {
  readonly environment: settings.EnvironmentName;
  readonly project: settings.ProjectSettings;
  readonly settings: settings.EnvironmentSettings;
  readonly site: settings.Site;
  // The name under which people reach the environment, and the one under which CloudFront reaches the balancer.
  readonly host: string;
  readonly originHost: string;
  // name("api", "cluster") is housing-trends-prod-api-cluster; a bucket's ends with the site's suffix.
  name(service: settings.ServiceName, resource: string): string;
  bucketName(service: settings.ServiceName, resource: string): string;
  parameterPath(service: settings.ServiceName, name: string): string;
}

// The pipeline serves staging and prod, so it has neither's settings; its names say "shared" for the environment.
export interface SharedContext {
  readonly project: settings.ProjectSettings;
  readonly site: settings.Site;
  readonly staging: Context;
  readonly prod: Context;
  name(resource: string): string;
  bucketName(resource: string): string;
}

export function contextOf(environment: settings.EnvironmentName, site: settings.Site): Context {
  const project = settings.loadProject();
  const own = project.environments[environment];
  const host = settings.hostName(own, site);
  return {
    environment,
    project,
    settings: own,
    site,
    host,
    originHost: `origin.${host}`,
    name: (service, resource) => settings.resourceName(environment, service, resource),
    bucketName: (service, resource) => settings.bucketName(environment, service, resource, site),
    parameterPath: (service, name) => settings.parameterPath(environment, service, name),
  };
}

export function sharedContextOf(site: settings.Site): SharedContext {
  return {
    project: settings.loadProject(),
    site,
    staging: contextOf("staging", site),
    prod: contextOf("prod", site),
    name: (resource) => settings.resourceName("shared", "delivery", resource),
    bucketName: (resource) => settings.bucketName("shared", "delivery", resource, site),
  };
}

// The tags of all a stack holds. `tagService` adds whose part of the system a construct is; the innermost wins.
export function tagSystem(stack: IConstruct, environment: settings.NamedEnvironment): void {
  for (const [key, value] of Object.entries(settings.tagsFor(environment))) Tags.of(stack).add(key, value);
}

export function tagService(construct: IConstruct, service: settings.ServiceName): void {
  Tags.of(construct).add("Service", service);
}
