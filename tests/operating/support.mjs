// What the tests of run-books share: a folder of programs that pages name and this machine has not, and the check that
// ends each page's file.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { atEnd } from '../accounts/support/process.mjs';
import { binary } from '../api/support/housing.mjs';
import { programs as found } from '../delivery/support/cloud.mjs';

/** A folder for PATH in which `housing` is the program under test, and `stand` names scripts that stand in. */
export function programs(stand = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'housing-programs-'));
  atEnd(() => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(folder, { recursive: true });
  symlinkSync(binary, join(folder, 'housing'));
  for (const [name, script] of Object.entries(stand)) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return folder;
}

/** The command line of AWS, asking `moto`: of version 1 some services are asked at their own address, whatever the
 * environment says. */
export const awsOn = (moto) => ({ aws: `exec '${found.aws}' --endpoint-url '${moto.url}' "$@"` });
export const askMoto =
  (moto, service) =>
  (...args) =>
    moto.cli('--endpoint-url', moto.url, service, ...args);

/** The environment of a shell in which `housing` is the program under test. */
export const shellEnvironment = (folder, more = {}) => ({
  PATH: `${folder}:${process.env.PATH}:/usr/sbin`,
  HOME: process.env.HOME,
  TZ: 'UTC',
  LC_ALL: 'C.UTF-8',
  ...more,
});

/** No command of the page is left out by silence: each was run, or its last section names it. */
export function assertNothingLeftOut(page) {
  assert.deepEqual(page.unnamed(), [], `${page.name}.md: neither run nor named in "What was tried, and how"`);
}
