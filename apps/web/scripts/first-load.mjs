// Weighs what a page of an exported site loads before it can be used. Usage: node first-load.mjs OUT_DIR
// Counts the scripts its HTML names, gzipped; those of old browsers (noModule) and those loaded later do not count.
// Exit 1 when a page is too heavy.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

const kMaxKilobytes = 190;

const [root] = process.argv.slice(2);
if (!root) {
  console.error('usage: first-load.mjs OUT_DIR');
  process.exit(2);
}

const weights = new Map();
function weightOf(file) {
  if (!weights.has(file)) weights.set(file, gzipSync(readFileSync(join(root, file))).length);
  return weights.get(file);
}

function firstLoad(page) {
  const tags = [...readFileSync(join(root, page), 'utf8').matchAll(/<script\b[^>]*\ssrc="([^"?]+)[^>]*>/g)];
  const files = new Set(tags.filter(([tag]) => !/\bnomodule\b/i.test(tag)).map(([, src]) => src));
  return [...files].reduce((sum, file) => sum + weightOf(file), 0) / 1024;
}

const pages = readdirSync(root).filter((name) => name.endsWith('.html'));
const loads = pages.map((page) => ({ page, kilobytes: firstLoad(page) })).sort((a, b) => b.kilobytes - a.kilobytes);
const [heaviest] = loads;
if (!heaviest || heaviest.kilobytes === 0) {
  console.error(`first-load: no page with scripts in ${root}`);
  process.exit(1);
}
const words = ({ page, kilobytes }) => `${page} loads ${kilobytes.toFixed(1)} KB of scripts`;
console.log(`first-load: ${words(heaviest)}, the most of ${pages.length} pages (at most ${kMaxKilobytes} KB)`);
for (const load of loads.filter(({ kilobytes }) => kilobytes > kMaxKilobytes)) {
  console.error(`first-load: ${words(load)}; load part of it later (import())`);
  process.exitCode = 1;
}
