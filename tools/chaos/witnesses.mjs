// Who looks on while a part fails: readers who ask without a pause, somebody who writes without a pause, somebody with
// an alert, people who register. Each knows what they were promised, and afterwards it is held against what there is.
import { readers, kRegion } from '../../tests/cloud/support/system.mjs';
import { pause, until } from '../cloud/process.mjs';
import { Writer } from '../recovery/writer.mjs';

const kReaders = 3;
const kRegisterEveryMs = 400;
const kRegisterSeconds = 10;
const kRecoverSeconds = 180; // longer than a mail waits whose sender was killed
const kSecondLook = 1500; // a mail that is sent twice is sent soon after
const kPaths = [
  `/api/v1/series?region=${kRegion}&metric=home_value&last=1`,
  '/api/v1/regions?q=new',
  `/api/v1/regions/${kRegion}`,
  '/api/v1/rankings?type=metro&metric=home_value',
  '/health/ready',
];

/** Several texts to how often each is there. */
const counted = (texts) => texts.reduce((all, text) => all.set(text, (all.get(text) ?? 0) + 1), new Map());

export class Witnesses {
  #registered = [];

  constructor(stack, system) {
    Object.assign(this, { stack, system });
    this.writer = new Writer((email) => system.join(email));
  }

  /** Everything is well; somebody waits for the next release. `name` is the fault's. */
  async begin(name) {
    const { stack, system } = this;
    this.name = name;
    this.old = system.value();
    this.subscriber = await system.join();
    await system.alertFor(this.subscriber, name);
    this.wroteBefore = this.writer.acknowledged.length;
    this.failedBefore = this.writer.failures.length;
    this.writer.begin(stack.url);
    this.readers = readers(stack.url, kPaths, kReaders);
    await until(() => this.writer.acknowledged.length > this.wroteBefore, kRecoverSeconds, 'writing begins').catch(
      (error) => {
        throw this.writer.failures.at(-1) ?? error;
      },
    );
  }

  /** People register until this ends; those who were told 201 are promised a mail. */
  registrations() {
    let running = true;
    const going = (async () => {
      while (running) {
        const tried = this.system.register().then(
          (person) => this.#registered.push(person),
          () => undefined, // refused: nothing was promised
        );
        await Promise.race([tried, pause(kRegisterSeconds * 1000)]);
        await pause(kRegisterEveryMs);
      }
    })();
    return () => {
      running = false;
      return going;
    };
  }

  /** A release of the publisher, on its way. */
  async release() {
    this.released = this.system.release();
    await this.system.fire();
  }

  /** Until all that was promised is there: seconds from now. */
  async recovered() {
    const { system } = this;
    const begun = performance.now();
    await system.everyProcessShows(this.released, kRecoverSeconds);
    await until(async () => (await this.#alerts()).length > 0, kRecoverSeconds, 'the mail of the alert');
    for (const person of this.#registered) await system.firstLetter(person, kRecoverSeconds);
    const wrote = this.writer.acknowledged.length;
    await until(() => this.writer.acknowledged.length > wrote, kRecoverSeconds, 'writing goes on');
    await system.quiet(kRecoverSeconds);
    return (performance.now() - begun) / 1000;
  }
  #alerts = async () =>
    (await this.system.lettersTo(this.subscriber.email)).filter(({ subject }) => subject.includes(this.name));

  /** {reads, readFailures, slowestMs, wrongValues, writes, refusedWrites, lostWrites, doubledWrites, mails, lostMails,
   * doubledMails, repeatedMails}: counts of what was asked and promised, lists of what went wrong. */
  async end() {
    await pause(kSecondLook);
    await this.writer.end();
    const read = await this.readers.stop();
    const names = await this.stack.postgres.sql('SELECT name FROM saved_items');
    const there = counted(names.map(([name]) => name));
    const wrote = this.writer.acknowledged.slice(this.wroteBefore);
    const promised = [...this.#registered.map(({ email }) => email), this.subscriber.email];
    const letters = await this.system.letters();
    const lettersTo = (email) =>
      letters.filter(
        ({ to, subject }) => to === email && (email !== this.subscriber.email || subject.includes(this.name)),
      );
    this.#registered = [];
    return {
      reads: read.answers,
      readFailures: read.failures,
      slowestMs: read.slowestMs,
      wrongValues: [...read.values].filter((value) => value !== this.old && value !== this.released),
      writes: wrote.length,
      refusedWrites: this.writer.failures.slice(this.failedBefore),
      lostWrites: wrote.filter(({ text }) => !there.has(text)).map(({ text }) => text),
      doubledWrites: [...there].filter(([, count]) => count > 1).map(([name]) => name),
      mails: promised.length,
      lostMails: promised.filter((email) => lettersTo(email).length === 0),
      // The same mail again has its Message-ID: mail programs show it once.
      doubledMails: promised.filter((email) => new Set(lettersTo(email).map(({ id }) => id)).size > 1),
      repeatedMails: promised.filter((email) => {
        const ids = lettersTo(email).map(({ id }) => id);
        return ids.length > new Set(ids).size;
      }),
    };
  }
}
