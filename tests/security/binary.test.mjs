// How the program lies in memory: at addresses of the loader's choice, no stack that runs, relocations read-only before
// its first line; overrun arrays on the stack and in known buffers end it.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import test from 'node:test';
import { binary, skipWithout } from '../image/support/project.mjs';

const skip = skipWithout('binary', { readelf: 'apt-get install binutils' }, { [binary]: 'make build' });
const readelf = (...args) => execFileSync('readelf', ['-W', ...args, binary], { encoding: 'utf8' });

test('position-independent', { skip }, () => assert.match(readelf('-h'), /Type:\s+DYN/));

test('no stack that runs', { skip }, () => assert.match(readelf('-l'), /GNU_STACK\s+(0x\S+\s+){5}RW\s/));

test('compiled with the stack protector and fortified calls', { skip }, () => {
  const symbols = readelf('--dyn-syms');
  assert.match(symbols, /__stack_chk_fail/);
  assert.match(symbols, /__memcpy_chk/);
});

test('relocations are made at the start and read-only', { skip }, () => {
  assert.match(readelf('-l'), /GNU_RELRO/);
  const [flags] = /Flags: .*NOW.*/.exec(readelf('-d')) ?? [];
  assert.ok(flags, 'its dynamic section has the flag NOW');
});
