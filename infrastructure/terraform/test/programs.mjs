// Where terraform, its provider and moto_server are, or what is missing and how to get it.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const kRoots = ['/opt', '/usr/local', '/usr/local/share', '/usr/share'];
const kProvider = 'registry.terraform.io/hashicorp/aws';
const kLeastVersion = [1, 11];

const foldersOf = (path) => {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name);
  } catch {
    return [];
  }
};

const isMirror = (root) => foldersOf(join(root, kProvider)).some((version) => /^5\.\d/.test(version));

// The root of a file-system mirror that holds hashicorp/aws 5.x.
export function findMirror(environment = process.env) {
  const named = environment.HOUSING_TEST_TERRAFORM_MIRROR;
  if (named) return isMirror(named) ? named : undefined;
  const near = kRoots.flatMap((root) => [root, ...foldersOf(root).map((name) => join(root, name))]);
  return near.find(isMirror);
}

function findOnPath(program) {
  const folders = (process.env.PATH ?? '').split(':');
  return folders.map((folder) => join(folder, program)).find((path) => existsSync(path));
}

function isRecent(terraform) {
  const { stdout } = spawnSync(terraform, ['version', '-json'], {
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_CLI_CONFIG_FILE: '/dev/null' },
  });
  const [major, minor] = (JSON.parse(stdout || '{}').terraform_version ?? '0.0').split('.').map(Number);
  return major > kLeastVersion[0] || (major === kLeastVersion[0] && minor >= kLeastVersion[1]);
}

// { terraform, mirror } or { missing: why }.
export function findTools() {
  const terraform = findOnPath('terraform');
  if (!terraform) return { missing: 'no `terraform` on PATH: install Terraform 1.11 or newer' };
  if (!isRecent(terraform))
    return { missing: `${terraform} is older than ${kLeastVersion.join('.')}: install a newer one` };
  const mirror = findMirror();
  if (mirror) return { terraform, mirror };
  const how = '`terraform providers mirror FOLDER` in infrastructure/terraform makes one';
  return { missing: `no mirror with ${kProvider} 5.x: set HOUSING_TEST_TERRAFORM_MIRROR to its folder (${how})` };
}

export function findMoto() {
  const moto = findOnPath('moto_server');
  return moto ? { moto } : { missing: 'no `moto_server` on PATH: `pip install "moto[server]"`' };
}
