// People for the tests: accounts made by the program itself, the mails it sends, signing in and out.
import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './server.mjs';
import { baseUrl, byTestId } from './suite.mjs';

const binary = process.env.E2E_BIN ?? '';
const served = process.env.E2E_SERVED ?? '';
if (!binary || !served) throw new Error('E2E_BIN and E2E_SERVED are not set: run tests/e2e/run.mjs');

export const password = 'correct horse battery';
let made = 0;

/** An address nobody else uses. */
export const newAddress = () => `person${(made += 1)}.${process.pid}@example.org`;

/** A verified account. */
export async function newPerson({ admin = false, name = '' } = {}) {
  const email = newAddress();
  const args = ['user', 'add', email, '--data-dir', served, '--name', name, ...(admin ? ['--admin'] : [])];
  await run(binary, args, [0], `${password}\n`);
  return { email, password };
}

/** Does what is due: sends mails, makes exports, evaluates alerts. */
export const work = () => run(binary, ['work', '--once', '--data-dir', served]);

const decoded = (text) =>
  text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));

/** The newest mail to an address, as text; null when there is none. */
export function mailTo(email, dataDir = served) {
  const folder = join(dataDir, 'mail');
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.eml')) : [];
  const mails = files
    .map((name) => join(folder, name))
    .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
    .map((path) => decoded(readFileSync(path, 'utf8')));
  return mails.find((text) => text.includes(`\nTo: ${email}`) || text.includes(`\r\nTo: ${email}`)) ?? null;
}

/** Path and query of the mail's link to a page, whatever host it names. */
export function linkIn(mail, page) {
  const found = new RegExp(`https?://[^/\\s]+(/${page}\\?token=[\\w.~%-]+)`).exec(mail ?? '');
  if (!found) throw new Error(`no link to /${page} in the mail:\n${mail}`);
  return found[1];
}

/** Nobody signed in, and nothing kept, in this browser. */
export async function forget(page) {
  await page.goto('about:blank'); // the page before asks no more
  const browser = await page.context().newCDPSession(page);
  const origin = new URL(baseUrl).origin;
  await browser.send('Storage.clearDataForOrigin', { origin, storageTypes: 'cookies,local_storage' });
  await browser.detach();
}

/** Fills the form of /sign-in and sends it. */
export async function fillSignIn(page, { email, password }) {
  await byTestId(page, 'email').fill(email);
  await byTestId(page, 'password').fill(password);
  await byTestId(page, 'submit').click();
}

let entered = 0;

/** Signs in as the form does, without the form: most tests are about what comes after. */
export async function signIn(page, { email, password }, next = '/watchlist') {
  await forget(page);
  const answer = await page.context().request.post('/api/v1/auth/login', { data: { email, password } });
  if (!answer.ok()) throw new Error(`signing in answers ${answer.status()}: ${await answer.text()}`);
  // The mark that the form leaves in the browser; once, for the test may end the session.
  await page.addInitScript(
    (name) => {
      if (location.protocol === 'about:' || sessionStorage.getItem(name)) return;
      sessionStorage.setItem(name, '1');
      localStorage.setItem('housing-signed-in', '1');
    },
    `e2e-entered-${(entered += 1)}`,
  );
  await page.goto(next);
  await byTestId(page, 'account-menu').waitFor();
}

let inside = null;

/** Signs in the first time; the pages after it belong to the same browser. The server counts how often one signs in. */
export async function enterOnce(page, options) {
  if (inside) return;
  inside = await newPerson(options);
  await signIn(page, inside, '/');
}

export async function signOut(page) {
  await byTestId(page, 'account-menu').click();
  await byTestId(page, 'sign-out').click();
  await byTestId(page, 'sign-in-link').waitFor();
}

const kAlphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const kStepSeconds = 30;

/** The code an authenticator app shows (RFC 6238: SHA-1, six digits, 30 seconds). @param later steps from now */
export function totp(secret, later = 0) {
  const letters = secret.replace(/[\s=]/g, '').toUpperCase();
  const bits = [...letters].map((letter) => kAlphabet.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 1000 / kStepSeconds) + later));
  const digest = createHmac('sha1', key).update(counter).digest();
  const at = digest[19] & 0xf;
  return String((digest.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
}
