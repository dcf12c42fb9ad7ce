#!/usr/bin/env node
// Writes the image's bill of materials, CycloneDX 1.5 as JSON: the program, Debian's libraries in the image (from the
// image's own list of packages), headers compiled in, npm packages.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compiledIn, debianPackages, npmPackages } from './lib/inventory.mjs';

const kUsage = `usage: sbom.mjs ROOT [FILE]
Writes the bill of materials (CycloneDX 1.5) of an image whose files are in the folder ROOT to FILE, or prints it.
The files of an image:  docker export $(docker create IMAGE) | tar --extract --directory ROOT`;

export const named = (licence) =>
  /^[A-Za-z0-9.-]+$/.test(licence) && !licence.startsWith('LicenseRef-')
    ? [{ license: { id: licence } }]
    : [{ expression: licence }];
const property = (name, value) => [{ name: `housing-trends:${name}`, value }];

export function debianComponent({ name, version, source, architecture, licence }) {
  const which = `${encodeURIComponent(name)}@${encodeURIComponent(version)}`;
  const purl = `pkg:deb/debian/${which}?arch=${architecture}&distro=debian-12`;
  const properties = property('source-package', source);
  return { type: 'library', 'bom-ref': purl, name, version, purl, licenses: named(licence), properties };
}

export function headerComponent({ name, licence }) {
  const properties = property('linked', 'compiled in');
  return { type: 'library', 'bom-ref': `header:${name}`, name, licenses: named(licence), properties };
}

export function npmComponent({ name, version, licence, parts }) {
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const licenses = licence === undefined ? undefined : named(licence);
  return {
    type: 'library',
    'bom-ref': purl,
    name,
    version,
    purl,
    licenses,
    properties: property('part', parts.join(', ')),
  };
}

/** The bill of materials of the image whose files are in `root`. */
export function billOfMaterials(root, now = new Date()) {
  const program = readFileSync(join(root, 'usr/local/bin/housing'));
  const sha256 = createHash('sha256').update(program).digest('hex');
  const components = [
    ...debianPackages(root).map(debianComponent),
    ...compiledIn().map(headerComponent),
    ...npmPackages().map(npmComponent),
  ];
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      timestamp: now.toISOString(),
      component: {
        type: 'container',
        'bom-ref': 'housing-trends',
        name: 'housing-trends',
        licenses: named('Apache-2.0'),
        hashes: [{ alg: 'SHA-256', content: sha256 }],
      },
    },
    components,
    dependencies: [{ ref: 'housing-trends', dependsOn: components.map((component) => component['bom-ref']) }],
  };
}

function main([root, file]) {
  if (root === undefined || root === '--help') {
    console.log(kUsage);
    return root === undefined ? 2 : 0;
  }
  const text = `${JSON.stringify(billOfMaterials(root), null, 2)}\n`;
  if (file === undefined) process.stdout.write(text);
  else writeFileSync(file, text);
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = main(process.argv.slice(2));
