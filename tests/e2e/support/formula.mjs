// The dashboard's own formula of what a home costs, as it stands in its source: made JavaScript and loaded.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const web = fileURLToPath(new URL('../../../apps/web/', import.meta.url));

export async function loadFormula() {
  const ts = createRequire(`${web}package.json`)('typescript');
  const source = readFileSync(`${web}src/features/affordability/formula.ts`, 'utf8');
  const { outputText } = ts.transpileModule(source, { compilerOptions: { module: 'esnext', target: 'es2022' } });
  return import(`data:text/javascript;base64,${Buffer.from(outputText).toString('base64')}`);
}
