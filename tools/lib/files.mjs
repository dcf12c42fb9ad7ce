// The project's own files: what is tracked, and what would be if it were added. Built and ignored files are left out.
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = resolve(fileURLToPath(new URL('../..', import.meta.url)));

// What .gitignore leaves out, for a tree without git.
const kAtRoot = /^(\.git|build|data|apps\/web\/(out|src\/shared\/api\/generated))$/;
const kAnywhere = /^(node_modules|\.next|\.cache|next-env\.d\.ts|.*\.(tsbuildinfo|log|swp))$/;

function walk(root, folder = root) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (kAnywhere.test(entry.name) || kAtRoot.test(relative(root, path))) return [];
    if (entry.isDirectory()) return walk(root, path);
    return entry.isFile() ? [relative(root, path)] : [];
  });
}

function listed(root) {
  try {
    const args = ['-C', root, 'ls-files', '-z', '--cached', '--others', '--exclude-standard'];
    const out = execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
    return [...new Set(out.split('\0').filter(Boolean))];
  } catch {
    return walk(root); // an unpacked archive: no git, or none for this folder
  }
}

// [{path, size, text, lines}], sorted by path; text and lines are read when first asked for.
export function projectFiles(root = projectRoot) {
  const files = [];
  for (const path of listed(root).sort()) {
    const info = statSync(join(root, path), { throwIfNoEntry: false });
    if (info?.isFile()) files.push(lazyFile(path, info.size, () => readFileSync(join(root, path), 'utf8')));
  }
  return files;
}

// A file whose text is known already: for tests of the checkers.
export function fileFrom(path, text) {
  return lazyFile(path, Buffer.byteLength(text), () => text);
}

function lazyFile(path, size, read) {
  let text, lines;
  return {
    path,
    size,
    get text() {
      return (text ??= read());
    },
    get lines() {
      return (lines ??= this.text.split('\n'));
    },
  };
}
