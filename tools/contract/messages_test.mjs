// The messages of the queues: each schema is one, its examples keep it, what is not such a message does not, and there
// is one for every queue the program works on.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { requirePackage } from './lib/contract.mjs';

const folder = new URL('../../contract/messages/', import.meta.url);
const sources = new URL('../../src/', import.meta.url);
const kEnding = '.schema.json';
const names = readdirSync(folder).map((file) => file.slice(0, -kEnding.length));
const schemaOf = (name) => JSON.parse(readFileSync(new URL(`${name}${kEnding}`, folder), 'utf8'));

// Those whose handlers are not in src/jobs: the functions of the cloud hand them on.
const kOfTheCloud = ['publish'];

function validatorOf(name) {
  const Ajv = requirePackage('ajv/dist/2020.js').default;
  return new Ajv({ strict: true, allErrors: true }).compile(schemaOf(name));
}

const skip = (() => {
  try {
    requirePackage('ajv/dist/2020.js');
    return false;
  } catch {
    return 'npm ajv missing: run "pnpm install" at the project\'s root';
  }
})();

for (const name of names) {
  test(`messages of ${name}: the examples keep the schema, other things do not`, { skip }, () => {
    const validate = validatorOf(name);
    const { $id, title, description, examples, required = [] } = schemaOf(name);
    assert.equal($id, `messages/${name}${kEnding}`);
    assert.ok(title.startsWith(`Queue ${name}: `) && description.endsWith('.'));
    assert.ok(examples.length > 0);
    for (const example of examples) {
      assert.ok(validate(example), `${JSON.stringify(example)}: ${JSON.stringify(validate.errors)}`);
      assert.ok(!validate({ ...example, other: 1 }), 'a member nobody knows passes');
      for (const member of Object.keys(example)) {
        assert.ok(!validate({ ...example, [member]: 7 }), `${member} may be a number`);
        assert.ok(!validate({ ...example, [member]: '' }), `${member} may be empty`);
        const { [member]: left, ...rest } = example;
        assert.equal(validate(rest), !required.includes(member), `without ${member} (${left})`);
      }
    }
    for (const other of [[], 'text', null, 1]) assert.ok(!validate(other), JSON.stringify(other));
  });
}

test('every queue the program works on has a schema, and the other way round', () => {
  const kinds = readFileSync(new URL('jobs/kinds.cpp', sources), 'utf8');
  const queues = [...kinds.matchAll(/\{"([a-z]+)", minutes\(/g)].map((match) => match[1]);
  assert.ok(queues.length > 3, 'the pattern no longer fits src/jobs/kinds.cpp');
  assert.deepEqual(names.toSorted(), [...new Set([...queues, ...kOfTheCloud])].toSorted());
});
