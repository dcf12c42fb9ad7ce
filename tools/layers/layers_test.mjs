// Each rule of src/LAYERS fires on a file that breaks it, and stays quiet on one that does not.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileFrom, projectRoot } from '../lib/files.mjs';
import { checkCpp } from './cpp.mjs';
import { parseLayers } from './spec.mjs';
import { checkWeb } from './web.mjs';

const spec = parseLayers(`
module base:
module ports: base
module http: base
module adapters/*: base ports
module stats: base
module testing: base
module main: base adapters/* http
tests: testing
library boost/: http
library boost/math/: stats
library curl/: adapters/curl
test-library gtest/
system sys/
forbid stats: base/clock.hpp fstream
web shared:
web features/*: shared features/*
web app: features/* shared
`);

const cpp = (path, ...lines) => checkCpp([fileFrom(path, lines.join('\n'))], spec).map((found) => found.message);
const web = (path, ...lines) => checkWeb([fileFrom(path, lines.join('\n'))], spec).map((found) => found.message);

test('a module includes itself, lower modules, the standard library and system headers', () => {
  const own = ['#include "ports/queue.hpp"', '#include "base/result.hpp"'];
  assert.deepEqual(cpp('src/ports/queue.cpp', ...own, '#include <vector>', '#include <sys/mman.h>'), []);
});

test('a lower module may not include a higher one, and the message names line and layers', () => {
  const found = checkCpp([fileFrom('src/base/a.cpp', '\n#include "ports/queue.hpp"')], spec);
  assert.equal(found[0].line, 2);
  assert.match(found[0].message, /base may not include ports \(src\/LAYERS:2\)/);
});

test('adapters see ports, never each other', () => {
  assert.deepEqual(cpp('src/adapters/s3/a.cpp', '#include "ports/queue.hpp"', '#include "adapters/s3/a.hpp"'), []);
  assert.match(cpp('src/adapters/s3/a.cpp', '#include "adapters/redis/b.hpp"')[0], /may not include adapters\/redis/);
});

test('main may name every adapter', () => {
  assert.deepEqual(cpp('src/main/a.cpp', '#include "adapters/redis/b.hpp"'), []);
});

test('a library belongs to its module; the longest prefix decides', () => {
  assert.deepEqual(cpp('src/http/a.cpp', '#include <boost/asio.hpp>'), []);
  assert.match(cpp('src/base/a.cpp', '#include <boost/asio.hpp>')[0], /belongs to http/);
  assert.deepEqual(cpp('src/base/a_test.cpp', '#include <boost/asio.hpp>'), []);
  assert.deepEqual(cpp('src/stats/a.cpp', '#include <boost/math/beta.hpp>'), []);
  assert.match(cpp('src/http/a.cpp', '#include <boost/math/beta.hpp>')[0], /belongs to stats/);
});

test('a library may belong to one folder of a kind', () => {
  assert.deepEqual(cpp('src/adapters/curl/a.cpp', '#include <curl/curl.h>'), []);
  assert.match(cpp('src/adapters/s3/a.cpp', '#include <curl/curl.h>')[0], /belongs to adapters\/curl/);
});

test('a library without a line is refused', () => {
  assert.match(cpp('src/base/a.cpp', '#include <absl/time.h>')[0], /does not know/);
});

test('test libraries and src/testing are for test files', () => {
  const lines = ['#include "testing/clock.hpp"', '#include <gtest/gtest.h>'];
  assert.deepEqual(cpp('src/base/a_test.cpp', ...lines), []);
  assert.equal(cpp('src/base/a.cpp', ...lines).length, 2);
});

test('forbidden headers are refused although the layer would allow them', () => {
  assert.equal(cpp('src/stats/a.cpp', '#include "base/clock.hpp"', '#include <fstream>').length, 2);
  assert.deepEqual(cpp('src/base/a.cpp', '#include "base/clock.hpp"', '#include <fstream>'), []);
});

test('a module without a line, and a header not written from src/ on, are refused', () => {
  assert.match(cpp('src/extra/a.cpp', '')[0], /no line in src\/LAYERS/);
  assert.match(cpp('src/base/a.cpp', '#include "result.hpp"')[0], /from src\/ on/);
});

test('web imports flow shared -> features -> app', () => {
  assert.deepEqual(web('apps/web/src/app/page.tsx', "import { a } from '@/features/trend';"), []);
  assert.deepEqual(web('apps/web/src/features/trend/a.ts', "import b from '../../shared/b';"), []);
  assert.match(web('apps/web/src/shared/a.ts', "import { a } from '@/features/trend';")[0], /shared may not import/);
  assert.match(web('apps/web/src/features/trend/a.ts', "const a = import('@/app/page');")[0], /may not import app/);
});

test('a feature is entered through its index only, by pages and by other features', () => {
  assert.deepEqual(web('apps/web/src/features/trend/a.ts', "import b from '@/features/search';"), []);
  assert.match(web('apps/web/src/features/trend/a.ts', "export * from '../search/b';")[0], /through its index/);
  assert.match(web('apps/web/src/app/page.tsx', "import b from '@/features/search/b';")[0], /through its index/);
  assert.match(web('apps/web/src/shared/a.ts', "import b from '@/features/search';")[0], /may not import/);
});

test('a LAYERS file with a mistake is refused with its line', () => {
  assert.throws(() => parseLayers('modul base:'), /LAYERS:1: not understood/);
  assert.throws(() => parseLayers('module base: base2'), /names base2/);
  assert.throws(() => parseLayers('module base:\nmodule base:'), /LAYERS:2: module base is there twice/);
});

test("the project's own src/LAYERS is readable", () => {
  assert.ok(parseLayers(readFileSync(join(projectRoot, 'src/LAYERS'), 'utf8')).modules.size > 5);
});
