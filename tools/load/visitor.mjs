// People with accounts, one after the other, who come, keep something, look at it, throw it away and leave, again and
// again. As many as there are so that nobody signs in more often than one may.
import { pause } from '../cloud/process.mjs';

const kPatienceMs = 10_000;

export class Visitor {
  visits = 0;
  faults = [];

  /** `emails`: of accounts that all have this password. */
  constructor(base, emails, password) {
    Object.assign(this, { base, emails, password });
  }
  begin(pauseMs) {
    this.stopped = false;
    this.going = (async () => {
      while (!this.stopped) {
        await this.#visit().catch((fault) => this.faults.push(String(fault)));
        for (let waited = 0; waited < pauseMs && !this.stopped; waited += 100) await pause(100);
      }
    })();
  }
  async end() {
    this.stopped = true;
    await this.going;
  }
  async #call(method, path, body, headers = {}) {
    const answer = await fetch(`${this.base}/api/v1${path}`, {
      method,
      headers: { ...(body && { 'Content-Type': 'application/json' }), ...headers },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(kPatienceMs),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 200)}`);
    return { json: text ? JSON.parse(text) : undefined, cookies: answer.headers.getSetCookie() };
  }
  async #visit() {
    const { emails, password } = this;
    const email = emails[this.visits % emails.length];
    const { json, cookies } = await this.#call('POST', '/auth/login', { email, password });
    const session = { Cookie: cookies.map((text) => text.split(';')[0]).join('; '), 'X-CSRF-Token': json.csrf };
    const note = { name: `visit ${this.visits}`, body: { region: 'us', text: 'seen' } };
    const { json: kept } = await this.#call('POST', '/notes', note, session);
    await this.#call('GET', '/notes', undefined, session);
    await this.#call('GET', '/me', undefined, session);
    await this.#call('DELETE', `/notes/${kept.id}`, undefined, session);
    await this.#call('POST', '/auth/logout', undefined, session);
    this.visits += 1;
  }
}
