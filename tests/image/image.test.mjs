// The image as it is shipped: built from deploy/Dockerfile, looked through, run as a task is run.
// Takes the program and dashboard of this tree; HOUSING_TEST_IMAGE_FULL=1 builds them inside, which takes minutes.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { linkedPackages } from '../../deploy/licences.mjs';
import { billOfMaterials } from '../../deploy/sbom.mjs';
import { Containers, full, skipWithoutContainers } from './support/containers.mjs';
import { filesBelow } from './support/files.mjs';
import { binary, freePort } from './support/project.mjs';

// Of each image; 60 of them are what draws PNG (docs/decisions/0015): what suddenly is larger is looked at.
const kMaxMb = 115;
const kUser = 10001;
const kStartMs = 20_000;
const kVolume = 'housing-test-data';
const skip = skipWithoutContainers();

let containers, images, files, root;
before(
  async () => {
    if (skip) return;
    containers = new Containers();
    images = { housing: await containers.build('housing'), complete: await containers.build('complete') };
    root = await containers.filesOf(images.complete);
    files = filesBelow(root);
  },
  { timeout: full ? 3_600_000 : 600_000 },
);
after(async () => {
  await containers?.podman('volume', 'rm', '--force', kVolume).catch(() => {});
  await containers?.close();
});

const inspect = async (name, type) => JSON.parse(await containers.podman('inspect', '--type', type, name))[0];

test('the image says what it is, how it starts and how one sees that it is well', { skip }, async () => {
  for (const image of Object.values(images)) {
    const { Config: config, Healthcheck: check } = await inspect(image, 'image');
    assert.equal(config.User, '10001:10001');
    assert.deepEqual(config.Entrypoint, ['/usr/local/bin/housing']);
    assert.deepEqual(config.Cmd, ['serve']);
    assert.deepEqual(Object.keys(config.ExposedPorts), ['8080/tcp']);
    assert.deepEqual(Object.keys(config.Volumes), ['/var/lib/housing']);
    assert.deepEqual((check ?? config.Healthcheck).Test, ['CMD', '/usr/local/bin/housing', 'health']);
    assert.equal(config.Labels['org.opencontainers.image.licenses'], 'Apache-2.0');
    assert.equal(config.Labels['org.opencontainers.image.revision'], 'of-a-test');
    assert.deepEqual(
      config.Env.filter((line) => /secret|password|token|key/i.test(line)),
      [],
    );
  }
});

test(`the images are under ${kMaxMb} MB`, { skip }, async (context) => {
  for (const [name, image] of Object.entries(images)) {
    const { Size: bytes } = await inspect(image, 'image');
    context.diagnostic(`${name}: ${(bytes / 1e6).toFixed(1)} MB`);
    assert.ok(bytes < kMaxMb * 1e6, `${name} has ${bytes} bytes`);
  }
});

test('there is no shell, compiler, package manager, history or secret in it', { skip }, () => {
  const programs = files.filter(({ path, kind, mode }) => kind === 'file' && mode & 0o111 && !/\.so(\.|$)/.test(path));
  assert.deepEqual(
    programs.map(({ path }) => path),
    ['/usr/local/bin/housing'],
  );
  const bad = /\/(\.[^/]+|root|home|src|[^/]*_history|[^/]*\.(key|env|a|o|h|hpp|cpp|map)|id_[a-z0-9]+|node_modules)$/;
  assert.deepEqual(
    files.filter(({ path }) => bad.test(path)).map(({ path }) => path),
    [],
  );
  const small = files.filter(({ kind, size }) => kind === 'file' && size < 100_000);
  const withKey = small.filter(({ path }) => /BEGIN [A-Z ]*PRIVATE KEY/.test(readFileSync(join(root, path), 'latin1')));
  assert.deepEqual(
    withKey.map(({ path }) => path),
    [],
  );
});

test('nothing in it gives rights, and its user owns the data folder alone', { skip }, () => {
  const kept = files.filter(({ kind }) => kind !== 'link');
  assert.deepEqual(
    kept.filter(({ mode }) => mode & 0o6000).map(({ path }) => path),
    [],
    'setuid or setgid',
  );
  assert.deepEqual(
    kept.filter(({ mode }) => mode & 0o002).map(({ path }) => path),
    ['/tmp'],
    'everybody may write',
  );
  assert.deepEqual(
    kept.filter(({ uid }) => uid !== 0).map(({ path, uid }) => [path, uid]),
    [['/var/lib/housing', kUser]],
  );
  assert.deepEqual(
    kept.filter(({ kind }) => kind === 'other'),
    [],
    'devices or sockets',
  );
});

test('certificates and time zones are there', { skip }, () => {
  const bundle = readFileSync(join(root, 'etc/ssl/rds-ca.pem'), 'utf8');
  const roots = bundle.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
  assert.ok(roots.length > 50, `${roots.length} certificates of RDS`);
  for (const text of roots) assert.match(new X509Certificate(text).subject, /Amazon RDS/);
  assert.match(readFileSync(join(root, 'etc/ssl/certs/ca-certificates.crt'), 'utf8'), /BEGIN CERTIFICATE/);
  assert.equal(readFileSync(join(root, 'usr/share/zoneinfo/America/New_York')).subarray(0, 4).toString(), 'TZif');
});

test('its packages are those of the libraries it is linked with, each with its terms', { skip }, () => {
  const noted = files
    .filter(({ path }) => path.startsWith('/var/lib/dpkg/status.d/'))
    .map(({ path }) => path.split('/').at(-1));
  if (!full) assert.deepEqual(noted.sort(), linkedPackages(binary).sort());
  for (const name of noted)
    assert.ok(
      files.some(({ path }) => path === `/usr/share/doc/${name}/copyright`),
      `the copyright of ${name}`,
    );
  assert.ok(files.some(({ path }) => path === '/usr/share/doc/housing/LICENSE'));
});

test('its bill of materials is complete and of the form CycloneDX has', { skip }, () => {
  const bill = billOfMaterials(root);
  assert.deepEqual([bill.bomFormat, bill.specVersion, bill.version], ['CycloneDX', '1.5', 1]);
  const refs = bill.components.map((component) => component['bom-ref']);
  assert.equal(new Set(refs).size, refs.length, 'references are unique');
  assert.deepEqual(bill.dependencies[0].dependsOn, refs);
  const named = (name) => bill.components.find((component) => component.name === name);
  assert.match(named('libc6').purl, /^pkg:deb\/debian\/libc6@2\.36-[^?]+\?arch=\w+&distro=debian-12$/);
  assert.deepEqual(named('libc6').licenses, [{ license: { id: 'LGPL-2.1-or-later' } }]);
  assert.match(named('next').purl, /^pkg:npm\/next@\d+\.\d+\.\d+$/);
  assert.ok(named('libboost1.81-dev'));
  for (const { name, type, licenses } of bill.components) {
    assert.equal(type, 'library', name);
    assert.ok(licenses?.length === 1, `${name} has a licence`);
  }
  assert.match(bill.metadata.component.hashes[0].content, /^[0-9a-f]{64}$/);
});

test('it runs: version, demo data, pages, health, and an orderly end', { skip, timeout: 120_000 }, async (context) => {
  const image = images.complete;
  const once = (...command) =>
    containers.runHoused(image, {
      options: ['--rm', '--network', 'none', '--volume', `${kVolume}:/var/lib/housing`],
      command,
    });
  const here = execFileSync(binary, ['version'], { encoding: 'utf8' }).trim();
  assert.equal(await once('version'), here);
  await assert.rejects(once('demo', '--data-dir', '/usr/share/housing/data'), /Read-only file system|read-only/i);
  await once('demo');

  const name = `housing-test-${process.pid}`;
  const port = await freePort();
  const options = ['--detach', '--name', name, '--network', 'host', '--env', `HOUSING_PORT=${port}`];
  await containers.runHoused(image, { options: [...options, '--volume', `${kVolume}:/var/lib/housing`] });
  try {
    const url = `http://127.0.0.1:${port}`;
    for (const until = Date.now() + kStartMs; ; await sleep(100)) {
      const ready = await fetch(`${url}/health/ready`).then(
        ({ status }) => status,
        () => 0,
      );
      if (ready === 200) break;
      assert.ok(Date.now() < until, `not ready: ${await containers.podman('logs', name)}`);
    }
    const page = await (await fetch(`${url}/region/metro-41860`)).text();
    assert.match(page, /<!DOCTYPE html>.*_next\/static/s);
    const { regions } = await (await fetch(`${url}/api/v1/regions?q=San%20Francisco`)).json();
    assert.equal(regions[0].id, 'metro-41860');

    await context.test('as user 10001, without rights, on a root that nobody can write', async () => {
      const { State: state } = await inspect(name, 'container');
      const status = readFileSync(`/proc/${state.Pid}/status`, 'utf8');
      assert.match(status, /^Uid:\t10001\t10001\t10001\t10001$/m);
      assert.match(status, /^Gid:\t10001\t10001\t10001\t10001$/m);
      for (const kind of ['CapEff', 'CapPrm', 'CapBnd']) assert.match(status, new RegExp(`^${kind}:\\t0+$`, 'm'));
      assert.match(status, /^NoNewPrivs:\t1$/m);
      const mounts = readFileSync(`/proc/${state.Pid}/mountinfo`, 'utf8').split('\n');
      const options = (place) =>
        mounts
          .find((line) => line.split(' ')[4] === place)
          .split(' ')[5]
          .split(',');
      assert.ok(options('/').includes('ro'), 'root');
      assert.ok(options('/var/lib/housing').includes('rw'), 'data folder');
    });
    await context.test('its health check passes, and fails where nothing answers', async () => {
      await containers.podman('healthcheck', 'run', name);
      const elsewhere = ['exec', '--env', `HOUSING_PORT=${await freePort()}`, name];
      await assert.rejects(
        containers.podman(...elsewhere, '/usr/local/bin/housing', 'health'),
        ({ code }) => code === 1,
      );
    });
    await containers.podman('stop', '--time', '20', name);
    const { State: ended } = await inspect(name, 'container');
    assert.deepEqual([ended.ExitCode, ended.OOMKilled], [0, false]);
  } finally {
    await containers.podman('rm', '--force', name);
  }
});
