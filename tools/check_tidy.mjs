#!/usr/bin/env node
// House rules, executed. Exit 0 clean, 1 with one line for each violation.
import { projectFiles } from './lib/files.mjs';
import { kLongFileLines, longFiles } from './tidy/rules/file_length.mjs';
import { rules } from './tidy/rules.mjs';

if (process.argv.includes('--help')) {
  console.log('usage: check_tidy.mjs\nChecks the whole tree against the house rules:');
  for (const { name, why } of rules) console.log(`  ${name.padEnd(18)}${why}`);
  process.exit(0);
}

const files = projectFiles();
let count = 0;
for (const rule of rules) {
  for (const { path, line, message } of rule.check(files)) {
    console.log(`${path}:${line}: ${rule.name}: ${message}`);
    count += 1;
  }
}
for (const { path, length } of longFiles(files)) console.log(`note: ${path} has ${length} lines (> ${kLongFileLines})`);
console.log(`tidy: ${rules.length} rules, ${files.length} files, ${count} violations`);
process.exitCode = count ? 1 : 0;
