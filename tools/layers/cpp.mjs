// Checks the #include lines of src/** against src/LAYERS.
import { unitOf } from './spec.mjs';

const kSource = /^src\/.+\.(hpp|cpp|h|cc)$/;
const kTestFile = /_(test|bench|fuzz|pgtest|redistest)\.cpp$/;
const kInclude = /^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)/;

// [{path, line, message}]
export function checkCpp(files, spec) {
  return files.filter((file) => kSource.test(file.path)).flatMap((file) => checkFile(file, spec));
}

function checkFile(file, spec) {
  const home = unitOf(file.path.slice('src/'.length), spec.modules);
  if (!home) return [{ path: file.path, line: 1, message: 'its module has no line in src/LAYERS: add one' }];
  const isTest = kTestFile.test(file.path) || home.unit === 'testing';
  return file.lines.flatMap((text, index) => {
    const [, own, foreign] = kInclude.exec(text) ?? [];
    if (!own && !foreign) return [];
    const message =
      forbidden(own ?? foreign, home, spec) ??
      (own ? checkOwn(own, home, isTest, spec) : checkForeign(foreign, home, isTest, spec));
    return message ? [{ path: file.path, line: index + 1, message }] : [];
  });
}

function forbidden(header, home, spec) {
  const rule = spec.forbidden.get(home.rule);
  if (!rule?.headers.includes(header)) return undefined;
  return `${home.unit} may not include ${header} (src/LAYERS:${rule.line}): pass what it needs as a value`;
}

function checkOwn(header, home, isTest, spec) {
  const target = unitOf(header, spec.modules);
  if (!target) return `"${header}": write project headers from src/ on, as "module/file.hpp", and others in <>`;
  if (target.unit === home.unit) return undefined;
  const { may, line } = spec.modules.get(home.rule);
  const mayUse = may.includes(target.rule) || may.includes(target.unit);
  if (mayUse && target.rule !== home.rule) return undefined;
  if (isTest && spec.tests.includes(target.rule)) return undefined;
  return `${home.unit} may not include ${target.unit} (src/LAYERS:${line}): move what is shared to a lower layer`;
}

function checkForeign(header, home, isTest, spec) {
  const startsIt = (prefix) => header.startsWith(prefix);
  if (spec.testLibraries.some(startsIt)) {
    return isTest ? undefined : `<${header}> is for tests: only *_test.cpp and src/testing may include it`;
  }
  const library = [...spec.libraries.keys()].filter(startsIt).sort((a, b) => b.length - a.length)[0];
  if (library) {
    const { modules, line } = spec.libraries.get(library);
    if (modules.includes(home.rule) || modules.includes(home.unit) || isTest) return undefined;
    return `<${header}> belongs to ${modules.join(', ')} (src/LAYERS:${line}): use that module's own header`;
  }
  const isStandard = /^[a-z_0-9]+$/.test(header);
  if (isStandard || spec.system.some(startsIt)) return undefined;
  return `<${header}> is a library that src/LAYERS does not know: add a line there and a decision in docs/decisions/`;
}
