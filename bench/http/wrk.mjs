// Load from wrk: keep-alive connections that ask the same address again and again.
import { fileURLToPath } from 'node:url';
import { check } from '../lib/check.mjs';
import { measured } from '../lib/process.mjs';

const kMaxAnswerSeconds = 30;
const report = fileURLToPath(new URL('wrk_report.lua', import.meta.url));

// {requests, seconds, p50_us, p95_us, p99_us}. Errors: a failed request, an answer of another status or size.
export async function load(wrk, url, { connections, seconds, answerBytes }) {
  const args = ['--threads', '1', '--connections', String(connections), '--duration', `${seconds}s`];
  args.push('--timeout', `${kMaxAnswerSeconds}s`);
  const { stdout } = await measured(wrk, [...args, '--script', report, url]);
  const result = JSON.parse(stdout.trim().split('\n').at(-1));
  check(result.requests > 0, `wrk got no answer from ${url}`);
  check(result.failed === 0, `${result.failed} requests to ${url} failed`);
  const size = result.bytes / result.requests; // a request cut off at the end of the run counts with its bytes alone
  check(Math.abs(size / answerBytes - 1) < 0.02, `${url}: ${size} bytes an answer under load, ${answerBytes} without`);
  return result;
}
