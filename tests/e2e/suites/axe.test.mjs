// Accessibility of every page, found by axe-core: both themes, desktop and phone, signed in and not.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { enterOnce } from '../support/people.mjs';
import { ownPages, provokedBy, publicPages } from '../support/pages.mjs';
import { open, suite } from '../support/suite.mjs';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const kSizes = [
  { width: 1280, height: 900 },
  { width: 390, height: 844 },
];
const kRules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** What depends on colours alone: the second theme differs in nothing else. */
const kColours = ['color-contrast', 'link-in-text-block'];

const pageTest = suite({ colorScheme: 'light', reducedMotion: 'reduce' });

/** In the page, that scripts of others are refused by its policy does not matter to a debugger's evaluation. */
async function violations(page, runOnly) {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  return page.evaluate(async (runOnly) => {
    const found = await window.axe.run(document, { runOnly, resultTypes: ['violations'] });
    return found.violations.map(
      ({ id, help, nodes }) =>
        `${id} (${help}): ${nodes
          .slice(0, 3)
          .map((n) => `${n.target}: ${n.html.slice(0, 160)} ${n.any[0]?.message ?? ''}`)
          .join(' | ')}`,
    );
  }, runOnly);
}

async function check(page, path) {
  await open(page, path);
  const found = [];
  for (const size of kSizes) {
    await page.setViewportSize(size);
    for (const theme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: theme });
      await page.waitForFunction((theme) => document.documentElement.dataset.theme === theme, theme);
      const runOnly = theme === 'light' ? { type: 'tag', values: kRules } : { type: 'rule', values: kColours };
      for (const violation of await violations(page, runOnly)) found.push(`${size.width} px, ${theme}: ${violation}`);
    }
  }
  assert.deepEqual(found, [], path);
}

for (const each of publicPages())
  pageTest(`axe finds nothing on ${each.path}`, (page) => check(page, each.path), { provoked: provokedBy(each) });

for (const each of ownPages())
  pageTest(
    `axe finds nothing on ${each.path}, signed in`,
    async (page) => {
      await enterOnce(page, { admin: true, name: 'Ada' });
      await check(page, each.path);
    },
    { provoked: provokedBy(each) },
  );
