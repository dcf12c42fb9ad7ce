// Answers against contract/openapi.yaml, more strictly than a client may be: a member the contract does not name is
// wrong too, and so is a status or a media type it does not name.
import assert from 'node:assert/strict';
import { dereference, readContract, requirePackage } from '../../../tools/contract/lib/contract.mjs';

export const contract = readContract();

function closed(schema) {
  if (Array.isArray(schema)) return schema.map(closed);
  if (schema === null || typeof schema !== 'object') return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, closed(value)]));
  if (copy.type === 'object' && copy.properties && !('additionalProperties' in copy)) copy.additionalProperties = false;
  return copy;
}

const Ajv = requirePackage('ajv/dist/2020.js').default;
const ajv = new Ajv({ strict: false, allErrors: true });
requirePackage('ajv-formats').default(ajv);
const components = closed(contract.components);
components.schemas.OpenApiDocument = contract.components.schemas.OpenApiDocument;
delete components.schemas.OpenApiDocument.additionalProperties;
ajv.addSchema({ $id: 'contract', components });

function pathItem(target) {
  const path = target.split('?')[0];
  const fits = (template) => new RegExp(`^${template.replace(/\{\w+\}/g, '[^/]+')}$`).test(path);
  const template = Object.keys(contract.paths).find(fits);
  assert.ok(template, `${path} is not in the contract`);
  return contract.paths[template];
}

function assertSchema(schema, value, what) {
  const valid = ajv.validate(`contract${schema.$ref}`, value);
  assert.ok(
    valid,
    `${what}: ${ajv.errorsText(ajv.errors, { separator: '\n  ' })}\n${JSON.stringify(value)?.slice(0, 600)}`,
  );
}

/** The answer to `target` has a status, a media type and a body that the contract promises. Gives the body's value. */
export function assertKept(target, answer) {
  const what = `${target} -> ${answer.status}`;
  const given = pathItem(target).get.responses[answer.status];
  assert.ok(given, `${what}: the contract has no such status. Body: ${answer.text.slice(0, 400)}`);
  const response = dereference(contract, given);
  if (!response.content) {
    assert.equal(answer.bytes.length, 0, `${what} has a body`);
    return undefined;
  }
  const media = response.content[answer.type];
  assert.ok(media, `${what}: media type ${answer.type} is not in the contract`);
  const value = answer.type.endsWith('json') ? JSON.parse(answer.decoded) : answer.decoded.toString('utf8');
  assertSchema(media.schema, value, what);
  return value;
}

const statusOfKind = new Map(contract['x-error-kinds'].map(({ kind, status }) => [kind, status]));

/** The answer is a problem document of this kind, with the status the contract gives that kind. */
export function assertProblem(answer, kind, more = {}) {
  assert.ok(statusOfKind.has(kind), `${kind} is not in the contract`);
  assert.equal(answer.type, 'application/problem+json', answer.text.slice(0, 300));
  const problem = answer.json;
  assertSchema({ $ref: '#/components/schemas/Problem' }, problem, kind);
  assert.equal(problem.type, `about:blank#${kind}`);
  assert.equal(answer.status, statusOfKind.get(kind));
  assert.equal(problem.status, answer.status);
  assert.ok(problem.detail?.length > 10, 'a problem says what happened');
  for (const [name, value] of Object.entries(more)) assert.deepEqual(problem[name], value, `${kind}: ${name}`);
  return problem;
}
