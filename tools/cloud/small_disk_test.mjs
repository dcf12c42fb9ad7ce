import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { SmallDisk, whyNotSmallDisk } from './small_disk.mjs';

const kMegabytes = 16;
const kSome = 64 << 10;
const isFull = { code: 'ENOSPC' };

test('a small disk is filled, freed, and leaves nothing', { skip: whyNotSmallDisk }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'housing-disk-'));
  const disk = new SmallDisk({ folder, megabytes: kMegabytes });
  await disk.begin();
  try {
    const write = (name, bytes) => writeFileSync(join(disk.path, name), Buffer.alloc(bytes), { flush: true });
    assert.ok(disk.room > (kMegabytes / 2) << 20, `${disk.room} bytes`);
    write('before', kSome);
    disk.fill();
    assert.throws(() => write('full', kSome), isFull);
    rmSync(join(disk.path, 'full'), { force: true });
    assert.equal(readFileSync(join(disk.path, 'before')).length, kSome);

    disk.free();
    disk.fill({ leave: 4 * kSome });
    write('fits', kSome);
    assert.throws(() => write('does not', 8 * kSome), isFull);

    disk.free();
    write('again', kSome);
  } finally {
    await disk.close();
  }
  assert.equal(existsSync(join(disk.path, 'before')), false);
  assert.equal(existsSync(disk.image), false);
  rmSync(folder, { recursive: true });
});
