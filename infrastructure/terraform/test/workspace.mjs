// A copy of the configuration in a scratch folder, made so that terraform reaches nobody: the provider from a local
// mirror, dummy credentials, no look-up of the account.
import { spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writeCanary } from '../canary_zip.mjs';

export const kRoot = join(dirname(fileURLToPath(import.meta.url)), '../../..');
const kUsed = [
  'contract',
  'amplify.yml',
  'infrastructure/settings',
  'infrastructure/canary/index.js',
  'infrastructure/cdk/lib',
  'infrastructure/terraform',
];
const kLeftOut = /(^|\/)(node_modules|\.terraform|\.terraform\.lock\.hcl|build|test)$|\.tfstate/;
const kAliases = { '.': ['', 'edge', 'recovery'], delivery: ['', 'devices'] };

const offline = (alias, endpoint) => `provider "aws" {
${alias && `  alias                       = "${alias}"\n`}  access_key                  = "offline"
  secret_key                  = "offline"
  allowed_account_ids         = null
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = "true"
${endpoint}}
`;

export class Workspace {
  constructor({ terraform, mirror }) {
    this.tools = { terraform, mirror };
    this.folder = mkdtempSync(join(tmpdir(), 'housing-terraform-'));
    for (const path of kUsed) {
      cpSync(join(kRoot, path), join(this.folder, path), {
        recursive: true,
        filter: (source) => !kLeftOut.test(source.slice(kRoot.length)),
      });
    }
    this.path = join(this.folder, 'infrastructure/terraform');
    this.archive = writeCanary(join(this.folder, 'infrastructure/canary/index.js'), join(this.path, 'build'));
    writeFileSync(join(this.folder, 'empty.tfrc'), '');
    for (const root of Object.keys(kAliases)) this.override(root);
  }

  // Other providers than AWS's, by an override file. `endpoint` is HCL inside each provider block.
  override(root, endpoint = '') {
    const text = kAliases[root].map((alias) => offline(alias, endpoint)).join('\n');
    mkdirSync(join(this.path, root), { recursive: true });
    writeFileSync(join(this.path, root, 'offline_override.tf'), text);
  }

  // Runs terraform; resolves to { code, stdout, stderr }.
  run(args, { root = '.', env = {} } = {}) {
    const child = spawn(this.tools.terraform, args, {
      cwd: join(this.path, root),
      env: {
        PATH: process.env.PATH,
        HOME: this.folder,
        TF_CLI_CONFIG_FILE: join(this.folder, 'empty.tfrc'),
        TF_IN_AUTOMATION: '1',
        CHECKPOINT_DISABLE: '1',
        AWS_EC2_METADATA_DISABLED: 'true',
        ...env,
      },
    });
    return new Promise((resolve, reject) => {
      const out = { stdout: '', stderr: '' };
      for (const name of ['stdout', 'stderr']) {
        child[name].setEncoding('utf8').on('data', (text) => {
          out[name] += text;
        });
      }
      child.on('error', reject).on('close', (code) => resolve({ code, ...out }));
    });
  }

  // The same, where anything but success is an error with what terraform said.
  async must(args, options) {
    const done = await this.run(args, options);
    if (done.code !== 0) throw new Error(`terraform ${args[0]} failed (${done.code}):\n${done.stdout}${done.stderr}`);
    return done;
  }

  init(root = '.') {
    return this.must(['init', '-input=false', '-no-color', `-plugin-dir=${this.tools.mirror}`], { root });
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
