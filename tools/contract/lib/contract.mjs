// The contract as a value: contract/openapi.yaml and the files it refers to, parsed, and the ways around in it.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { at, joined } from './join.mjs';

const toolFolder = resolve(dirname(fileURLToPath(import.meta.url)), '..');
export const contractFile = resolve(toolFolder, '../../contract/openapi.yaml');

/** A package as the project's folder `from` (by default this tool's) sees it; an error that says how to get it. */
export function requirePackage(name, from = toolFolder) {
  const require = createRequire(join(resolve(from || toolFolder), 'package.json'));
  try {
    return require(name);
  } catch (error) {
    if (error.code !== 'MODULE_NOT_FOUND') throw error;
    throw new Error(
      `npm package ${name} is not installed for ${from || toolFolder}: run "pnpm install" at the project's root`,
    );
  }
}

// An alias without its anchor is found only here.
function valueOf(document, path) {
  try {
    return document.toJS();
  } catch (error) {
    throw new Error(`${path}: ${error.message}`);
  }
}

/** Errors: a missing package, YAML that is none, with line and column, or a reference that names nothing. */
export function readContract({ file = contractFile, packages } = {}) {
  const { parseDocument } = requirePackage('yaml', packages);
  const values = new Map();
  const load = (path) => {
    if (!values.has(path)) {
      const document = parseDocument(readFileSync(path, 'utf8'), { merge: false, uniqueKeys: true });
      const [wrong] = [...document.errors, ...document.warnings];
      if (wrong) throw new Error(`${path}: ${wrong.message}`);
      values.set(path, valueOf(document, path));
    }
    return values.get(path);
  };
  return joined(resolve(file), load);
}

/** {name, ...} for every operation in the contract's order. */
export function operationsOf(contract) {
  return Object.entries(contract.paths).flatMap(([path, item]) =>
    Object.entries(item).map(([method, operation]) => ({ path, method, ...operation })),
  );
}

/** What "#/components/schemas/Series" names, else the value itself. */
export function dereference(contract, value) {
  if (!value?.$ref) return value;
  const found = at(contract, value.$ref.replace(/^#/, ''));
  if (found === undefined) throw new Error(`${value.$ref} names nothing in the contract`);
  return dereference(contract, found);
}

/** "Series" of {$ref: "#/components/schemas/Series"}. */
export const refName = (value) => value?.$ref?.split('/').at(-1);
