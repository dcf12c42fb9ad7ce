// An installation to put load on: demo data in a folder of its own, API processes on loopback, and what /proc says of
// one of them. It measures nothing by itself.
import { cpSync, existsSync, readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Processes, projectRoot, until } from '../cloud/process.mjs';

const kStartSeconds = 60;
const kPortLine = /"msg":"listening".*?"port":(\d+)/;

export const binary = resolve(projectRoot, process.env.HOUSING_BIN ?? 'build/release/housing');
export const webFolder = resolve(projectRoot, process.env.HOUSING_WEB_DIR ?? 'apps/web/out');
export const whyNotProgram = () => !existsSync(binary) && `there is no ${binary}: make build, or set HOUSING_BIN`;

export class Installation {
  /** `folder`: for everything that is written. */
  constructor(folder) {
    Object.assign(this, { folder, data: join(folder, 'data'), processes: new Processes(folder) });
  }
  /** Data: a copy of the data folder `from`, or made-up ones of every place. */
  prepare = async (from) => void (from ? cpSync(from, this.data, { recursive: true }) : await this.run('demo'));
  /** A command of the program to its end; what it wrote. */
  run = (command, ...args) =>
    this.processes.runOk(command, binary, [...command.split(' '), '--data-dir', this.data, ...args]);
  async addPerson(email, password) {
    // The password comes from standard input, which these processes have none of.
    const script = `printf '%s\\n' "$1" | "$2" user add --data-dir "$3" "$4"`;
    await this.processes.runOk('user', 'sh', ['-c', script, 'sh', password, binary, this.data, email]);
  }
  /** `housing serve` on a free port: {pid, port, base, stop(), log()}. */
  async serve(...args) {
    const web = existsSync(webFolder) ? ['--web', webFolder] : [];
    const all = ['serve', '--data-dir', this.data, '--port', '0', '--no-access-log', ...web, ...args];
    const server = this.processes.start('serve', binary, all);
    const listening = () => {
      if (!server.isRunning()) throw new Error(`housing serve ended:\n${server.log().slice(-2000)}`);
      return Number(kPortLine.exec(server.log())?.[1]);
    };
    const port = await until(listening, kStartSeconds, 'the API');
    return Object.assign(server, { port, base: `http://127.0.0.1:${port}` });
  }
  stop = () => this.processes.stopAll();
}

const kilobytes = (text, name) => Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);

/** {rss, pss, anonymous (kB), descriptors, threads} of a running process. */
export function stateOf(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const memory = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return {
    rss: kilobytes(status, 'VmRSS'),
    pss: kilobytes(memory, 'Pss'),
    anonymous: kilobytes(memory, 'Anonymous'),
    descriptors: readdirSync(`/proc/${pid}/fd`).length,
    threads: Number(/^Threads:\s+(\d+)/m.exec(status)[1]),
  };
}

/** The value of a counter or gauge without labels in what GET /metrics says. */
export async function counterOf(base, name) {
  const text = await (await fetch(`${base}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
}
