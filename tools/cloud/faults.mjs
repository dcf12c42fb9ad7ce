// A proxy between the program and moto that misbehaves as told. Requests go on byte for byte, with the Host they were
// signed for; what it answers by itself looks as AWS's own errors do.
//
//   faults.add({ service: 's3', method: 'PUT', times: 3, kind: 'throttle' })
//
// kinds: throttle (S3's 503 SlowDown, others' 400 ThrottlingException), error (`status`, 500), cut-before (the request
//   is never handed on), cut-after (it is, but its answer is lost), cut-upload (after `bytes` of the body), slow (the
//   answer's body `chunk` bytes every `ms`), expired (ExpiredToken), hold (waits for the promise `until`),
//   late (handed on `ms` later).
// A fault fits by service, operation ("SendEmail", "PutEvents"), method, path (a RegExp), accessKey; the first that
// fits is used, `times` times (default: once, Infinity: until removed).
import { createServer, request as send } from 'node:http';
import { bodyOf, listen, pause } from './process.mjs';

const kSkewTolerated = 15 * 60_000;

const jsonError = (code, message) => JSON.stringify({ __type: `com.amazonaws#${code}`, message });
const xmlError = (code, message) => `<Error><Code>${code}</Code><Message>${message}</Message></Error>`;

function describe(request) {
  const credential = /Credential=([^/]+)\/(\d+)\/[^/]+\/([^/]+)\//.exec(request.headers.authorization ?? '');
  return {
    service: credential?.[3] ?? 's3',
    accessKey: credential?.[1],
    operation: request.headers['x-amz-target']?.split('.').at(-1) ?? '',
    method: request.method,
    path: decodeURIComponent(request.url),
    date: request.headers['x-amz-date'],
  };
}

const fits = (fault, call) =>
  ['service', 'operation', 'method', 'accessKey'].every((key) => !fault[key] || fault[key] === call[key]) &&
  (!fault.path || fault.path.test(call.path));

const timeOf = (text = '') => Date.parse(text.replace(/(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z/, '$1-$2-$3T$4:$5:$6Z'));

export class FaultProxy {
  /** The time of the service less this machine's: requests signed for another time than its own are refused. */
  skewMs = 0;
  /** The calls that came, newest last: {service, operation, method, path, fault, status}. */
  calls = [];
  #faults = [];

  constructor(target) {
    this.target = new URL(target);
    this.server = createServer((request, response) => {
      const { socket } = request; // a request that was given up has none any more
      this.#answer(request, response, socket).catch(() => socket.destroy());
    });
  }
  async begin() {
    Object.assign(this, await listen(this.server));
  }
  add(fault) {
    const one = { times: 1, used: 0, ...fault };
    this.#faults.push(one);
    return one;
  }
  clear() {
    this.#faults = [];
    this.skewMs = 0;
  }

  #takeFault(call) {
    const fault = this.#faults.find((each) => each.used < each.times && fits(each, call));
    if (fault) fault.used += 1;
    return fault;
  }
  #refuse(response, call, status, code, message) {
    const isXml = call.service === 's3';
    response.writeHead(status, {
      'content-type': isXml ? 'application/xml' : 'application/x-amz-json-1.0',
      'x-amzn-requestid': 'fault',
      ...(!isXml && { 'x-amzn-errortype': code }),
      date: new Date(Date.now() + this.skewMs).toUTCString(),
    });
    response.end((isXml ? xmlError : jsonError)(code, message));
    call.status = status;
  }

  async #answer(request, response, socket) {
    const call = describe(request);
    this.calls.push(call);
    const fault = this.#takeFault(call);
    call.fault = fault?.kind;
    if (fault?.kind === 'cut-upload') return this.#cutUpload(request, socket, fault);
    if (fault?.kind === 'cut-before') return socket.destroy();
    if (fault?.kind === 'hold') await fault.until;
    if (fault?.kind === 'late') await pause(fault.ms);
    if (socket.destroyed) return undefined; // nobody waits for it any more
    const body = await bodyOf(request);
    const isS3 = call.service === 's3';
    if (fault?.kind === 'throttle')
      return this.#refuse(response, call, isS3 ? 503 : 400, isS3 ? 'SlowDown' : 'ThrottlingException', 'Rate exceeded');
    if (fault?.kind === 'error') return this.#refuse(response, call, fault.status ?? 500, 'InternalError', 'at a loss');
    if (fault?.kind === 'expired')
      return this.#refuse(response, call, isS3 ? 400 : 403, isS3 ? 'ExpiredToken' : 'ExpiredTokenException', 'expired');
    if (call.date && Math.abs(timeOf(call.date) - Date.now() - this.skewMs) > kSkewTolerated) {
      const code = isS3 ? 'RequestTimeTooSkewed' : 'SignatureDoesNotMatch';
      return this.#refuse(response, call, 403, code, 'Signature expired: the clock is wrong');
    }
    return this.#handOn(request, response, socket, call, body, fault);
  }

  // Reads some of the body and lets go, as when the machine at the other end is gone.
  async #cutUpload(request, socket, { bytes = 1 }) {
    let had = 0;
    for await (const chunk of request) {
      had += chunk.length;
      if (had >= bytes) break;
    }
    socket.destroy();
  }

  #handOn(request, response, socket, call, body, fault) {
    return new Promise((done) => {
      const { hostname, port } = this.target;
      const { method, url, headers } = request;
      const cut = () => {
        socket.destroy();
        done();
      };
      const told = this.skewMs ? { ...headers, 'x-cloud-skew': String(this.skewMs) } : headers;
      const onward = send({ hostname, port, method, path: url, headers: told });
      onward.once('error', cut);
      onward.once('response', async (answer) => {
        call.status = answer.statusCode;
        const bytes = await bodyOf(answer).catch(() => undefined);
        if (fault?.kind === 'cut-after' || bytes === undefined) return cut();
        const kept = { ...answer.headers, 'content-length': bytes.length };
        delete kept['transfer-encoding'];
        delete kept.connection;
        if (this.skewMs) kept.date = new Date(Date.now() + this.skewMs).toUTCString();
        // The answer to HEAD has the length of what it speaks of.
        if (method === 'HEAD' && answer.headers['content-length'])
          kept['content-length'] = answer.headers['content-length'];
        response.writeHead(answer.statusCode, kept);
        if (fault?.kind === 'slow') await trickle(response, bytes, fault);
        response.end(fault?.kind === 'slow' ? undefined : bytes);
        done();
      });
      onward.end(body);
    });
  }
}

async function trickle(response, bytes, { ms = 20, chunk = 1024 }) {
  for (let at = 0; at < bytes.length && !response.destroyed; at += chunk) {
    response.write(bytes.subarray(at, at + chunk));
    await pause(ms);
  }
}
