// The clients under test, each call a process with its own resolver and trust.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const kCallSeconds = 30;

/** client(front)(package, call, …arguments) -> {value} or {error}. */
export const clients =
  (front, key) =>
  (name, call, ...args) =>
    new Promise((done, failed) => {
      const preloads = ['redirect.mjs', 'port.mjs'].flatMap((file) => ['--import', here(file)]);
      const env = {
        PATH: process.env.PATH,
        NODE_EXTRA_CA_CERTS: front.certificate,
        FRED_TEST_PORT: String(front.port),
        ...(key && { FRED_TEST_KEY: key }),
      };
      execFile(
        process.execPath,
        [...preloads, here('client.mjs'), name, call, JSON.stringify(args)],
        { env, timeout: kCallSeconds * 1000, maxBuffer: 64 * 1024 * 1024 },
        (error, stdout, stderr) => {
          if (error) failed(new Error(`${name} ${call}: ${error.message}\n${stderr}`));
          else done(JSON.parse(stdout));
        },
      );
    });
