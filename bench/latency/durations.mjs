// What the server itself took for a list of questions: the access log's duration_us, found by request id.
import { check } from '../lib/check.mjs';
import { median, percentile, whole } from '../lib/numbers.mjs';

// Asks one after the other; `inspect(reply, question)` checks each answer. Gives the request ids.
export async function askAll(client, questions, inspect) {
  const ids = [];
  for (const question of questions) {
    const reply = await client.ask(question.path, question.headers);
    check(reply.status === 200, `${question.path}: ${reply.status} ${reply.body.subarray(0, 200)}`);
    inspect(reply, question);
    ids.push(reply.headers['x-request-id']);
  }
  return ids;
}

// Call when the server has stopped: until then lines may be on their way.
export function durationsOf(requests, ids) {
  const byId = new Map(requests.map((line) => [line.request_id, line.duration_us]));
  const durations = ids.map((id) => byId.get(id));
  check(!durations.includes(undefined), 'the access log lacks a request');
  return durations;
}

export const row = (name, durations) => [
  name,
  whole(durations.length),
  ...[median(durations), percentile(durations, 0.95), Math.max(...durations)].map(whole),
];

export const columns = ['questions', 'count', 'p50 µs', 'p95 µs', 'max µs'];
