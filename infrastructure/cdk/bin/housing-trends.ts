#!/usr/bin/env node
// The app: `cdk synth -c environment=prod` makes the stacks of one environment, `-c environment=delivery` the
// pipeline's, and without it all. Needs no credentials. `-c site=example` takes the example in place of
// settings/site.json.
import { App } from "aws-cdk-lib";
import { loadSite, SettingsError } from "@housing/settings";
import { chosen } from "../lib/choice";
import { allStacks } from "../lib/stacks";

try {
  const app = new App({ analyticsReporting: false });
  const choice = chosen((key) => app.node.tryGetContext(key));
  allStacks(
    app,
    choice.environments,
    choice.delivery,
    loadSite({ example: choice.example, requireReal: !choice.example }),
  );
  app.synth();
} catch (error) {
  if (!(error instanceof SettingsError || error instanceof RangeError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
