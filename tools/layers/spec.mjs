// Reads src/LAYERS. The format is explained at the head of that file.
// Errors: throws with the line's number for a line that is not understood or a name that is declared nowhere.

const kLine = /^(module|tests|library|test-library|system|forbid|web)\b\s*([^:]*?)\s*(?::\s*(.*))?$/;

export function parseLayers(text) {
  const spec = {
    modules: new Map(),
    web: new Map(),
    libraries: new Map(),
    testLibraries: [],
    system: [],
    forbidden: new Map(),
    tests: [],
  };
  text.split('\n').forEach((raw, index) => {
    const line = raw.replace(/#.*/, '').trim();
    if (line) readLine(spec, line, index + 1);
  });
  checkNames(spec);
  return spec;
}

function readLine(spec, line, number) {
  const match = kLine.exec(line);
  if (!match) throw new Error(`src/LAYERS:${number}: not understood: ${line}`);
  const [, kind, subject, rest] = match;
  const words = (rest ?? '').split(/\s+/).filter(Boolean);
  if (kind === 'module' || kind === 'web') {
    const table = kind === 'web' ? spec.web : spec.modules;
    if (table.has(subject)) throw new Error(`src/LAYERS:${number}: ${kind} ${subject} is there twice`);
    table.set(subject, { may: words, line: number });
  } else if (kind === 'library') spec.libraries.set(subject, { modules: words, line: number });
  else if (kind === 'forbid') spec.forbidden.set(subject, { headers: words, line: number });
  else if (kind === 'tests') spec.tests.push(...words);
  else if (kind === 'test-library') spec.testLibraries.push(...subject.split(/\s+/));
  else spec.system.push(...subject.split(/\s+/));
}

function checkNames(spec) {
  const check = (names, table, where) => {
    // adapters/curl may be named where the table has adapters/*.
    const unknown = names.find((name) => !table.has(name) && !table.has(name.replace(/\/.+$/, '/*')));
    if (unknown) throw new Error(`src/LAYERS: ${where} names ${unknown}, which has no line of its own`);
  };
  for (const [name, { may }] of spec.modules) check(may, spec.modules, `module ${name}`);
  for (const [name, { may }] of spec.web) check(may, spec.web, `web ${name}`);
  for (const [name, { modules }] of spec.libraries) check(modules, spec.modules, `library ${name}`);
  check(spec.tests, spec.modules, 'tests');
  check([...spec.forbidden.keys()], spec.modules, 'forbid');
}

// Where a path below the root belongs: 'adapters/s3/client.hpp' -> {rule: 'adapters/*', unit: 'adapters/s3'};
// undefined when no line covers it.
export function unitOf(path, table) {
  const [first, second, third] = path.split('/');
  if (third !== undefined && table.has(`${first}/*`)) return { rule: `${first}/*`, unit: `${first}/${second}` };
  return second !== undefined && table.has(first) ? { rule: first, unit: first } : undefined;
}
