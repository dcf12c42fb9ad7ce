#!/usr/bin/env node
// Writes docs/licences.md: what is in the image and the dashboard, and under which licence. Versions are left to the
// bill of materials (sbom.mjs), so that a security update does not make the page stale.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiledIn, libraryLicence, npmPackages } from './lib/inventory.mjs';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
const kPage = resolve(root, 'docs/licences.md');
const kUsage = `usage: licences.mjs [--write|--check] [PROGRAM]
Prints docs/licences.md for PROGRAM (build/release/housing), writes it, or checks that it is current.`;

// The Debian packages of the libraries that the program is linked with, on this machine.
export function linkedPackages(program) {
  const script = resolve(root, 'deploy/image-root.sh');
  return execFileSync(script, ['--packages', program], { encoding: 'utf8' }).trim().split('\n');
}

const table = (head, rows) =>
  [`| ${head.join(' | ')} |`, `|${' --- |'.repeat(head.length)}`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join(
    '\n',
  );

export function page(program) {
  const linked = linkedPackages(program).map((name) => [`\`${name}\``, libraryLicence(name)]);
  const headers = compiledIn().map(({ name, licence }) => [`\`${name}\``, licence]);
  const npm = new Map();
  for (const { name, licence, parts } of npmPackages())
    npm.set(name, [`\`${name}\``, licence ?? 'unknown', parts.join(', ')]);
  return `# Licences of what Housing Trends contains

Made by \`node deploy/licences.mjs --write\`; a test compares it with what is linked. Housing Trends itself is under the
Apache License 2.0. The licence of a library is that of the library itself, as SPDX names it; Debian's full texts are in
the image below \`/usr/share/doc\`. The licences of the publishers' data are at \`/api/v1/sources\`.

## Libraries beside the program, from Debian 12

${table(['package', 'licence'], linked)}

## Compiled into the program

${table(['package', 'licence'], headers)}

## npm packages in the dashboard, the table of places and the certificates

${table(['package', 'licence', 'part'], [...npm.values()])}
`;
}

function main(args) {
  if (args[0] === '--help') {
    console.log(kUsage);
    return 0;
  }
  const mode = args[0]?.startsWith('--') ? args.shift() : '--print';
  const text = page(resolve(root, args[0] ?? 'build/release/housing'));
  if (mode === '--print') process.stdout.write(text);
  else if (mode === '--write') writeFileSync(kPage, text);
  else if (mode !== '--check') {
    console.error(kUsage);
    return 2;
  } else if (readFileSync(kPage, 'utf8') !== text) {
    console.error('docs/licences.md is not current: run node deploy/licences.mjs --write');
    return 1;
  }
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));
