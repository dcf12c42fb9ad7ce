// The inventory of the program: every library it loads and every npm package of the lock file is in it, each with its
// version, and one that is missing is noticed.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import test, { before } from 'node:test';
import { inventory, lockedPackages } from '../../tools/security/inventory.mjs';
import { binary, skipWithout } from '../image/support/project.mjs';

const skip = skipWithout(
  'inventory',
  { 'dpkg-query': 'the versions are read on Debian 12', ldd: 'apt-get install libc-bin' },
  { [binary]: 'make build' },
);
let made;
before(() => {
  if (!skip) made = inventory(binary);
});
const ask = (command, ...args) => execFileSync(command, args, { encoding: 'utf8' });

/** Libraries as the loader finds them, each with its package as dpkg knows it: not by way of the tool itself. */
function loaded() {
  const found = [...ask('ldd', binary).matchAll(/(?:=> |^\s+)(\/\S+) \(/gm)].map(([, path]) => realpathSync(path));
  const paths = [...new Set(found.map((path) => path.replace(/^\/usr/, '')))];
  // dpkg knows some by the name from before /lib became /usr/lib, and says 1 since it does not know both.
  const both = paths.flatMap((path) => [path, `/usr${path}`]);
  const { stdout } = spawnSync('dpkg-query', ['--search', ...both], { encoding: 'utf8' });
  const owners = new Map(
    stdout
      .trim()
      .split('\n')
      .map((line) => line.split(': ').toReversed())
      .map(([path, name]) => [path.replace(/^\/usr/, ''), name.split(':')[0]]),
  );
  return paths.map((path) => {
    assert.ok(owners.has(path), `${path} belongs to no package`);
    return { path, name: owners.get(path) };
  });
}
const missingOf = (bom, wanted) => {
  const known = new Set(bom.components.map(({ name, version }) => `${name}@${version}`));
  return wanted.filter(({ name, version }) => !known.has(`${name}@${version}`)).map(({ name }) => name);
};
const versionOf = (name) => ask('dpkg-query', '--show', '--showformat=${Version}', name);

test('every library that is loaded is there, with the version that is installed', { skip }, () => {
  const libraries = loaded().map((one) => ({ ...one, version: versionOf(one.name) }));
  assert.ok(libraries.length > 30 && libraries.some(({ name }) => name.startsWith('libssl')));
  assert.deepEqual(missingOf(made, libraries), []);
  const without = { ...made, components: made.components.filter(({ name }) => name !== 'libargon2-1') };
  assert.deepEqual(missingOf(without, libraries), ['libargon2-1'], 'one that is left out is noticed');
});

test('every npm package is there, with the digest of the lock file', { skip }, () => {
  const locked = lockedPackages();
  assert.ok(locked.length > 300);
  assert.deepEqual(missingOf(made, locked), []);
  assert.deepEqual(missingOf(made, [...locked, { name: 'left-pad', version: '1.3.0' }]), ['left-pad']);
  for (const { name, hashes } of made.components.filter(({ purl }) => purl.startsWith('pkg:npm/')))
    assert.match(hashes[0].content, /^[0-9a-f]{128}$/, name);
  const next = made.components.find(({ name }) => name === 'next');
  assert.equal(next.scope, undefined, 'what runs is not called a tool');
});

test('it is CycloneDX 1.5 with every component once', { skip }, () => {
  assert.deepEqual([made.bomFormat, made.specVersion, made.version], ['CycloneDX', '1.5', 1]);
  const refs = made.components.map((component) => component['bom-ref']);
  assert.equal(new Set(refs).size, refs.length);
  for (const { type, name, version, purl } of made.components)
    assert.ok(type === 'library' && name && version && /^pkg:(deb|npm)\/.+@.+/.test(purl), name);
  assert.match(made.metadata.component.hashes[0].content, /^[0-9a-f]{64}$/);
  for (const ref of made.dependencies[0].dependsOn) assert.ok(refs.includes(ref));
});

test('a package without a digest in the lock file is refused', { skip }, () => {
  const text = 'packages:\n  "a@1.0.0":\n    resolution: { tarball: "http://x" }\n';
  assert.deepEqual(lockedPackages(text), [{ name: 'a', version: '1.0.0', integrity: undefined }]);
  for (const { name, integrity } of lockedPackages()) assert.match(integrity ?? '', /^sha512-/, name);
});
