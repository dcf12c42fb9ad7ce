// Very many clients that hold connections and want nothing, and some that send or read as slowly as they can, while
// ordinary readers ask. Clients are spread over processes: each has its own limit of descriptors.
import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { pause } from '../cloud/process.mjs';
import { stateOf } from './installation.mjs';
import { sampleFor, summary } from './sampler.mjs';

const kMostPerProcess = 5000;
const kHoldSeconds = 120; // to open them all
const kGoneSeconds = 40; // the server drops who reads nothing after 30 s
const holder = fileURLToPath(new URL('holder.mjs', import.meta.url));

/** A child that holds; tell(message) and its next report. */
class Holder {
  constructor() {
    this.child = fork(holder, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'], env: { PATH: process.env.PATH } });
    this.ended = new Promise((done) => this.child.once('exit', done));
  }
  ask(message, seconds) {
    return new Promise((done, failed) => {
      const timer = setTimeout(() => failed(new Error(`clients: nothing within ${seconds} s`)), seconds * 1000);
      this.child.once('message', (report) => {
        clearTimeout(timer);
        if (report.event === 'fault') failed(new Error(`clients: ${report.what}`));
        else done(report);
      });
      this.child.send(message);
    });
  }
  async end() {
    this.child.kill('SIGKILL');
    await this.ended;
  }
}

function shares(counts) {
  const processes = Math.max(1, Math.ceil(Math.max(...Object.values(counts)) / kMostPerProcess));
  const share = (count, i) => Math.floor((count * (i + 1)) / processes) - Math.floor((count * i) / processes);
  return Array.from({ length: processes }, (_, i) =>
    Object.fromEntries(Object.entries(counts).map(([name, count]) => [name, share(count, i)])),
  );
}

/**
 * {before, during, after, alive, readers, senders, quiet, loaded, calm}: what /proc says of the server, how many idle
 * clients were answered at the end, and how soon ordinary readers were answered before, meanwhile and afterwards.
 * @param {{server: {pid, port}, makers, counts: {idle, senders, readers}, big: string, seconds: number}} options
 */
export async function held({ server, makers, counts, big, seconds }) {
  const sample = async () => {
    const seen = await sampleFor(seconds, server.port, makers);
    return Object.fromEntries(Object.keys(makers).map((kind) => [kind, summary(seen, kind)]));
  };
  const quiet = await sample();
  const before = stateOf(server.pid);
  const holders = shares(counts).map((share) => ({ share, one: new Holder() }));
  try {
    await Promise.all(holders.map(({ share, one }) => one.ask({ port: server.port, big, ...share }, kHoldSeconds)));
    const loaded = await sample();
    const during = stateOf(server.pid);
    const looks = await Promise.all(holders.map(({ one }) => one.ask('look', kHoldSeconds)));
    const sum = (name) => looks.reduce((total, look) => total + look[name], 0);
    await Promise.all(holders.map(({ one }) => one.end()));
    const end = Date.now() + kGoneSeconds * 1000;
    while (stateOf(server.pid).descriptors > before.descriptors && Date.now() < end) await pause(100);
    const after = stateOf(server.pid);
    const calm = await sample();
    return {
      before,
      during,
      after,
      quiet,
      loaded,
      calm,
      alive: sum('alive'),
      readers: sum('readers'),
      senders: sum('senders'),
    };
  } finally {
    await Promise.all(holders.map(({ one }) => one.end()));
  }
}
