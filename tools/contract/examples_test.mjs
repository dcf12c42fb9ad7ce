// Every operation shows what it takes and what it answers, and what is shown keeps the schema beside it.
import assert from 'node:assert/strict';
import test from 'node:test';
import { dereference, operationsOf, readContract, requirePackage } from './lib/contract.mjs';

const packages = ['yaml', 'ajv/dist/2020.js', 'ajv-formats'];
const skip = (() => {
  try {
    packages.forEach((name) => requirePackage(name));
    return false;
  } catch (error) {
    return error.message;
  }
})();
const contract = skip ? null : readContract();
const operations = skip ? [] : operationsOf(contract);

function validator() {
  const Ajv = requirePackage('ajv/dist/2020.js').default;
  const ajv = new Ajv({ strict: false, allErrors: true });
  requirePackage('ajv-formats').default(ajv);
  return ajv.addSchema({ $id: 'contract', ...contract });
}

// References out of a schema that stands alone lead into the document all the same.
const rooted = (schema) =>
  JSON.parse(JSON.stringify(schema), (key, value) => (key === '$ref' ? `contract${value}` : value));

/** [where, media type, {schema, example}] of bodies that are sent and answered. */
function contents() {
  const given = operations.flatMap(({ operationId, requestBody, responses }) => [
    ...(requestBody ? [[`${operationId} body`, requestBody]] : []),
    ...Object.entries(responses).map(([status, response]) => [`${operationId} ${status}`, response]),
  ]);
  return given.flatMap(([where, value]) =>
    Object.entries(dereference(contract, value).content ?? {}).map(([type, media]) => [where, type, media]),
  );
}

const parameters = () =>
  operations.flatMap(({ operationId, parameters: own = [] }) =>
    own.map((parameter) => [operationId, dereference(contract, parameter)]),
  );

const headers = () => {
  const answered = operations.flatMap(({ responses }) => Object.values(responses));
  const named = answered.flatMap((response) => Object.entries(dereference(contract, response).headers ?? {}));
  return [...new Map(named.map(([name, header]) => [name, dereference(contract, header)]))];
};

// Bytes cannot be written down in the contract.
const isBinary = (schema) => dereference(contract, schema).contentMediaType !== undefined;

test('every body that is sent or answered has an example that keeps its schema', { skip }, () => {
  const ajv = validator();
  const all = contents();
  assert.ok(all.length > 200, `only ${all.length} bodies`);
  for (const [where, type, { schema, example }] of all) {
    assert.ok(schema.$ref, `${where} ${type}: the schema is a component`);
    if (example === undefined && isBinary(schema)) continue;
    assert.notEqual(example, undefined, `${where} ${type} has no example`);
    assert.ok(ajv.validate(rooted(schema), example), `${where} ${type}: ${ajv.errorsText()}`);
  }
});

test('every operation that succeeds with a body shows one', { skip }, () => {
  for (const { operationId, responses } of operations) {
    const good = Object.entries(responses).filter(([status]) => status.startsWith('2'));
    const bodies = good.flatMap(([, response]) => Object.values(dereference(contract, response).content ?? {}));
    if (bodies.length === 0) continue;
    assert.ok(
      bodies.some(({ example, schema }) => example !== undefined || isBinary(schema)),
      operationId,
    );
  }
});

test('every parameter has an example that keeps its schema', { skip }, () => {
  const ajv = validator();
  for (const [operation, { name, schema, example }] of parameters()) {
    // Else what the schema lists: values for which a request to copy has no use, the default, the choices.
    const { examples, default: fallback, enum: choices } = { ...dereference(contract, schema), ...schema };
    const listed = examples ?? (fallback === undefined ? choices : [fallback]) ?? [];
    const shown = example !== undefined ? [example] : listed;
    assert.ok(shown.length > 0, `${operation} ${name} has no example`);
    for (const value of shown)
      assert.ok(ajv.validate(rooted(schema), value), `${operation} ${name} ${value}: ${ajv.errorsText()}`);
  }
});

test('every header of an answer has an example that keeps its schema', { skip }, () => {
  const ajv = validator();
  assert.ok(headers().length > 5);
  for (const [name, { schema, example }] of headers())
    assert.ok(example !== undefined && ajv.validate(rooted(schema), example), `${name}: ${ajv.errorsText()}`);
});

test('the example of a problem names its status and a kind that has it', { skip }, () => {
  const statusOf = new Map(contract['x-error-kinds'].map(({ kind, status }) => [kind, status]));
  const all = contents().filter(([, type]) => type === 'application/problem+json');
  for (const [where, , { example }] of all) {
    const kind = example.type.split('#')[1];
    assert.equal(String(example.status), where.split(' ').at(-1), where);
    assert.equal(statusOf.get(kind), example.status, `${where}: ${kind}`);
  }
});
