// `settings/edge.json`: which addresses are cached and which never, what the web ACL holds, what the health check asks.
// Terraform reads the same file.
import { projectJson } from "../project-files";

export interface RateLimit {
  readonly name: string;
  readonly path: string;
  readonly requests: number;
  readonly seconds: number;
}

export interface EdgeSettings {
  // Addresses of an account: everything the reader sent goes to the API and no answer is kept.
  readonly accountPaths: readonly string[];
  // Never kept either, but nobody's own.
  readonly livePaths: readonly string[];
  // Everything else of the API: the same for all readers, so cookies and credentials are not sent on.
  readonly cachedPaths: readonly string[];
  // Pages of the site whose head the API's server completes; cached alike.
  readonly pagePaths: readonly string[];
  readonly failoverStatuses: readonly number[];
  // How long CloudFront gives an error to others who ask the same; without it ten seconds, longer than the API's
  // Retry-After says.
  readonly keptErrors: { readonly statuses: readonly number[]; readonly seconds: number };
  readonly webAcl: {
    readonly managedRules: readonly { readonly name: string; readonly countOnly: readonly string[] }[];
    readonly rateLimits: readonly RateLimit[];
  };
  readonly healthCheck: { readonly path: string; readonly seconds: number; readonly failures: number };
}

export const edgeSettings = projectJson<EdgeSettings>("infrastructure/settings/edge.json");
