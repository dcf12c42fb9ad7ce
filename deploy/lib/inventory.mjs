// What the image is made of, each with its licence: Debian's libraries in it, C++ headers compiled into the program,
// npm packages whose code or data is in the dashboard or the table of places.
// Errors: a library without a licence in library-licences.json is refused, so that somebody looks it up.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { requirePackage } from '../../tools/contract/lib/contract.mjs';

const root = resolve(fileURLToPath(new URL('../..', import.meta.url)));
const licences = JSON.parse(readFileSync(new URL('../library-licences.json', import.meta.url), 'utf8'));

// Libraries of [build] that are headers alone: they are in the program and not beside it.
const kHeaders = ['libboost1.81-dev', 'libcli11-dev', 'nlohmann-json3-dev'];
// Importers of pnpm-lock.yaml whose packages reach the image, and how. The tools around them do not.
const kImporters = { 'apps/web': 'dashboard', 'tools/gazetteer': 'table of places', deploy: 'certificates of RDS' };

export function libraryLicence(name) {
  if (name in licences) return licences[name];
  throw new Error(`the licence of ${name} is not known: add it to deploy/library-licences.json`);
}

/** The paragraphs of an image's var/lib/dpkg/status.d, as {name, version, source, architecture, licence}. */
export function debianPackages(imageRoot) {
  const folder = join(imageRoot, 'var/lib/dpkg/status.d');
  return readdirSync(folder)
    .sort()
    .map((file) => {
      const text = readFileSync(join(folder, file), 'utf8');
      const field = (name) => new RegExp(`^${name}: (.*)$`, 'm').exec(text)?.[1];
      const name = field('Package');
      return {
        name,
        version: field('Version'),
        source: field('Source')?.split(' ')[0] ?? name,
        architecture: field('Architecture'),
        licence: libraryLicence(name),
      };
    });
}

export function compiledIn() {
  const wanted = readFileSync(join(root, 'scripts/apt-packages.txt'), 'utf8');
  const used = kHeaders.filter((name) => new RegExp(`^${name.replaceAll('.', '\\.')}\\b`, 'm').test(wanted));
  return used.map((name) => ({ name, licence: libraryLicence(name) }));
}

// 19.3.1(react@19.3.1) -> 19.3.1
const bare = (version) => version.replace(/\(.*$/, '');

// Everything that `importer` depends on to run, as the lock file's keys.
function closure(lock, importer) {
  const direct = Object.entries(lock.importers[importer]?.dependencies ?? {});
  const waiting = direct.map(([name, { version }]) => [name, version]);
  const found = new Map();
  while (waiting.length > 0) {
    const [name, version] = waiting.pop();
    const key = `${name}@${version}`;
    if (found.has(key)) continue;
    found.set(key, { name, version: bare(version) });
    const { dependencies = {} } = lock.snapshots[key] ?? {};
    waiting.push(...Object.entries(dependencies));
  }
  return [...found.entries()];
}

// pnpm keeps a package once, in a folder whose name begins as the lock file's key does.
function npmLicence(name, version) {
  const store = join(root, 'node_modules/.pnpm');
  const start = `${name.replace('/', '+')}@${version}`;
  const folder = readdirSync(store).find((entry) => entry === start || entry.startsWith(`${start}_`));
  const file = folder && join(store, folder, 'node_modules', name, 'package.json');
  if (!file || !existsSync(file)) return undefined;
  const { license } = JSON.parse(readFileSync(file, 'utf8'));
  return typeof license === 'string' ? license : license?.type;
}

/** @returns {{name, version, licence, parts}[]} sorted by name; licence is undefined where it is not installed */
export function npmPackages() {
  const lock = requirePackage('yaml').parse(readFileSync(join(root, 'pnpm-lock.yaml'), 'utf8'));
  const packages = new Map();
  for (const [importer, part] of Object.entries(kImporters)) {
    for (const [, { name, version }] of closure(lock, importer)) {
      const known = packages.get(`${name}@${version}`);
      const parts = [...(known?.parts ?? []), part];
      packages.set(`${name}@${version}`, { name, version, licence: npmLicence(name, version), parts });
    }
  }
  return [...packages.values()].sort((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
}
