// Every stack's template as it was when somebody last read it. A change of a template is a change of its snapshot, to
// be looked at: HOUSING_UPDATE_GOLDEN=1 rewrites them, which CI refuses.
//
// Hashes of assets and the six tags, which other tests look at, are left out.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { tagsFor } from "@housing/settings";
import { packageRoot, synthesis, type SynthesisedStack } from "./synthesis";
import { text, type Anything } from "./template";
import { laidOut } from "./layout";

const folder = join(packageRoot, "test/snapshots");
const isUpdate = process.env["HOUSING_UPDATE_GOLDEN"] === "1";

const sixTags = new Set([...Object.keys(tagsFor("dev")), "Service"]);

// References become <LogicalId.Attribute>, and text that is JSON, as a dashboard's, is laid out as JSON.
function normalised(value: Anything): Anything {
  if (typeof value === "string") return opened(value.replace(/\b[0-9a-f]{64}\b/g, "(hash)"));
  if (Array.isArray(value)) return value.filter((each) => !sixTags.has(each?.Key)).map(normalised);
  if (value === null || typeof value !== "object") return value;
  if (isReference(value)) return normalised(text(value));
  const entries = Object.entries(value)
    .filter(([key, inner]) => key !== "Metadata" && key !== "S3Key" && !isTagsAlone(key, inner))
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, normalised(inner)]));
}

const isReference = (value: object) => ["Ref", "Fn::GetAtt", "Fn::Join"].some((each) => each in value);

function opened(value: string): Anything {
  if (!/^[[{]".*[\]}]$/s.test(value)) return value;
  try {
    return { "(JSON)": normalised(JSON.parse(value)) };
  } catch {
    return value;
  }
}

function isTagsAlone(key: string, value: Anything): boolean {
  if (!/Tags$/.test(key) || value === null || typeof value !== "object") return false;
  return Array.isArray(value) ? value.every((each) => sixTags.has(each?.Key)) : "CostCenter" in value;
}

function snapshotOf({ template }: SynthesisedStack): string {
  const { Resources, Parameters, Outputs = {} } = template;
  const own = Object.fromEntries(Object.entries(Parameters ?? {}).filter(([name]) => name !== "BootstrapVersion"));
  return laidOut(normalised({ Parameters: own, Resources, Outputs }));
}

const fileOf = ({ environment, part }: SynthesisedStack) => `${environment}.${part}.json`;

test("rewriting snapshots is for people, not for CI", () => {
  assert.ok(
    !(isUpdate && process.env["CI"]),
    "HOUSING_UPDATE_GOLDEN=1 in CI: rewrite snapshots by hand and look at them",
  );
});

if (isUpdate && !process.env["CI"]) {
  mkdirSync(folder, { recursive: true });
  const wanted = synthesis().stacks.map(fileOf);
  for (const file of readdirSync(folder)) if (!wanted.includes(file)) rmSync(join(folder, file));
  for (const stack of synthesis().stacks) writeFileSync(join(folder, fileOf(stack)), snapshotOf(stack));
}

test("every stack is as in its snapshot", () => {
  for (const stack of synthesis().stacks) {
    const path = join(folder, fileOf(stack));
    assert.ok(existsSync(path), `${fileOf(stack)} is missing: run with HOUSING_UPDATE_GOLDEN=1 and look at it`);
    const [made, kept] = [snapshotOf(stack).split("\n"), readFileSync(path, "utf8").split("\n")];
    const line = made.findIndex((each, index) => each !== kept[index]);
    const lines = Math.max(made.length, kept.length);
    if (line < 0 && made.length === kept.length) continue;
    const at = line < 0 ? made.length : line;
    assert.fail(
      [
        `${fileOf(stack)}:${at + 1} of ${lines} lines differs; if it is meant, run with HOUSING_UPDATE_GOLDEN=1`,
        `- ${kept[at] ?? "(end)"}`,
        `+ ${made[at] ?? "(end)"}`,
      ].join("\n"),
    );
  }
});

test("no snapshot is left of a stack that is gone", () => {
  const wanted = synthesis().stacks.map(fileOf);
  assert.deepEqual(
    readdirSync(folder).filter((file) => !wanted.includes(file)),
    [],
  );
});
