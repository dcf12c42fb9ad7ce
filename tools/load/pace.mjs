// Clients at a fixed rate: so many questions a second over kept connections, whatever the answers take. What is still
// waited for when too much is open is counted as not asked, so that a server that hangs is seen and not hidden.
import { Agent, get } from 'node:http';

const kTickMs = 50;
const kMostOpen = 64;
const kPatienceMs = 30_000;

export class Pace {
  /** {status: count}; "failed" where no answer came. */
  answers = {};
  notAsked = 0;
  #open = 0;

  /** `next()` is the path asked next; `perSecond` of them. */
  constructor(port, next, perSecond) {
    Object.assign(this, { port, next, perSecond, agent: new Agent({ keepAlive: true, maxSockets: kMostOpen }) });
  }
  begin() {
    const began = performance.now();
    let asked = 0;
    this.timer = setInterval(() => {
      const due = Math.floor(((performance.now() - began) / 1000) * this.perSecond);
      for (; asked < due; asked += 1)
        if (this.#open < kMostOpen) this.#ask(this.next());
        else this.notAsked += 1;
    }, kTickMs);
  }
  #count(what) {
    this.answers[what] = (this.answers[what] ?? 0) + 1;
  }
  #ask(path) {
    this.#open += 1;
    const done = (what) => {
      this.#open -= 1;
      this.#count(what);
    };
    const headers = { 'Accept-Encoding': 'br' };
    const call = get({ host: '127.0.0.1', port: this.port, path, headers, agent: this.agent }, (answer) => {
      answer.resume();
      answer.once('close', () => done(answer.complete ? answer.statusCode : 'failed'));
    });
    call.setTimeout(kPatienceMs, () => call.destroy());
    call.once('error', () => done('failed'));
  }
  async end() {
    clearInterval(this.timer);
    const late = Date.now() + kPatienceMs;
    while (this.#open > 0 && Date.now() < late) await new Promise((done) => setTimeout(done, kTickMs));
    this.agent.destroy();
  }
}
