#!/usr/bin/env node
// Runs the canary against a site from here, in Chromium. Exit 0: every step passed; 1: one failed; 2: wrong usage.
import { runCanary } from './run_canary.mjs';

const kUsage = `usage: run.mjs URL
Runs the canary of CloudWatch Synthetics against the site at URL in a browser of this machine.
  CANARY_MAX_AGE_DAYS, CANARY_STEP_MS, CANARY_ALLOW_SYNTHETIC   as index.js says
  CANARY_CHROMIUM                                               the browser (/usr/bin/chromium)`;

const [url, ...rest] = process.argv.slice(2);
if (url === undefined || url.startsWith('-') || rest.length > 0) {
  console.log(kUsage);
  process.exit(url === '--help' ? 0 : 2);
}
const { passed, steps, reason } = await runCanary(
  { ...process.env, SITE_URL: url.replace(/\/$/, '') },
  { say: console.log },
);
for (const step of steps) console.log(`${step.passed ? 'ok    ' : 'failed'} ${step.name} (${step.ms} ms)`);
if (!passed) console.error(`canary: ${reason}`);
process.exitCode = passed ? 0 : 1;
