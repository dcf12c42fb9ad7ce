// One HTTP GET at a time over one kept connection: {status, headers, rawHeaders, body}, undecoded.
import { Agent, get } from 'node:http';

const kTimeoutMs = 10_000;

export function openClient(port) {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = (path, headers = {}) =>
    new Promise((resolve, reject) => {
      const call = get({ host: '127.0.0.1', port, path, headers, agent, timeout: kTimeoutMs }, (reply) => {
        const pieces = [];
        reply.on('data', (piece) => pieces.push(piece));
        reply.on('error', reject);
        reply.on('end', () =>
          resolve({
            status: reply.statusCode,
            headers: reply.headers,
            rawHeaders: reply.rawHeaders,
            body: Buffer.concat(pieces),
          }),
        );
      });
      call.on('timeout', () => call.destroy(new Error(`no answer to ${path} within ${kTimeoutMs} ms`)));
      call.on('error', reject);
    });
  return {
    ask,
    async json(path) {
      const { status, body } = await ask(path);
      if (status !== 200) throw new Error(`GET ${path}: ${status} ${body.subarray(0, 300)}`);
      return JSON.parse(body);
    },
    close: () => agent.destroy(),
  };
}
