// A wire between the program and a server that does not speak HTTP (PostgreSQL, Redis): it hands on byte for byte, and
// can be slow, cut, or dead without saying so. What it leads to can change, as a name in DNS does after a failover.
// For AWS there is faults.mjs.
import { connect, createServer } from 'node:net';
import { listen } from './process.mjs';

export class Link {
  /** How long every piece is under way, in each direction. */
  delayMs = 0;
  /** Whether new connections are refused. */
  isCut = false;
  /** Whether connections are taken and nothing goes through any more. */
  isSilent = false;
  #pairs = new Set();

  /** `targetPort`: where it leads to; can be changed, for connections that are made from then on. */
  async begin(targetPort) {
    this.targetPort = targetPort;
    this.server = createServer((near) => this.#join(near));
    this.port = (await listen(this.server)).port;
  }
  /** Ends every connection that there is. */
  drop() {
    for (const pair of this.#pairs) for (const socket of pair) socket.resetAndDestroy();
  }
  cut() {
    this.isCut = true;
    this.drop();
  }
  /** As new; what waited in silence is lost with its connection. */
  mend() {
    if (this.isSilent) this.drop();
    Object.assign(this, { isCut: false, isSilent: false, delayMs: 0 });
  }

  #join(near) {
    if (this.isCut) return near.resetAndDestroy();
    const far = connect(this.targetPort, '127.0.0.1');
    const pair = [near, far];
    this.#pairs.add(pair);
    this.#handOn(near, far);
    this.#handOn(far, near);
    const over = () => {
      this.#pairs.delete(pair);
      for (const socket of pair) socket.destroy();
    };
    for (const socket of pair) {
      socket.setNoDelay(true);
      socket.on('error', over);
      socket.on('close', over);
    }
    return undefined;
  }
  #handOn(from, to) {
    let last = Promise.resolve(); // keeps the order where the delay shrinks
    from.on('data', (piece) => {
      if (this.isSilent) return;
      if (this.delayMs === 0 && to.writable) {
        last = last.then(() => to.write(piece));
        return;
      }
      const arrived = new Promise((done) => setTimeout(done, this.delayMs));
      last = last.then(() => arrived).then(() => to.writable && to.write(piece));
    });
    from.on('end', () => last.then(() => to.end()));
  }
  close() {
    this.drop();
    this.server?.close();
  }
}
