#!/usr/bin/env node
// Runs every *_test.mjs (or *.test.mjs) below a folder with Node's own runner and prints TAP.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { projectFiles, projectRoot } from './lib/files.mjs';

const [folder] = process.argv.slice(2);
if (!folder || folder === '--help') {
  console.log('usage: run_node_tests.mjs FOLDER\nRuns every *_test.mjs below FOLDER with node --test and prints TAP.');
  process.exit(folder ? 0 : 2);
}

const tests = projectFiles().filter(({ path }) => path.startsWith(`${folder}/`) && /[._]test\.mjs$/.test(path));
if (tests.length === 0) {
  console.error(`no *_test.mjs or *.test.mjs below ${folder}`);
  process.exit(1);
}
const files = tests.map(({ path }) => join(projectRoot, path));
const { status } = spawnSync(process.execPath, ['--test', '--test-reporter=tap', ...files], { stdio: 'inherit' });
process.exitCode = status ?? 1;
