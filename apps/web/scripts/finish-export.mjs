// Finishes an exported site. Usage: node finish-export.mjs OUT_DIR
// 1. Moves inline scripts into files beside the pages, so that the site runs under `script-src 'self'` without
//    hashes or 'unsafe-inline'. Order is kept: a plain `<script src>` runs where it stands, as the inline one did.
// 2. Removes the payloads of client-side navigation (*.txt): every link is a plain one, nothing asks for them, and
//    their folders (data/, region/) would shadow data.html and region.html on some servers.
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = process.argv[2];
if (!root) {
  console.error('usage: finish-export.mjs OUT_DIR');
  process.exit(2);
}

const inlineFolder = '_next/static/inline';
const inlineScript = /<script((?:\s[^>]*)?)>([\s\S]*?)<\/script>/g;

function externalize(path) {
  let moved = 0;
  const page = readFileSync(path, 'utf8').replace(inlineScript, (whole, attributes, body) => {
    if (/\ssrc=/.test(attributes) || body.trim() === '') return whole;
    if (/\stype="(?!text\/javascript|module)/.test(attributes)) return whole; // data, not code
    const file = `${inlineFolder}/${createHash('sha256').update(body).digest('hex').slice(0, 16)}.js`;
    writeFileSync(join(root, file), body);
    moved += 1;
    return `<script${attributes} src="/${file}"></script>`;
  });
  writeFileSync(path, page);
  return moved;
}

function removeEmptyFolders(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) removeEmptyFolders(join(folder, entry.name));
  }
  if (folder !== root && readdirSync(folder).length === 0) rmdirSync(folder);
}

mkdirSync(join(root, inlineFolder), { recursive: true });
let moved = 0;
let removed = 0;
for (const name of readdirSync(root, { recursive: true }).map(String)) {
  const path = join(root, name);
  if (!statSync(path).isFile()) continue;
  if (name.endsWith('.html')) moved += externalize(path);
  const payload = name.endsWith('.txt') && !name.startsWith('_next');
  if (payload || name === '_not-found.html') {
    rmSync(path);
    removed += 1;
  }
}
removeEmptyFolders(root);
console.log(`finish-export: ${moved} inline scripts moved to ${inlineFolder}, ${removed} unused files removed`);
