// A file system of its own that is small enough to be filled: ext4 in a file where there are loop devices, else memory.
// Needs root, since it is mounted. It goes away with close(), and when this process exits (not when it is killed).
//
//   const disk = new SmallDisk({ folder, megabytes: 64, account });   // account {uid, gid}: who may write there
//   await disk.begin();   disk.path;   disk.fill({ leave: 4096 });   disk.free();   await disk.close();
//
// fill() takes what room there is, of whoever writes (nothing is kept back for root), but for `leave` bytes; it may be
// called again after something was freed. free() gives all of it back.
import { execFileSync } from 'node:child_process';
import { chownSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, rmSync, statfsSync } from 'node:fs';
import { truncateSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { pause } from './process.mjs';

const kMegabyte = 1 << 20;
const kSmallest = 512; // the last bytes are taken in pieces of this size
const kUnmountTries = 20;

const quiet = (command, args) => execFileSync(command, args, { stdio: ['ignore', 'ignore', 'pipe'] });

// Rights to mount are not told by being root: a container's root has none.
function whyNoMount() {
  if (process.geteuid() !== 0) return 'a small disk is mounted, and that takes root';
  try {
    quiet('unshare', ['--mount', 'sh', '-c', 'mount -t tmpfs -o size=64k none /mnt']);
    return false;
  } catch {
    return 'this root may not mount file systems (a container without CAP_SYS_ADMIN)';
  }
}
export const whyNotSmallDisk = whyNoMount();

export class SmallDisk {
  #atExit = () => this.#unmountLazily();

  constructor({ folder, megabytes = 64, account }) {
    Object.assign(this, { folder, megabytes, account, path: join(folder, 'disk'), image: join(folder, 'disk.img') });
  }
  async begin() {
    if (whyNotSmallDisk) throw new Error(whyNotSmallDisk);
    mkdirSync(this.path, { recursive: true });
    this.kind = this.#mountExt4() ? 'ext4' : this.#mountMemory();
    process.once('exit', this.#atExit);
    if (this.account) for (const each of [this.folder, this.path]) chownSync(each, this.account.uid, this.account.gid);
  }
  #mountExt4() {
    try {
      writeFileSync(this.image, '');
      truncateSync(this.image, this.megabytes * kMegabyte);
      quiet('mkfs.ext4', ['-q', '-F', '-m', '0', this.image]);
      quiet('mount', ['-o', 'loop', this.image, this.path]);
      rmSync(join(this.path, 'lost+found'), { recursive: true });
      return true;
    } catch {
      rmSync(this.image, { force: true });
      return false;
    }
  }
  #mountMemory() {
    quiet('mount', ['-t', 'tmpfs', '-o', `size=${this.megabytes}m,mode=1777`, 'none', this.path]);
    return 'tmpfs';
  }

  get filler() {
    return join(this.path, '.filler');
  }
  /** Bytes that anybody can still write. */
  get room() {
    const { bavail, bsize } = statfsSync(this.path);
    return bavail * bsize;
  }
  fill({ leave = 0 } = {}) {
    this.#takeAtOnce(this.room - leave - kMegabyte);
    const file = openSync(this.filler, 'a');
    try {
      for (let size = kMegabyte; size >= kSmallest;) {
        const wanted = Math.min(size, leave ? this.room - leave : size);
        if (wanted < kSmallest || !this.#took(file, wanted)) size /= 2;
      }
    } finally {
      closeSync(file);
    }
  }
  // Most of it without writing, so that nobody waits for the disk.
  #takeAtOnce(bytes) {
    if (bytes <= 0 || existsSync(this.filler)) return;
    try {
      quiet('fallocate', ['--length', String(bytes), this.filler]);
    } catch {
      /* piece by piece, then */
    }
  }
  #took(file, bytes) {
    try {
      const written = writeSync(file, Buffer.alloc(bytes, 1));
      fsyncSync(file); // room is given out late: only what is on the disk has taken some
      return written === bytes;
    } catch (fault) {
      if (fault.code !== 'ENOSPC') throw fault;
      return false;
    }
  }
  free() {
    rmSync(this.filler, { force: true });
  }

  /** Whoever has files open there must have ended. */
  async close() {
    for (let i = 0; this.#isMounted() && i < kUnmountTries; ++i) {
      if (i > 0) await pause(100);
      try {
        quiet('umount', [this.path]);
      } catch {
        /* its user is about to end */
      }
    }
    const left = this.#isMounted();
    this.#unmountLazily();
    process.removeListener('exit', this.#atExit);
    rmSync(this.image, { force: true });
    if (left) throw new Error(`${this.path}: still in use`);
  }
  #isMounted = () => {
    try {
      quiet('mountpoint', ['-q', this.path]);
      return true;
    } catch {
      return false;
    }
  };
  #unmountLazily() {
    if (existsSync(this.path) && this.#isMounted()) quiet('umount', ['-l', this.path]);
    rmSync(this.image, { force: true });
  }
}
