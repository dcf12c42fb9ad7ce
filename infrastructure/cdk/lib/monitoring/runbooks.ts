// Where an alarm's run-book can be read, as a link to click in the mail.
import type { Context } from "../context";

export function runbookLink({ site, project }: Pick<Context, "site" | "project">, path: string): string {
  const { kind, repository, branch } = site.source;
  if (kind === "github") return `https://github.com/${repository}/blob/${branch}/${path}`;
  const browse = `codesuite/codecommit/repositories/${repository}/browse/refs/heads/${branch}/--/${path}`;
  return `https://${project.region}.console.aws.amazon.com/${browse}?region=${project.region}`;
}

export function messageOf(
  context: Pick<Context, "site" | "project">,
  entry: { name: string; severity: string; runbook: string },
) {
  const urgency = entry.severity === "page" ? "Look at once." : "Look within a working day.";
  return `${entry.name}. ${urgency} Run-book: ${runbookLink(context, entry.runbook)}`;
}
