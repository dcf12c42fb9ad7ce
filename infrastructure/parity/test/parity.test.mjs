// Both ways of building the system build the same one: kinds, names, key properties, rights, tags.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { compare } from '../src/compare.mjs';
import { exceptions } from '../src/exceptions.mjs';
import { unexplained, unused } from '../src/explain.mjs';
import { environments, sidesOf } from '../src/sides.mjs';

const kLeastComparisons = { dev: 700, staging: 700, prod: 700, delivery: 50 };
const shown = ({ kind, key, field, cdk, terraform }) =>
  `${kind} ${key} ${field}\n    cdk       ${JSON.stringify(cdk)}\n    terraform ${JSON.stringify(terraform)}`;

const sides = Object.fromEntries(environments.map((environment) => [environment, sidesOf(environment)]));
const missing = Object.values(sides).find((each) => each.missing)?.missing;
const made = {};
const comparisonsOf = (environment) => {
  const { prefix, cdk, terraform } = sides[environment];
  return (made[environment] ??= compare(environment, prefix, cdk, terraform));
};

for (const environment of environments) {
  const skip = sides[environment].missing;
  if (skip) console.log(`SKIP parity of ${environment}: ${skip}`);

  describe(environment, { skip }, () => {
    it('is the same on both sides, but for what has a reason', () => {
      const found = unexplained(comparisonsOf(environment), exceptions);
      assert.equal(found.length, 0, `${found.length} differences:\n  ${found.map(shown).join('\n  ')}`);
    });

    it('is compared at all', () => {
      const count = comparisonsOf(environment).length;
      assert.ok(count >= kLeastComparisons[environment], `only ${count} comparisons`);
    });

    it('differs in ManagedBy alone among the tags', () => {
      const { cdk, terraform } = sides[environment];
      const by = (resources) => [...new Set(resources.flatMap(({ tags }) => tags?.ManagedBy ?? []))];
      assert.deepEqual([by(cdk), by(terraform.resources)], [['cdk'], ['terraform']]);
    });
  });
}

it('has no exception that explains nothing', { skip: missing }, () => {
  const all = environments.flatMap(comparisonsOf);
  const idle = unused(all, exceptions).map(({ kind, key, field }) => `${kind} ${key ?? ''} ${field ?? ''}`);
  assert.deepEqual(idle, []);
});

it('gives every exception a reason', () => {
  assert.deepEqual(
    exceptions.filter(({ reason }) => (reason ?? '').length < 20),
    [],
  );
});
