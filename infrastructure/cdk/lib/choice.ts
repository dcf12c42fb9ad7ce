// What the command line asks for: `-c environment=dev|staging|prod|delivery`, `-c site=example`.
import { environmentNamed, environmentNames, type EnvironmentName } from "@housing/settings";

export interface Choice {
  readonly environments: readonly EnvironmentName[];
  readonly delivery: boolean;
  readonly example: boolean;
}

export function chosen(context: (key: string) => unknown): Choice {
  const environment = context("environment");
  const site = context("site");
  if (site !== undefined && site !== "example") {
    throw new RangeError(
      `-c site=${site} is unknown; write -c site=example, or leave it out to use settings/site.json`,
    );
  }
  const example = site === "example";
  if (environment === undefined) return { environments: environmentNames, delivery: true, example };
  if (environment === "delivery") return { environments: [], delivery: true, example };
  try {
    return { environments: [environmentNamed(String(environment))], delivery: false, example };
  } catch (error) {
    throw new RangeError(`-c environment: ${(error as Error).message} or delivery`);
  }
}
