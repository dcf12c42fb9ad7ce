// The Markdown pages of the project, and what is checked of them: headings, links, paths in backticks.
import { readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { projectFiles, projectRoot } from '../../tools/lib/files.mjs';

export const read = (path) => readFileSync(join(projectRoot, path), 'utf8');

export function exists(path) {
  return statSync(join(projectRoot, path), { throwIfNoEntry: false }) !== undefined;
}

export const pages = () => projectFiles().filter(({ path }) => path.endsWith('.md'));

const withoutCode = (text) => text.replace(/^```[^]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

// As GitHub makes them: lower case, punctuation gone, blanks to hyphens.
export function anchorsOf(text) {
  const headings = [...text.replace(/^```[^]*?^```/gm, '').matchAll(/^#{1,6} (.*)$/gm)].map(([, title]) => title);
  return new Set(
    headings.map((title) =>
      title
        .toLowerCase()
        .replace(/[^\p{Letter}\p{Number} _-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

// Links to other pages that lead nowhere: `PAGE: TARGET`.
export function brokenLinks(path, text, { there = exists, textOf = read } = {}) {
  const targets = [...withoutCode(text).matchAll(/\]\(([^()\s]+)\)/g)].map(([, target]) => target);
  const own = targets.filter((target) => !/^[a-z]+:/.test(target));
  return own
    .filter((target) => {
      const [file, anchor] = target.split('#');
      const page = file ? normalize(join(dirname(path), decodeURIComponent(file))) : path;
      if (page.startsWith('..') || !there(page)) return true;
      if (!anchor) return false;
      return !anchorsOf(file ? textOf(page) : text).has(anchor);
    })
    .map((target) => `${path}: ${target}`);
}

// What stands in backticks and looks like a path of the tree: it begins with a folder or file of the root.
export function pathsIn(text, roots) {
  const pieces = [...text.matchAll(/`([^`\n]+)`/g)].map(([, piece]) => piece);
  const paths = pieces.filter(
    (piece) => /^[\w.-]+(\/[\w.*-]+)*\/?$/.test(piece) && roots.includes(piece.split('/')[0]),
  );
  return [...new Set(paths)];
}
