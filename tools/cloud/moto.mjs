// moto_server in the place of AWS: signatures and policies are judged (moto/serve.py), and what AWS would keep stays
// over a restart.
import { execFileSync, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { Aws } from './aws.mjs';
import { freePort, projectRoot, until } from './process.mjs';

const script = join(projectRoot, 'tools/cloud/moto/serve.py');
const kStartSeconds = 60;

const kVersion = '5.2.1';
const ownPython = join(projectRoot, 'build/toolchain/moto/bin/python');

// The Python that moto is installed for: the one its program names in its first line, also behind a version manager.
function pythonOfMoto() {
  const find = (command) => spawnSync('sh', ['-c', command], { encoding: 'utf8' }).stdout.trim();
  let program = find('command -v moto_server');
  if (program.includes('/shims/')) program = find('pyenv which moto_server 2>/dev/null');
  if (!program) return existsSync(ownPython) ? ownPython : undefined;
  const [, python] = /^#!\s*(\S+)/.exec(readFileSync(realpathSync(program), 'latin1').slice(0, 200)) ?? [];
  return python;
}
let python = pythonOfMoto();
export const whyNotMoto = () => !python && 'there is no moto_server: pip install "moto[server]"';

/** Installs moto for the project alone, where there is none and a package index can be reached. */
export function installMoto() {
  if (python) return;
  const folder = join(projectRoot, 'build/toolchain/moto');
  execFileSync('python3', ['-m', 'venv', folder], { stdio: 'inherit' });
  execFileSync(ownPython, ['-m', 'pip', 'install', '--quiet', `moto[server]==${kVersion}`], { stdio: 'inherit' });
  python = ownPython;
}

export class Moto {
  constructor(processes, { account, region }) {
    const admin = { accessKey: 'CLOUDTOOLS', secretKey: randomBytes(20).toString('hex') };
    Object.assign(this, { processes, account, region, admin, state: join(processes.folder, 'moto-state') });
  }
  async begin() {
    if (!python) throw new Error(whyNotMoto());
    this.port ??= await freePort();
    this.url = `http://127.0.0.1:${this.port}`;
    this.aws = new Aws(this.url, this.region, this.admin);
    const env = {
      MOTO_ACCOUNT_ID: this.account,
      CLOUD_ADMIN_KEY: this.admin.accessKey,
      CLOUD_ADMIN_SECRET: this.admin.secretKey,
      PYTHONDONTWRITEBYTECODE: '1',
      // moto's own calls of AWS libraries must not look for credentials elsewhere.
      AWS_EC2_METADATA_DISABLED: 'true',
    };
    this.process = this.processes.start('moto', python, [script, String(this.port), this.state], { env });
    const ready = () => {
      if (!this.process.isRunning()) throw new Error(`moto ended:\n${this.process.log().slice(-2000)}`);
      return this.process.log().includes('ready');
    };
    await until(ready, kStartSeconds, 'moto');
  }
  stop = () => this.process.stop();

  /** {accessKey, secretKey, sessionToken, ends} of a role, by its ARN. */
  async assume(roleArn, session = 'cloud') {
    const xml = await this.aws.form('sts', 'AssumeRole', { RoleArn: roleArn, RoleSessionName: session });
    const told = (name) => new RegExp(`<${name}>([^<]+)</${name}>`).exec(xml)[1];
    const [accessKey, secretKey] = [told('AccessKeyId'), told('SecretAccessKey')];
    return { accessKey, secretKey, sessionToken: told('SessionToken'), ends: told('Expiration') };
  }
  /** What SES accepted, oldest first: [{source, destinations, raw_data…}]. */
  mails = async () => (await fetch(`${this.url}/cloud/mails`)).json();
}
