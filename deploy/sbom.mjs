#!/usr/bin/env node
// Writes the image's bill of materials, CycloneDX 1.5 as JSON: the program, Debian's libraries in the image (from the
// image's own list of packages), headers compiled in, npm packages.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { billOf, debianComponent, headerComponent, npmComponent } from './lib/cyclonedx.mjs';
import { compiledIn, debianPackages, npmPackages } from './lib/inventory.mjs';

const kUsage = `usage: sbom.mjs ROOT [FILE]
Writes the bill of materials (CycloneDX 1.5) of an image whose files are in the folder ROOT to FILE, or prints it.
The files of an image:  docker export $(docker create IMAGE) | tar --extract --directory ROOT`;

/** The bill of materials of the image whose files are in `root`. */
export function billOfMaterials(root, now = new Date()) {
  const components = [
    ...debianPackages(root).map(debianComponent),
    ...compiledIn().map(headerComponent),
    ...npmPackages().map(npmComponent),
  ];
  return billOf('container', join(root, 'usr/local/bin/housing'), components, now);
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
