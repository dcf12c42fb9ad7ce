// Builds the images with buildah and runs them with podman, in a store of their own below build/image-test, so that
// nothing of the machine's own images is touched. Their base is made by debootstrap from the packages apt uses here.
// HOUSING_TEST_IMAGE_FULL=1 builds everything from source inside, instead of taking what this machine built.
import { execFile, execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { binary, path, skipWithout, web } from './project.mjs';

const run = promisify(execFile);
const kBase = 'docker.io/library/debian:bookworm-slim';
const kMaxOutput = 64 << 20;
const folder = path('build/image-test');
export const full = process.env.HOUSING_TEST_IMAGE_FULL === '1';

const isDebian12 = () =>
  existsSync('/etc/os-release') && /VERSION_ID="12"/.test(readFileSync('/etc/os-release', 'utf8'));

export function skipWithoutContainers() {
  const install = (name) => `apt-get install ${name}`;
  const programs = Object.fromEntries(
    ['buildah', 'podman', 'runc', 'debootstrap'].map((name) => [name, install(name)]),
  );
  const built = full ? {} : { [binary]: 'make build', [join(web, 'index.html')]: 'make web' };
  const why = skipWithout('images', programs, built);
  if (why) return why;
  const other =
    process.getuid() !== 0 ? 'run as root' : !isDebian12() && 'what is taken into the image is built on Debian 12';
  if (other) console.error(`SKIP images: ${other}`);
  return other;
}

// What the tools leave mounted in the store would keep it from being removed.
function unmountStore() {
  const places = readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '');
  const ours = places
    .filter((place) => place.startsWith(`${folder}/`))
    .sort()
    .reverse();
  for (const place of ours) execFileSync('umount', [place]);
}

export class Containers {
  #store = ['--root', join(folder, 'storage'), '--runroot', join(folder, 'run')];

  // The store remembers where it is: one that was copied with the project's folder is of no use.
  constructor() {
    const place = join(folder, 'place');
    unmountStore();
    if (existsSync(folder) && !(existsSync(place) && readFileSync(place, 'utf8') === folder))
      rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    writeFileSync(place, folder);
  }

  async buildah(...args) {
    const { stdout } = await run('buildah', [...this.#store, ...args], { cwd: path('.'), maxBuffer: kMaxOutput });
    return stdout.trim();
  }

  async podman(...args) {
    const options = [...this.#store, '--cgroup-manager', 'cgroupfs', '--runtime', 'runc', '--events-backend', 'file'];
    const { stdout } = await run('podman', [...options, ...args], { maxBuffer: kMaxOutput });
    return stdout.trim();
  }

  /** As a task runs: nothing writable but the volume, no rights. Limits are said, since podman's may be above ours. */
  async runHoused(image, { options = [], command = [] }) {
    const limits = ['--ulimit', 'nofile=4096:4096', '--ulimit', 'nproc=4096:4096', '--health-interval', 'disable'];
    const least = ['--read-only', '--cap-drop', 'all', '--security-opt', 'no-new-privileges'];
    return this.podman('run', ...limits, ...least, ...options, image, ...command);
  }

  async #makeBase() {
    if (await this.buildah('images', '--quiet', '--filter', `reference=${kBase}`)) return;
    const apt = ['indextargets', '--format', '$(REPO_URI)', 'Created-By: Packages'];
    const targets = execFileSync('apt-get', apt, { encoding: 'utf8' }).split('\n');
    const mirror = targets.find((line) => /\/debian\/*$/.test(line))?.replace(/\/+$/, '');
    if (!mirror) throw new Error('apt knows no mirror of Debian here');
    const base = join(folder, 'bookworm');
    rmSync(base, { recursive: true, force: true });
    await run('debootstrap', ['--variant=minbase', 'bookworm', base, mirror], { maxBuffer: kMaxOutput });
    const security = mirror.replace(/debian$/, 'debian-security');
    const sources = [`${mirror} bookworm`, `${mirror} bookworm-updates`, `${security} bookworm-security`];
    writeFileSync(join(base, 'etc/apt/sources.list'), sources.map((line) => `deb ${line} main\n`).join(''));
    const container = await this.buildah('from', 'scratch');
    await this.buildah('add', '--quiet', container, base, '/');
    await this.buildah('commit', '--quiet', '--rm', container, kBase);
    rmSync(base, { recursive: true, force: true });
  }

  async build(target) {
    await this.#makeBase();
    if (!full) await run(process.execPath, [path('deploy/rds-ca.mjs')]);
    const { NODE_EXTRA_CA_CERTS: certificates } = process.env;
    const secret = full && certificates ? ['--secret', `id=ca,src=${certificates}`] : [];
    const take = ['--build-arg', `TAKE=${full ? 'source' : 'tree'}`, '--build-arg', 'REVISION=of-a-test'];
    const how = ['--isolation', 'chroot', '--format', 'docker', '--layers', '--pull-never', ...secret, ...take];
    const image = `localhost/housing-test:${target}`;
    await this.buildah('build', ...how, '--target', target, '--tag', image, '--file', 'deploy/Dockerfile', '.');
    return image;
  }

  /** The folder with the files of an image, until close(). */
  filesOf = (image) => this.podman('image', 'mount', image);

  async close() {
    await this.podman('image', 'umount', '--all', '--force').catch(() => {});
    await this.buildah('rmi', '--prune').catch(() => {}); // layers of older builds; the base stays
    unmountStore();
  }
}
