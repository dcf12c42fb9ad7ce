// Which files count as the project's own, with git and without.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { projectFiles, projectRoot } from './files.mjs';

const ours = ['apps/web/src/app/data/page.tsx', 'src/base/build.cpp', 'src/base/out/a.cpp'];
const built = [
  'apps/web/out/index.html',
  'apps/web/next-env.d.ts',
  'build/x',
  'data/demo/x',
  'a/node_modules/b.js',
  'a.log',
];

test('built and ignored files are left out, the same with git and without', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'housing-tools-'));
  t.after(() => rmSync(folder, { recursive: true }));
  for (const path of [...ours, ...built]) {
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), path);
  }
  copyFileSync(join(projectRoot, '.gitignore'), join(folder, '.gitignore'));
  const names = () => projectFiles(folder).map(({ path }) => path);
  assert.deepEqual(names(), ['.gitignore', ...ours]);
  execFileSync('git', ['init', '--quiet', folder]);
  assert.deepEqual(names(), ['.gitignore', ...ours]);
});
