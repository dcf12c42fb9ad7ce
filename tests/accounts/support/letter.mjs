// A mail as a mail program reads it: headers unfolded and decoded, the parts out of their quoted-printable.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const fromQuotedPrintable = (text) =>
  Buffer.from(
    text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

// RFC 2047: "=?utf-8?q?…?=" and "=?utf-8?b?…?=".
const decodedWord = (_, kind, text) =>
  kind.toLowerCase() === 'b'
    ? Buffer.from(text, 'base64').toString('utf8')
    : fromQuotedPrintable(text.replaceAll('_', ' '));
const decoded = (text) => text.replace(/\?=\s+=\?/g, '?==?').replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, decodedWord);

function split(message) {
  const at = message.indexOf('\r\n\r\n');
  const lines = message.slice(0, at).replace(/\r\n[ \t]+/g, ' ');
  const headers = lines.split('\r\n').map((line) => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), decoded(line.slice(colon + 1).trim())];
  });
  return { headers, body: message.slice(at + 4) };
}

/** {headers: [[name, value]…], header(name), subject, to, id, text, html, raw}. */
export function parseLetter(bytes) {
  const raw = bytes.toString('latin1');
  const { headers, body } = split(raw);
  const header = (name) => headers.find(([own]) => own === name.toLowerCase())?.[1];
  const boundary = /boundary="([^"]+)"/.exec(header('Content-Type') ?? '')?.[1];
  const parts = boundary
    ? body
        .split(`--${boundary}`)
        .slice(1, -1)
        .map((part) => split(part.slice(2)))
    : [];
  const part = (type) => {
    const found = parts.find(({ headers: [[, value]] }) => value.startsWith(type));
    return found && fromQuotedPrintable(found.body);
  };
  const letter = { raw, headers, header, text: part('text/plain'), html: part('text/html') };
  return { ...letter, subject: header('Subject'), to: header('To'), id: header('Message-ID') };
}

/** Every mail in a folder, in no order. */
export const lettersIn = (folder) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .map((name) => parseLetter(readFileSync(join(folder, name))));

/** The token in a letter's link. */
export function tokenOf({ text }) {
  const token = /[?&]token=([^\s&]+)/.exec(text)?.[1];
  if (!token) throw new Error(`no link with a token in:\n${text}`);
  return decodeURIComponent(token);
}
