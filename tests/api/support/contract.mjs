// Answers against contract/openapi.yaml, more strictly than a client may be: a member the contract does not name is
// wrong too, and so is a status or a media type it does not name. http.mjs looks at every answer of every test with it.
import assert from 'node:assert/strict';
import { dereference, readContract, requirePackage } from '../../../tools/contract/lib/contract.mjs';
import { noteCall } from './called.mjs';

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

// What the server says of any request before it looks which operation is meant: the request itself cannot be taken.
const kOfTheRequest = new Set([400, 408, 411, 413, 414, 415, 417, 431, 501, 505]);
// A proxy in front says these for itself.
const kOfAProxy = new Set([502, 504]);

const templates = Object.keys(contract.paths).map((path) => ({
  path,
  fits: new RegExp(`^${path.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+')}$`),
  fixed: path.split('/').filter((part) => !part.startsWith('{')).length,
}));

/** The contract's own writing of a path, the one with the fewest parameters first; undefined when it has none. */
function templateOf(target) {
  const path = target.split(/[?#]/)[0];
  const fitting = templates.filter(({ fits }) => fits.test(path));
  return fitting.sort((a, b) => b.fixed - a.fixed)[0]?.path;
}

function assertSchema(schema, value, what) {
  const valid = ajv.validate(`contract${schema.$ref}`, value);
  assert.ok(
    valid,
    `${what}: ${ajv.errorsText(ajv.errors, { separator: '\n  ' })}\n${JSON.stringify(value)?.slice(0, 600)}`,
  );
}

// Header values are text; what the schema calls a number must read as one.
function assertHeaders(declared, answer, what) {
  for (const [name, given] of Object.entries(declared ?? {})) {
    const value = [answer.headers[name.toLowerCase()]].flat()[0];
    if (value === undefined) continue;
    const { schema } = dereference(contract, given);
    const read = schema.type === 'integer' ? Number(value) : value;
    assert.ok(ajv.validate(schema, read), `${what}: ${name}: ${value}: ${ajv.errorsText()}`);
  }
}

// JSON is parsed, text is text; of bytes (schemas with a contentMediaType) only their being there is known.
function bodyOf(schema, answer, what) {
  if (/[/+]json$/.test(answer.type)) return JSON.parse(answer.decoded);
  const { contentMediaType } = dereference(contract, schema);
  if (contentMediaType === undefined) return answer.decoded.toString('utf8');
  assert.equal(answer.type, contentMediaType, `${what}: the schema's media type`);
  assert.ok(answer.bytes.length > 0, `${what}: no bytes`);
  return undefined;
}

function assertKind(problem, answer, what) {
  const [, kind] = problem.type.split('#');
  assert.equal(statusOfKind.get(kind), answer.status, `${what}: a problem of kind ${kind}`);
  assert.equal(problem.status, answer.status, `${what}: the problem's status`);
}

/** What stands in the answer keeps what the contract says of this status of the operation. Gives the body's value. */
function assertOperation(operation, method, answer, what) {
  const given = operation.responses[answer.status] ?? operation.responses.default;
  assert.ok(given, `${what}: the contract has no such status. Body: ${answer.text.slice(0, 400)}`);
  const response = dereference(contract, given);
  assertHeaders(response.headers, answer, what);
  if (!response.content || method === 'HEAD') {
    assert.equal(answer.bytes.length, 0, `${what} has a body`);
    return undefined;
  }
  const media = response.content[answer.type];
  assert.ok(media, `${what}: media type ${answer.type} is not in the contract`);
  const value = bodyOf(media.schema, answer, what);
  if (value !== undefined) assertSchema(media.schema, value, what);
  if (answer.type === 'application/problem+json') assertKind(value, answer, what);
  return value;
}

function assertAnyProblem(answer, what) {
  const problem = answer.json;
  assertSchema({ $ref: '#/components/schemas/Problem' }, problem, what);
  assertKind(problem, answer, what);
}

/**
 * Whatever was asked, the answer is one the contract has: of its operations what they promise, of other methods a 405
 * with a problem, of other addresses anything but JSON that is no problem. Gives the body's value of an operation.
 */
export function assertAnswer(method, target, answer) {
  const what = `${method} ${target} -> ${answer.status}`;
  if (kOfAProxy.has(answer.status)) return undefined;
  const path = templateOf(target);
  const item = contract.paths[path];
  const operation = item?.[method.toLowerCase()] ?? (method === 'HEAD' ? item?.get : undefined);
  const isProblem = answer.type === 'application/problem+json' && answer.bytes.length > 0;
  // An operation with errors of its own form has them under `default`.
  const ownErrors = operation?.responses.default && !isProblem;
  if (operation && (ownErrors || !kOfTheRequest.has(answer.status))) {
    const value = assertOperation(operation, method, answer, what);
    if (method !== 'HEAD' && answer.status < 300) noteCall(operation.operationId);
    return value;
  }
  if (path && !operation) assert.equal(kOfTheRequest.has(answer.status) ? 405 : answer.status, 405, what);
  if (isProblem) assertAnyProblem(answer, what);
  else if (operation && method !== 'HEAD') assert.fail(`${what} is no problem document: ${answer.text.slice(0, 200)}`);
  return undefined;
}

/** The answer to `GET target` is one of an operation of the contract. Gives the body's value. */
export function assertKept(target, answer) {
  assert.ok(templateOf(target), `${target} is not in the contract`);
  return assertAnswer('GET', target, answer);
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
