// A part of the app on its own, made with other settings than the files have: options that are off, another source.
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Stack, Validations } from "aws-cdk-lib";
import { AwsSolutionsChecks } from "cdk-nag";
import { loadSite, type EnvironmentName, type EnvironmentSettings, type Site } from "@housing/settings";
import { contextOf, sharedContextOf, type Context, type SharedContext } from "../lib/context";
import { cdkContext } from "./synthesis";
import type { Anything, Template } from "./template";

type Options = EnvironmentSettings["options"];

export const example = (): Site => loadSite({ example: true });

export function contextWith(name: EnvironmentName, options: Partial<Options>, site = example()): Context {
  const context = contextOf(name, site);
  return { ...context, settings: { ...context.settings, options: { ...context.settings.options, ...options } } };
}

export function sharedWith(options: Partial<Options>, site = example()): SharedContext {
  const named = { staging: contextWith("staging", options, site), prod: contextWith("prod", options, site) };
  return { ...sharedContextOf(site), ...named };
}

export interface Variant {
  readonly templates: Readonly<Record<string, Template>>;
  // Of the security rules, each as `construct: rule`.
  readonly findings: readonly string[];
}

interface Report {
  pluginReports?: { violations: { ruleName: string; violatingConstructs: { constructPath: string }[] }[] }[];
}

export function stackIn(app: App, id: string, region = "us-east-1"): Stack {
  return new Stack(app, id, { env: { account: example().account, region } });
}

export function variant(make: (app: App) => void): Variant {
  const outdir = mkdtempSync(join(tmpdir(), "housing-cdk-"));
  const { exitCode } = process;
  const { write } = process.stderr;
  try {
    const app = new App({ outdir, analyticsReporting: false, context: cdkContext() });
    make(app);
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
    process.stderr.write = () => true;
    try {
      app.synth();
    } catch (error) {
      if (!/Validation failed/.test((error as Error).message)) throw error;
    }
    const json = (file: string) => JSON.parse(readFileSync(join(outdir, file), "utf8"));
    const report: Report = existsSync(join(outdir, "validation-report.json")) ? json("validation-report.json") : {};
    const stacks = app.node.children.filter((child) => child instanceof Stack);
    return {
      templates: Object.fromEntries(stacks.map((stack) => [stack.stackName, json(stack.templateFile)])),
      findings: (report.pluginReports ?? []).flatMap(({ violations }) =>
        violations.flatMap(({ ruleName, violatingConstructs }) =>
          violatingConstructs.map(({ constructPath }) => `${constructPath}: ${ruleName}`),
        ),
      ),
    };
  } finally {
    process.stderr.write = write;
    process.exitCode = exitCode;
    rmSync(outdir, { recursive: true, force: true });
  }
}

export const ofType = ({ Resources }: Template, type: string): Record<string, Anything>[] =>
  Object.values(Resources)
    .filter((resource) => resource.Type === type)
    .map((resource) => resource.Properties ?? {});
