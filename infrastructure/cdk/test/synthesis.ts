// The app as the tests see it: every stack of every environment, synthesised once, without credentials, from the
// example site, with the security rules of cdk-nag looking on. The templates stay in build/templates/ENVIRONMENT.
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { App, Validations, type Stack } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { environmentNames, loadSite, type NamedEnvironment, type Site } from "@housing/settings";
import { allStacks } from "../lib/stacks";
import type { Template } from "./template";

export const packageRoot = resolve(__dirname, "../..");
export const templatesFolder = join(packageRoot, "build/templates");

export interface SynthesisedStack {
  readonly environment: NamedEnvironment;
  // `main`, `edge`, `images`, `recovery`, `delivery`.
  readonly part: string;
  readonly stackName: string;
  readonly region: string;
  readonly template: Template;
}

// What a rule found. Warnings count too.
export interface Finding {
  readonly rule: string;
  readonly construct: string;
  readonly description: string;
}

export interface Synthesis {
  readonly stacks: readonly SynthesisedStack[];
  readonly findings: readonly Finding[];
  // Context that would have had to be looked up with credentials.
  readonly missing: readonly string[];
}

interface Report {
  pluginReports?: {
    violations: { ruleName: string; description: string; violatingConstructs: { constructPath: string }[] }[];
  }[];
}

export const cdkContext = () => JSON.parse(readFileSync(join(packageRoot, "cdk.json"), "utf8")).context;

function describe(stack: Stack, template: Template): SynthesisedStack {
  const rest = stack.stackName.replace(/^housing-trends-/, "").split("-");
  const environment = environmentNames.find((each) => each === rest[0]) ?? "shared";
  const part = (environment === "shared" ? rest : rest.slice(1)).join("-") || "main";
  return { environment, part, stackName: stack.stackName, region: stack.region, template };
}

const findingsOf = ({ pluginReports = [] }: Report): Finding[] =>
  pluginReports.flatMap(({ violations }) =>
    violations.flatMap(({ ruleName, description, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => ({ rule: ruleName, construct: constructPath, description })),
    ),
  );

// A failed validation makes the library print its report and set the exit code; here the report itself is wanted.
function quietly(action: () => void): void {
  const { exitCode } = process;
  const write = process.stderr.write;
  process.stderr.write = () => true;
  try {
    action();
  } catch (error) {
    if (!/Validation failed/.test((error as Error).message)) throw error;
  } finally {
    process.stderr.write = write;
    process.exitCode = exitCode;
  }
}

function withFolder<T>(use: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "housing-cdk-"));
  try {
    return use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function synthesise(site: Site = loadSite({ example: true }), rules = true): Synthesis {
  return withFolder((outdir) => {
    const app = new App({ outdir, analyticsReporting: false, context: cdkContext() });
    const stacks = allStacks(app, environmentNames, true, site);
    if (rules) Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    quietly(() => app.synth());
    const json = (file: string) => JSON.parse(readFileSync(join(outdir, file), "utf8"));
    const report = existsSync(join(outdir, "validation-report.json")) ? json("validation-report.json") : {};
    const missing: { key: string }[] = json("manifest.json").missing ?? [];
    return {
      stacks: stacks.map((stack) => describe(stack, json(stack.templateFile))),
      findings: findingsOf(report),
      missing: missing.map(({ key }) => key),
    };
  });
}

function keepTemplates({ stacks }: Synthesis): void {
  rmSync(templatesFolder, { recursive: true, force: true });
  for (const { environment, part, template } of stacks) {
    mkdirSync(join(templatesFolder, environment), { recursive: true });
    writeFileSync(join(templatesFolder, environment, `${part}.json`), `${JSON.stringify(template, null, 2)}\n`);
  }
}

let made: Synthesis | undefined;

export function synthesis(): Synthesis {
  if (!made) {
    made = synthesise();
    keepTemplates(made);
  }
  return made;
}
