// CycloneDX 1.5: how a part is written, and the document around the parts.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

const kName = 'housing-trends';

const named = (licence) =>
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

/** What `program` (a file) is in: a `type` of CycloneDX, made of `components`; those that are excluded do not run. */
export function billOf(type, program, components, now) {
  const sha256 = createHash('sha256').update(readFileSync(program)).digest('hex');
  const needed = components.filter(({ scope }) => scope !== 'excluded');
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: {
      timestamp: now.toISOString(),
      component: {
        type,
        'bom-ref': kName,
        name: kName,
        licenses: named('Apache-2.0'),
        hashes: [{ alg: 'SHA-256', content: sha256 }],
      },
    },
    components,
    dependencies: [{ ref: kName, dependsOn: needed.map((component) => component['bom-ref']) }],
  };
}
