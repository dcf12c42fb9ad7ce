// People for the tests: accounts made by the program itself, the mails it sends, signing in and out.
import { createHmac } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { run } from './server.mjs';
import { byTestId } from './suite.mjs';

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
export function mailTo(email) {
  const folder = join(served, 'mail');
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

/** Nobody signed in, and no mark of anybody, in this browser. */
export async function forget(page) {
  await page.goto('/data'); // any page of the origin, while what it asks for is still allowed
  await page.waitForLoadState('networkidle');
  await page.evaluate(() => localStorage.clear());
  await page.context().clearCookies();
}

/** Fills the form of /sign-in and sends it. */
export async function fillSignIn(page, { email, password }) {
  await byTestId(page, 'email').fill(email);
  await byTestId(page, 'password').fill(password);
  await byTestId(page, 'submit').click();
}

export async function signIn(page, person, next = '/watchlist') {
  await forget(page);
  await page.goto(`/sign-in?next=${encodeURIComponent(next)}`);
  await fillSignIn(page, person);
  await page.waitForURL((url) => url.pathname + url.search === next);
  await byTestId(page, 'account-menu').waitFor();
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
