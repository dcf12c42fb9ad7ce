#!/usr/bin/env node
// Packs ../canary/index.js into the zip file CloudWatch Synthetics wants: build/canary-HASH.zip, named after the
// script's SHA-256 so that a changed script is a changed canary. The entry is stored, its time fixed.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { crc32 } from 'node:zlib';

const kHere = dirname(fileURLToPath(import.meta.url));
const kHashDigits = 12;
const kEntry = 'nodejs/node_modules/index.js';
const kVersion = 20;
const kFirstOfJanuary1980 = (1 << 5) | 1;
const kUnixFile = 3 << 8;
const kReadableFile = 0o100644;

function record(signature, fields) {
  const size = fields.reduce((sum, [bytes]) => sum + bytes, 4);
  const buffer = Buffer.alloc(size);
  buffer.writeUInt32LE(signature);
  fields.reduce((at, [bytes, value]) => buffer.writeUIntLE(value, at, bytes), 4);
  return buffer;
}

// A zip archive of one stored file.
export function zipOf(name, content) {
  const path = Buffer.from(name);
  const common = [
    [2, kVersion],
    [2, 0],
    [2, 0],
    [2, 0],
    [2, kFirstOfJanuary1980],
    [4, crc32(content)],
    [4, content.length],
    [4, content.length],
    [2, path.length],
    [2, 0],
  ];
  const local = Buffer.concat([record(0x04034b50, common), path, content]);
  const attributes = [
    [2, 0],
    [2, 0],
    [2, 0],
    [4, kReadableFile * 0x10000],
    [4, 0],
  ];
  const central = Buffer.concat([record(0x02014b50, [[2, kUnixFile | kVersion], ...common, ...attributes]), path]);
  const end = record(0x06054b50, [
    [2, 0],
    [2, 0],
    [2, 1],
    [2, 1],
    [4, central.length],
    [4, local.length],
    [2, 0],
  ]);
  return Buffer.concat([local, central, end]);
}

export function writeCanary(script, folder) {
  const content = readFileSync(script);
  const hash = createHash('sha256').update(content).digest('hex').slice(0, kHashDigits);
  const path = join(folder, `canary-${hash}.zip`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(path, zipOf(kEntry, content));
  return path;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes('--help')) {
    console.log('usage: canary_zip.mjs\nPacks ../canary/index.js into build/ for terraform.');
  } else {
    console.log(writeCanary(join(kHere, '../canary/index.js'), join(kHere, 'build')));
  }
}
