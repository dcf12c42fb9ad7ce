// Somebody who writes without a pause through the API, and keeps in mind what was acknowledged and when.
import { pause } from '../cloud/process.mjs';

const kPassword = 'correct horse battery';
const kPerPerson = 980; // below what one account may keep
const kPauseMs = 20;

export class Writer {
  /** [{text, at}]: notes that the API answered 201 for, in order; `at` in milliseconds. */
  acknowledged = [];
  /** Errors of what was not acknowledged: refused, or without an answer. */
  failures = [];
  #tried = 0; // each has a text of its own
  #session;

  /** `newAccount(email, password)` makes one. */
  constructor(newAccount) {
    this.newAccount = newAccount;
  }
  begin(base) {
    this.base = base;
    // An account of its own while all is well: to make one needs the mail, which may be what fails next.
    this.#session = undefined;
    this.stopped = false;
    this.going = this.#go();
  }
  async end() {
    this.stopped = true;
    await this.going;
  }
  async #go() {
    while (!this.stopped) {
      await this.#write().catch((fault) => {
        this.failures.push(fault);
      });
      await pause(kPauseMs);
    }
  }
  async #write() {
    if (!this.#session || this.#session.kept >= kPerPerson) await this.#signIn();
    const text = `note ${this.#tried++}`;
    const { cookie, csrf } = this.#session;
    const answer = await fetch(`${this.base}/api/v1/notes`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: cookie, 'X-CSRF-Token': csrf },
      body: JSON.stringify({ name: text, body: { region: 'us', text } }),
      signal: AbortSignal.timeout(5000),
    });
    if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
    this.#session.kept += 1;
    this.acknowledged.push({ text, at: Date.now() });
  }
  async #signIn() {
    this.people = (this.people ?? 0) + 1;
    const email = `writer${this.people}@example.org`;
    await this.newAccount(email, kPassword);
    const answer = await fetch(`${this.base}/api/v1/auth/login`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ email, password: kPassword }),
    });
    if (!answer.ok) throw new Error(`signing in: ${answer.status} ${await answer.text()}`);
    const [cookie] = answer.headers.getSetCookie().map((text) => text.split(';')[0]);
    this.#session = { cookie, csrf: (await answer.json()).csrf, kept: 0 };
  }

  /** What of it a database has: {kept, lost, holes, lostSeconds} when all ended at `ended`. */
  compare(names, ended) {
    const there = new Set(names);
    const first = this.acknowledged.findIndex(({ text }) => !there.has(text));
    if (first < 0) return { kept: this.acknowledged.length, lost: 0, holes: 0, lostSeconds: 0 };
    const after = this.acknowledged.slice(first);
    return {
      kept: this.acknowledged.length - after.filter(({ text }) => !there.has(text)).length,
      lost: after.filter(({ text }) => !there.has(text)).length,
      holes: after.filter(({ text }) => there.has(text)).length,
      lostSeconds: (ended - this.acknowledged[first].at) / 1000,
    };
  }
}
