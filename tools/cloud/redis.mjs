// Redis with a password, as ElastiCache has an AUTH token.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { freePort, until } from './process.mjs';

const kStartSeconds = 30;
const onPath = (name) => (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, name)));
export const whyNotRedis = !onPath('redis-server') && 'there is no redis-server: apt-get install redis-server';

export class Redis {
  constructor(processes) {
    Object.assign(this, { processes, folder: join(processes.folder, 'redis') });
    this.password = randomBytes(32).toString('hex');
  }
  async begin() {
    if (whyNotRedis) throw new Error(whyNotRedis);
    this.port ??= await freePort();
    mkdirSync(this.folder, { recursive: true });
    const args = ['--bind', '127.0.0.1', '--port', String(this.port), '--save', '', '--appendonly', 'no'];
    this.process = this.processes.start('redis', 'redis-server', [...args, '--requirepass', this.password], {
      cwd: this.folder,
    });
    await until(() => this.process.log().includes('Ready to accept connections'), kStartSeconds, 'Redis');
  }
}
