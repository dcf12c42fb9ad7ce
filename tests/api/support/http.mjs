// An HTTP client that hides nothing: bodies as they came over the wire, no redirects, no silent decompression.
// Every answer is held against the contract: one that it does not have fails the test that asked for it.
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { assertAnswer } from './contract.mjs';

const kAnswerSeconds = 30;

export class Answer {
  constructor(message, bytes) {
    this.status = message.statusCode;
    this.headers = message.headers;
    this.bytes = bytes;
  }
  get text() {
    return this.bytes.toString('utf8');
  }
  get json() {
    return JSON.parse(this.text);
  }
  get type() {
    return this.headers['content-type']?.split(';')[0];
  }
  /** The body without its content coding. */
  get decoded() {
    const decoders = { gzip: gunzipSync, br: brotliDecompressSync };
    return (decoders[this.headers['content-encoding']] ?? ((bytes) => bytes))(this.bytes);
  }
}

/** The same, without a look at the contract. */
export function sendUnchecked(base, path, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((done, failed) => {
    const { hostname, port } = new URL(base);
    const call = request(
      { hostname, port, path, method, headers, agent: false, timeout: kAnswerSeconds * 1000 },
      (message) => {
        const chunks = [];
        message.on('data', (chunk) => chunks.push(chunk));
        message.on('end', () => done(new Answer(message, Buffer.concat(chunks))));
        message.on('error', failed);
      },
    );
    call.on('timeout', () => call.destroy(new Error(`${method} ${path}: no answer in ${kAnswerSeconds} s`)));
    call.on('error', failed);
    call.end(body);
  });
}

export async function send(base, path, options = {}) {
  const answer = await sendUnchecked(base, path, options);
  assertAnswer(options.method ?? 'GET', path, answer);
  return answer;
}

export const get = (base, path, headers) => send(base, path, { headers });

/** `path?a=1&b=2`; lists become "x,y". */
export function target(path, query) {
  const pairs = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent([value].flat().join(','))}`);
  return pairs.length ? `${path}?${pairs.join('&')}` : path;
}
