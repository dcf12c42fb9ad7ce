// Golden files: what was printed or answered before. HOUSING_UPDATE_GOLDEN=1 rewrites them; CI must not.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { projectRoot } from './housing.mjs';

const updating = process.env.HOUSING_UPDATE_GOLDEN === '1';
if (updating && process.env.CI === 'true')
  throw new Error(
    'HOUSING_UPDATE_GOLDEN=1 is refused when CI=true: golden files are rewritten by hand, and read before a commit',
  );

const kVolatile = new Set(['retrieved']);

/** The value without what differs from run to run. */
export function settled(value, key = '') {
  if (kVolatile.has(key) && typeof value === 'string') {
    assert.match(value, /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/, key);
    return 'TIME';
  }
  if (Array.isArray(value)) return value.map((item) => settled(item));
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, settled(item, name)]));
}

/** `text` is what tests/golden/NAME holds; with the switch, it becomes that. */
export function assertGolden(name, text) {
  const file = join(projectRoot, 'tests/golden', name);
  if (updating) {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  assert.ok(existsSync(file), `${file} is missing: write it with HOUSING_UPDATE_GOLDEN=1`);
  assert.equal(
    text,
    readFileSync(file, 'utf8'),
    `${name} differs; if this is meant, run again with HOUSING_UPDATE_GOLDEN=1 and read the difference`,
  );
}

export const goldenJson = (name, value) => assertGolden(name, `${JSON.stringify(settled(value), null, 1)}\n`);
