#!/usr/bin/env node
// usage: smoke.mjs URL [--release RELEASE] [--api-only] [--tries N]
// Asks a deployed site what a visitor and a client would ask first. A check is tried again for a while, for caches and
// new tasks settle. Exit 0 when all is well, 1 with one line for each thing that is not.
import { parseArgs } from 'node:util';
import { pathToFileURL } from 'node:url';

const kTries = 12;
const kPauseMs = 5000;
const kTimeoutMs = 10_000;

const want = (condition, message) => {
  if (!condition) throw new Error(message);
};

async function get(url, type) {
  const response = await fetch(url, { signal: AbortSignal.timeout(kTimeoutMs), cache: 'no-store' });
  const body = await response.text();
  want(response.status === 200, `answered ${response.status}: ${body.slice(0, 200)}`);
  if (type !== 'json') return body;
  try {
    return JSON.parse(body);
  } catch {
    throw new Error(`answered no JSON: ${body.slice(0, 100)}`);
  }
}

const apiChecks = [
  ['/health/ready', async (url) => want((await get(url, 'json')).status === 'ready', 'is not ready')],
  ['/api/v1/metrics', async (url) => want((await get(url, 'json')).metrics?.length > 0, 'lists no metric')],
];

const webChecks = (release) => [
  ['/', async (url) => want((await get(url)).includes('data-testid="search-input"'), 'has no search input')],
  [
    '/version.json',
    async (url) => {
      const served = (await get(url, 'json')).release;
      want(!release || served === release, `is release ${served}, not the deployed ${release}`);
    },
  ],
];

/** Runs the checks; [{path, problem}] with problem undefined where all is well. */
export async function smoke(base, { release, apiOnly = false, tries = kTries, pauseMs = kPauseMs } = {}) {
  const results = [];
  for (const [path, check] of [...apiChecks, ...(apiOnly ? [] : webChecks(release))]) {
    let problem;
    for (let attempt = 1; attempt <= tries; attempt += 1) {
      problem = await check(new URL(path, base)).then(
        () => undefined,
        (error) => error.cause?.message ?? error.message,
      );
      if (!problem) break;
      if (attempt < tries) await new Promise((done) => setTimeout(done, pauseMs));
    }
    results.push({ path, problem });
    if (problem) break; // the site is not well: no need to wait for the rest
  }
  return results;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      release: { type: 'string' },
      'api-only': { type: 'boolean', default: false },
      tries: { type: 'string', default: String(kTries) },
      pause: { type: 'string', default: String(kPauseMs / 1000) },
    },
  });
  const options = { release: values.release, apiOnly: values['api-only'] };
  const pace = { tries: Number(values.tries), pauseMs: Number(values.pause) * 1000 };
  const results = await smoke(positionals[0], { ...options, ...pace });
  for (const { path, problem } of results) console.log(problem ? `   FAILED ${path} ${problem}` : `   ok ${path}`);
  process.exitCode = results.some(({ problem }) => problem) ? 1 : 0;
}
