// The Dockerfile and what it may see, read as text: nothing ties it to one kind of processor, nothing secret or large
// is handed to it, its packages are enough for what the program is linked with.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { path, text } from './support/project.mjs';

const dockerfile = text('deploy/Dockerfile');
const lines = dockerfile.split('\n').filter((line) => line && !line.startsWith('#'));
const scripts = ['image-root.sh', 'with-ca.sh', 'build-image.sh'].map((name) => `deploy/${name}`);

test('no word of one kind of processor', () => {
  const words = /x86|amd64|aarch64|arm64|i386|linux-gnu/i;
  assert.deepEqual(
    lines.filter((line) => words.test(line)),
    [],
  );
  for (const file of [...scripts.slice(0, 2), 'deploy/runtime-packages.txt'])
    assert.doesNotMatch(text(file), words, file);
});

test('every stage is built on another of its stages, on Debian or on nothing', () => {
  const stages = [];
  for (const line of lines.filter((one) => one.startsWith('FROM '))) {
    const [, from, name] = /^FROM (\S+) AS (\S+)$/.exec(line) ?? assert.fail(line);
    const allowed = ['scratch', '${DEBIAN}', '${TAKE}', '${TAKE}-web', ...stages];
    assert.ok(allowed.includes(from), `${name} is built on ${from}`);
    stages.push(name);
  }
  for (const take of ['source', 'tree']) for (const end of ['', '-web']) assert.ok(stages.includes(take + end));
  assert.equal(stages.at(-1), 'housing', 'the target that is built when none is named');
});

test('what is copied exists, and reaches the builder', () => {
  const ignored = text('.dockerignore').split('\n');
  const shown = (file) =>
    ignored.some((line) => line.startsWith('!') && (file === line.slice(1) || file.startsWith(`${line.slice(1)}/`)));
  const built = /^(build\/|apps\/web\/out)/;
  for (const line of lines.filter((one) => one.startsWith('COPY ') && !one.includes('--from'))) {
    for (const source of line
      .split(' ')
      .slice(1, -1)
      .filter((one) => one !== '.')) {
      if (!built.test(source)) assert.ok(existsSync(path(source)), source);
      assert.ok(shown(source), `.dockerignore hides ${source}`);
    }
  }
});

test('the builder sees neither history nor secrets nor what was built, but what it takes', () => {
  const ignored = text('.dockerignore').split('\n');
  assert.equal(
    ignored.find((line) => line && !line.startsWith('#')),
    '*',
    'all is hidden but what is named',
  );
  for (const name of ['.git', 'data', 'build', 'infrastructure', 'node_modules'])
    assert.ok(!ignored.includes(`!${name}`), name);
  for (const name of ['**/node_modules', '**/.env*', 'deploy/tls']) assert.ok(ignored.includes(name), name);
});

test('the variables it sets are known to the program, and hold nothing secret', () => {
  const set = [...dockerfile.matchAll(/\b(HOUSING_[A-Z_]+)=/g)].map(([, name]) => name);
  assert.deepEqual([...new Set(set)].sort(), ['HOUSING_ADDRESS', 'HOUSING_DATA_DIR', 'HOUSING_WEB_DIR']);
  const known = text('src/main/environment.cpp');
  for (const name of set) assert.ok(known.includes(`"${name}"`), name);
});

test('the version that is labelled is the one that is built', () => {
  const [, version] = /^project\(.* VERSION ([0-9.]+)/m.exec(text('CMakeLists.txt'));
  assert.ok(lines.includes(`ARG VERSION=${version}`), `ARG VERSION is not ${version}`);
});

test('every development package of the build has its library among the runtime packages', () => {
  const build = /\[build\]\n([^[]*)/.exec(text('scripts/apt-packages.txt'))[1];
  const wanted = build
    .split('\n')
    .map((line) => line.replace(/ *#.*/, ''))
    .filter((name) => /^lib.*-dev$/.test(name));
  const runtime = text('deploy/runtime-packages.txt');
  const kHeadersAlone = /^lib(boost|cli11)/;
  const stem = (name) =>
    name
      .replace(/-dev$/, '')
      .replace(/^libhowardhinnant-date$/, 'libdate-tz')
      .replace(/4?-openssl$/, '');
  for (const name of wanted.filter((one) => !kHeadersAlone.test(one)))
    assert.match(runtime, new RegExp(`^${stem(name)}[-0-9.]*\\b`, 'm'), `the library of ${name}`);
});

test('every script can be run and says what it does', () => {
  for (const file of scripts) {
    assert.ok(statSync(path(file)).mode & 0o100, `${file} may be run`);
    assert.match(execFileSync(path(file), ['--help'], { encoding: 'utf8' }), /^usage: /);
  }
});

test('a program whose library is missing is refused with its name', (context) => {
  const folder = mkdtempSync(join(tmpdir(), 'housing-image-root-'));
  try {
    // `ldd` as it answers for such a program.
    const bin = join(folder, 'bin');
    mkdirSync(bin);
    writeFileSync(join(bin, 'ldd'), '#!/bin/sh\necho "	libnone.so.7 => not found"\n', { mode: 0o755 });
    const env = { ...process.env, PATH: `${bin}:${process.env.PATH}` };
    const { status, stderr } = spawnSync(path('deploy/image-root.sh'), ['/bin/true', join(folder, 'root')], {
      env,
      encoding: 'utf8',
    });
    assert.equal(status, 1, stderr);
    assert.match(stderr, /not here: libnone\.so\.7; name its package in deploy\/runtime-packages\.txt/);
    assert.ok(!existsSync(join(folder, 'root')), 'nothing is gathered');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  context.diagnostic('ldd was a stand-in');
});
