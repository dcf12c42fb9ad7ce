// Lighthouse as a phone sees the dashboard (its mobile preset: slow network, slow processor, both simulated): the
// categories below score 95 or more. Performance hangs on the machine and on what else it does: the best of a few runs
// is printed, and only far less fails. Alone, because whatever runs beside it is measured too. On demo data only: the
// same pages, and every machine has it.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { publicPages } from '../../support/pages.mjs';
import { baseUrl, mode } from '../../support/suite.mjs';

const cli = createRequire(import.meta.url).resolve('lighthouse/cli/index.js');
const kLeast = 95;
const kLeastAnywhere = 75; // of performance, on any machine
const kMostRuns = 3;
const kRunMs = 120_000;
const kMaxBytes = 64 * 1024 * 1024;
const kCategories = ['performance', 'accessibility', 'best-practices', 'seo'];
const kPages = ['home', 'region', 'map'];
const kChrome = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
].join(' ');

async function measure(path) {
  // Into a file: a pipe may lose its end when the program leaves.
  const folder = mkdtempSync(join(tmpdir(), 'housing-lighthouse-'));
  try {
    return await measureInto(join(folder, 'report.json'), path);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measureInto(file, path) {
  const args = [
    cli,
    baseUrl + path,
    '--quiet',
    '--no-enable-error-reporting',
    '--output=json',
    `--output-path=${file}`,
  ];
  args.push(`--only-categories=${kCategories}`, `--chrome-flags=${kChrome}`);
  const env = { ...process.env, CHROME_PATH: process.env.E2E_CHROMIUM ?? '/usr/bin/chromium' };
  const options = { env, timeout: kRunMs, maxBuffer: kMaxBytes };
  // What fails while the page is open is told in the report as well.
  const { stderr } = await promisify(execFile)(process.execPath, args, options).catch((error) => error);
  if (!existsSync(file)) throw new Error(`Lighthouse made no report of ${path}: ${stderr}`);
  return JSON.parse(readFileSync(file, 'utf8'));
}

const scoreOf = (report, name) => Math.round(report.categories[name].score * 100);

/** What cost points, worst first. */
const faults = ({ categories, audits }, name) =>
  categories[name].auditRefs
    .filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 1)
    .map(({ id }) => `${id}: ${audits[id].displayValue ?? audits[id].title}`);

if (mode === 'demo')
  for (const { name, path } of publicPages().filter((page) => kPages.includes(page.name)))
    test(`Lighthouse of ${path} [${mode}]`, async (t) => {
      const reports = [];
      for (let run = 0; run < kMostRuns; run += 1) {
        const report = await measure(path);
        if (report.runtimeError) t.diagnostic(`${name}: ${report.runtimeError.message}`);
        else reports.push(report);
        if (!report.runtimeError && scoreOf(report, 'performance') >= kLeast) break;
      }
      assert.ok(reports.length > 0, `${path} could not be measured`);
      const last = reports.sort((a, b) => scoreOf(a, 'performance') - scoreOf(b, 'performance')).at(-1);
      const scores = kCategories.map((category) => `${category} ${scoreOf(last, category)}`).join(', ');
      t.diagnostic(`${name}: ${scores} (run ${reports.length})`);
      console.log(`lighthouse ${name}: ${scores}`);
      for (const category of kCategories) {
        const least = category === 'performance' ? kLeastAnywhere : kLeast;
        assert.ok(scoreOf(last, category) >= least, `${category} of ${path}: ${faults(last, category).join('; ')}`);
      }
    });
