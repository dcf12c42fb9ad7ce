// docs/licences.md is current, nothing without a known licence gets in, and the certificates of RDS are what they
// should be.
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { X509Certificate } from 'node:crypto';
import test from 'node:test';
import { libraryLicence, npmPackages } from '../../deploy/lib/inventory.mjs';
import { page } from '../../deploy/licences.mjs';
import { bundle, collection, kRegions, usableRoots } from '../../deploy/rds-ca.mjs';
import { binary, skipWithout, text } from './support/project.mjs';

const debian = existsSync('/usr/bin/dpkg-query') ? {} : { 'dpkg-query': 'the licences are read on Debian 12' };
const skip = skipWithout('licences', debian, { [binary]: 'make build' });

test('docs/licences.md is current', { skip }, () => {
  assert.equal(text('docs/licences.md'), page(binary), 'run: node deploy/licences.mjs --write');
});

test('a library nobody looked up is refused', () => {
  assert.throws(
    () => libraryLicence('libnew9'),
    /licence of libnew9 is not known: add it to deploy\/library-licences\.json/,
  );
});

test('every npm package in the image has a licence that allows it', () => {
  const allowed = /^(MIT|ISC|BSD-[23]-Clause|Apache-2\.0|0BSD|CC0-1\.0|CC-BY-4\.0|\(?MIT OR .*|Unlicense|MPL-2\.0)$/;
  const packages = npmPackages();
  assert.ok(packages.some(({ name }) => name === 'next') && packages.some(({ name }) => name === 'us-atlas'));
  const odd = packages.filter(({ licence }) => !allowed.test(licence ?? ''));
  assert.deepEqual(
    odd.map(({ name, licence }) => `${name}: ${licence}`),
    [],
  );
});

test('the certificates of RDS: roots of their own, of every region that is used, none expired', () => {
  const texts = collection();
  const roots = usableRoots(texts);
  assert.ok(roots.length > 50 && roots.length < texts.length, `${roots.length} of ${texts.length}`);
  assert.ok(roots.every((root) => new Date(root.validTo) > new Date()));
  const parts = bundle(roots).match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  assert.deepEqual(
    parts.map((part) => new X509Certificate(part).fingerprint256).sort(),
    roots.map((root) => root.fingerprint256).sort(),
  );
  const settings = JSON.parse(text('infrastructure/settings/environments.json'));
  for (const region of [settings.region, settings.recoveryRegion]) assert.ok(kRegions.includes(region), region);
});

test('a collection that lacks a region, or has expired, is refused', () => {
  const texts = collection();
  const without = texts.filter((one) => !new X509Certificate(one).subject.includes('us-west-2'));
  assert.throws(() => usableRoots(without), /no root certificate for us-west-2/);
  assert.throws(() => usableRoots(texts, new Date('2200-01-01')), /no root certificate for us-east-1/);
});
