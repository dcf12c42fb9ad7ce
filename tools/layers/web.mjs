// Checks the imports of apps/web/src/** against the `web` lines of src/LAYERS: shared -> features -> app.
import { posix } from 'node:path';
import { unitOf } from './spec.mjs';

const kRoot = 'apps/web/src/';
const kSource = /^apps\/web\/src\/.+\.(ts|tsx|mts|js|jsx|mjs)$/;
const kImport = /(?:\bfrom\s*|\bimport\s*\(?\s*|\brequire\s*\(\s*)['"]([^'"]+)['"]/g;

// [{path, line, message}]
export function checkWeb(files, spec) {
  return files.filter((file) => kSource.test(file.path)).flatMap((file) => checkFile(file, spec));
}

function checkFile(file, spec) {
  const inside = file.path.slice(kRoot.length);
  const home = unitOf(inside, spec.web);
  if (!home) return inside.includes('/') ? [{ path: file.path, line: 1, message: noLine(inside) }] : [];
  return file.lines.flatMap((text, index) =>
    [...text.matchAll(kImport)].flatMap(([, specifier]) => {
      const message = checkImport(specifier, inside, home, spec);
      return message ? [{ path: file.path, line: index + 1, message }] : [];
    }),
  );
}

const noLine = (inside) => `apps/web/src/${inside.split('/')[0]} has no \`web\` line in src/LAYERS: add one`;

// The path below apps/web/src that an import means; undefined for a package.
function resolved(specifier, inside) {
  if (specifier.startsWith('@/')) return specifier.slice(2);
  return specifier.startsWith('.') ? posix.join(posix.dirname(inside), specifier) : undefined;
}

function checkImport(specifier, inside, home, spec) {
  const path = resolved(specifier, inside);
  if (path === undefined) return undefined;
  if (path.startsWith('..')) return undefined; // configuration and test fixtures outside src
  // An import may name a folder's index: give unitOf a file in it.
  const target = unitOf(path, spec.web) ?? unitOf(`${path}/index`, spec.web);
  if (!target || target.unit === home.unit) return undefined;
  const { may, line } = spec.web.get(home.rule);
  if (!may.includes(target.rule)) {
    return `${home.unit} may not import ${target.unit} (src/LAYERS:${line}): move what is shared to shared/`;
  }
  const isFolder = target.rule.endsWith('/*');
  if (!isFolder || path === target.unit || path === `${target.unit}/index`) return undefined;
  return `${specifier}: import ${target.unit} through its index, which says what it offers`;
}
