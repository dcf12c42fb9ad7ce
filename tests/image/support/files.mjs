// The files of an image, each with what matters of it.
import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** @returns {{path, mode, uid, size, kind}[]} kind: folder, file, link or other; paths begin with / */
export function filesBelow(root, folder = '/') {
  return readdirSync(join(root, folder)).flatMap((name) => {
    const path = join(folder, name);
    const info = lstatSync(join(root, path));
    const kind = info.isDirectory() ? 'folder' : info.isSymbolicLink() ? 'link' : info.isFile() ? 'file' : 'other';
    const entry = { path, kind, mode: info.mode & 0o7777, uid: info.uid, size: info.size };
    return kind === 'folder' ? [entry, ...filesBelow(root, path)] : [entry];
  });
}
