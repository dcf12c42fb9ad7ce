// Saved queries of CloudWatch Logs Insights, from `settings/log-queries.json`. Terraform reads the same file.
import * as logs from "aws-cdk-lib/aws-logs";
import type { Construct } from "constructs";
import type { Context } from "../context";
import { projectJson } from "../project-files";
import { fill, type Braces } from "./alarm-table";

interface SavedQuery {
  readonly id: string;
  // Only the web ACL's log is elsewhere, in us-east-1.
  readonly stack?: "edge";
  readonly groups: readonly string[];
  readonly query: readonly string[];
}

export const savedQueries = projectJson<{ queries: SavedQuery[] }>("infrastructure/settings/log-queries.json").queries;

export function saveQueries(scope: Construct, context: Context, groups: Braces, stack?: "edge"): void {
  for (const { id, groups: wanted, query } of savedQueries.filter((each) => each.stack === stack)) {
    new logs.CfnQueryDefinition(scope, `Query-${id}`, {
      // A slash makes a folder in the console.
      name: `${context.project.project}/${context.environment}/${id}`,
      logGroupNames: wanted.map((group) => {
        const name = fill(group, context, groups);
        if (name.startsWith("{")) throw new RangeError(`log-queries.json: ${id}: log group ${group} is unknown`);
        return name;
      }),
      queryString: query.join("\n| "),
    });
  }
}
