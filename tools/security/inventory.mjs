#!/usr/bin/env node
// inventory.mjs: what a program built on this machine is made of, and what it was made with, as CycloneDX 1.5: Debian's
// libraries it is linked with and headers compiled into it, with the versions installed here, and every npm package of
// the lock file with its digest. What is in an image is told by deploy/sbom.mjs instead.
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { linkedPackages } from '../../deploy/licences.mjs';
import { billOf, debianComponent, npmComponent } from '../../deploy/lib/cyclonedx.mjs';
import { compiledIn, libraryLicence, npmPackages } from '../../deploy/lib/inventory.mjs';
import { requirePackage } from '../contract/lib/contract.mjs';
import { projectRoot } from '../lib/files.mjs';

const kUsage = `usage: inventory.mjs [PROGRAM [FILE]]
Writes the inventory (CycloneDX 1.5) of PROGRAM (build/release/housing) to FILE, or prints it. Runs on Debian 12.`;

/** {name, version, source, architecture, licence}[] of packages installed here. */
function installed(names) {
  const form = '${Package}\t${Version}\t${source:Package}\t${Architecture}\n';
  const text = execFileSync('dpkg-query', ['--show', `--showformat=${form}`, ...names], { encoding: 'utf8' });
  const rows = text
    .trim()
    .split('\n')
    .map((line) => line.split('\t'));
  return rows.map(([name, version, source, architecture]) => {
    return { name, version, source, architecture, licence: libraryLicence(name) };
  });
}

/** [{name, version, integrity}] of every package of the lock file. */
export function lockedPackages(text = readFileSync(join(projectRoot, 'pnpm-lock.yaml'), 'utf8')) {
  const { packages } = requirePackage('yaml').parse(text);
  return Object.entries(packages).map(([key, { resolution }]) => {
    const at = key.lastIndexOf('@');
    return { name: key.slice(0, at), version: key.slice(at + 1), integrity: resolution?.integrity };
  });
}

function lockedComponent(locked, shipped) {
  const [algorithm, digest] = (locked.integrity ?? '').split('-');
  if (algorithm !== 'sha512') throw new Error(`${locked.name}@${locked.version}: the lock file has no SHA-512 of it`);
  const hashes = [{ alg: 'SHA-512', content: Buffer.from(digest, 'base64').toString('hex') }];
  if (shipped) return { ...npmComponent(shipped), hashes };
  const tool = npmComponent({ ...locked, parts: ['tools'] });
  return { ...tool, scope: 'excluded', hashes }; // what builds and tests, and is in nothing that runs
}

/** The inventory of a program, a value. */
export function inventory(program, now = new Date()) {
  const shipped = new Map(npmPackages().map((one) => [`${one.name}@${one.version}`, one]));
  const compiled = installed(compiledIn().map(({ name }) => name)).map(debianComponent);
  const components = [
    ...installed(linkedPackages(program)).map(debianComponent),
    ...compiled.map((one) => ({
      ...one,
      properties: [...one.properties, { name: 'housing-trends:linked', value: 'compiled in' }],
    })),
    ...lockedPackages().map((locked) => lockedComponent(locked, shipped.get(`${locked.name}@${locked.version}`))),
  ];
  return billOf('application', program, components, now);
}

function main([program = 'build/release/housing', file]) {
  if (program === '--help') return console.log(kUsage);
  const text = `${JSON.stringify(inventory(resolve(projectRoot, program)), null, 2)}\n`;
  if (file === undefined) process.stdout.write(text);
  else writeFileSync(file, text);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) main(process.argv.slice(2));
