// cfn-lint, which knows CloudFormation's own schemas, over every template.
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { test } from "node:test";
import { synthesis, templatesFolder } from "./synthesis";

// What cfn-lint says and is not so, and why.
const ignored = {
  W3010: "zones come from the settings, so that synthesis needs no credentials",
  W3005: "the library writes dependencies that references imply already",
};

// Kinds that have had tags for longer than cfn-lint's schemas know; the library's own validation checks them.
const newlyTagged =
  /^AWS::(ElasticLoadBalancingV2::Listener|ApplicationAutoScaling::ScalableTarget|CloudWatch::Dashboard)$/;

const isThere = () => spawnSync("cfn-lint", ["--version"]).status === 0;

interface Match {
  readonly Filename: string;
  readonly Rule: { readonly Id: string };
  readonly Message: string;
  readonly Location: { readonly Path: (string | number)[] };
}

function isKnown({ Filename, Rule, Message, Location }: Match): boolean {
  const [, id] = Location.Path;
  const stack = synthesis().stacks.find(({ environment, part }) => Filename.endsWith(`/${environment}/${part}.json`));
  // It looks at all templates as if they were of one region.
  if (Rule.Id === "E3006" && stack?.region !== "us-east-1") return /does not exist in 'us-east-1'/.test(Message);
  const type = stack?.template.Resources[id as string]?.Type ?? "";
  return Rule.Id === "E3002" && /'Tags' was unexpected/.test(Message) && newlyTagged.test(type);
}

const skip = isThere() ? false : "SKIP cfn-lint: not on PATH; pip install cfn-lint";

async function lint(): Promise<Match[]> {
  const files = synthesis().stacks.map(({ environment, part }) => join(templatesFolder, environment, `${part}.json`));
  const options = ["--format", "json", "--ignore-checks", ...Object.keys(ignored)];
  const child = spawn("cfn-lint", [...options, "--", ...files], { stdio: ["ignore", "pipe", "pipe"] });
  const [out, error] = await Promise.all([text(child.stdout), text(child.stderr)]);
  assert.ok(out.trim().startsWith("["), error);
  return JSON.parse(out);
}

// Begun now, so that it works beside the other tests; this file is the last that is loaded.
const matches = skip ? undefined : lint();
matches?.catch(() => {});

test("cfn-lint finds nothing", { skip }, async () => {
  const lines = (await matches!)
    .filter((match) => !isKnown(match))
    .map(({ Filename, Rule, Message, Location }) => `${Filename}: ${Location.Path.join("/")}: ${Rule.Id} ${Message}`);
  assert.deepEqual(lines, []);
});
