// The contract's files as one document: what a reference into another file names takes the reference's place, and
// references back to the first file become references within the document.
import { dirname, relative, resolve } from 'node:path';

const isReference = (value) => typeof value?.$ref === 'string';

/** What a JSON pointer such as "/components/schemas/Series" names in the value; undefined when nothing. */
export const at = (value, pointer) =>
  pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce((found, key) => found?.[key], value);

/**
 * The document `root`, with all it refers to. `load(file)` gives a file's value.
 * Errors: a reference that names nothing, one inside a file other than the first, one that leads round in a circle.
 */
export function joined(root, load) {
  const open = [];
  const places = (file) => relative(dirname(root), file) || file;

  function resolved({ $ref, ...beside }, file) {
    const [path, pointer] = $ref.split('#');
    const target = path ? resolve(dirname(file), path) : file;
    if (at(load(target), pointer) === undefined) throw new Error(`${places(file)}: ${$ref} names nothing`);
    if (target === root) return { ...joinedValue(beside, file), $ref: `#${pointer}` };
    if (!path) throw new Error(`${places(file)}: ${$ref}: only the first file is referred to without its name`);
    if (Object.keys(beside).length > 0)
      throw new Error(`${places(file)}: ${$ref}: nothing may stand beside what another file says`);
    if (open.includes(`${target}#${pointer}`)) throw new Error(`${places(file)}: ${$ref} leads back to itself`);
    open.push(`${target}#${pointer}`);
    const found = joinedValue(at(load(target), pointer), target);
    open.pop();
    return found;
  }

  function joinedValue(value, file) {
    if (Array.isArray(value)) return value.map((item) => joinedValue(item, file));
    if (value === null || typeof value !== 'object') return value;
    if (isReference(value)) return resolved(value, file);
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, joinedValue(item, file)]));
  }

  return joinedValue(load(root), root);
}
