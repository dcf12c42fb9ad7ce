#!/usr/bin/env node
// Writes src/shared/api/generated/contract.ts: the types of what contract/openapi.yaml promises. Nothing of it reaches
// the browser. Runs before whatever needs the types (see package.json); does nothing when the contract and the
// generator are those of the last time. The same contract gives the same bytes.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readContract } from '../../../tools/contract/lib/contract.mjs';

// defaultNonNullable off: a member with a default may be left out of what is sent.
// emptyObjectsUnknown: `type: object` alone is any object, not an empty one.
const kOptions = {
  rootTypes: true,
  rootTypesNoSchemaPrefix: true,
  defaultNonNullable: false,
  emptyObjectsUnknown: true,
};
const kDefaultFile = fileURLToPath(new URL('../src/shared/api/generated/contract.ts', import.meta.url));

// What the file is made of: the contract, the options and the generator.
function digestOf(contract) {
  const { version } = createRequire(import.meta.url)('openapi-typescript/package.json');
  return createHash('sha256')
    .update(JSON.stringify([contract, kOptions, version]))
    .digest('hex');
}

function headOf(digest) {
  return `// Made of contract/openapi.yaml by scripts/contract-types.mjs; not to be edited.\n// ${digest}\n`;
}

async function generate(file) {
  const contract = readContract();
  const head = headOf(digestOf(contract));
  if (existsSync(file) && readFileSync(file, 'utf8').startsWith(head)) return;
  const { astToString, default: typesOf } = await import('openapi-typescript');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${head}${astToString(await typesOf(contract, kOptions))}`);
}

const { values } = parseArgs({
  options: { out: { type: 'string', default: kDefaultFile }, help: { type: 'boolean' } },
});
if (values.help) {
  console.log(`usage: contract-types.mjs [--out FILE]\nWrites the contract's types to FILE (${kDefaultFile}).`);
} else {
  try {
    await generate(values.out);
  } catch (error) {
    console.error(`contract-types: ${error.message}`);
    process.exitCode = 1;
  }
}
