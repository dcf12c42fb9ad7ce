// Typeahead: places' names, asked for letter by letter as a person types them. The server's own time.
import { join } from 'node:path';
import { check } from '../lib/check.mjs';
import { makeDemo, serve } from '../lib/housing.mjs';
import { openClient } from '../lib/request.mjs';
import { askAll, columns, durationsOf, row } from './durations.mjs';

const kLimit = 8;
const kFullNames = 200;
const kQuickNames = 6;
const kMaxLetters = 14;

const address = (text) => `/api/v1/regions?q=${encodeURIComponent(text)}&limit=${kLimit}`;

// Every n-th name of a type's first page: large places, which people look for.
async function names(client, count) {
  const chosen = [];
  for (const type of ['metro', 'county', 'state', 'zip']) {
    const { regions } = await client.json(`/api/v1/regions?type=${type}&limit=${Math.min(50, count)}`);
    chosen.push(...regions.slice(0, Math.ceil(count / 4)));
  }
  return chosen;
}

// A spelling with two letters swapped: what the correction of typing errors costs.
const misspelt = (text) => text.slice(0, 3) + text[4] + text[3] + text.slice(5);

export async function run({ program, folder, quick, progress }) {
  const data = join(folder, 'demo');
  await makeDemo(program, data);
  const server = await serve(program, data, join(folder, 'serve.log'));
  const client = openClient(server.port);
  const places = await names(client, quick ? kQuickNames : kFullNames);
  const prefixes = new Set();
  for (const { name } of places) {
    const [town] = name.split(/[-,]/); // few type as far as the state
    const most = Math.min(kMaxLetters, town.length, name.length - 1);
    for (let letters = 1; letters <= most; letters++) prefixes.add(town.slice(0, letters));
  }
  const wrong = places.filter(({ type, name }) => type !== 'zip' && name.length > 6).map(({ name }) => misspelt(name));
  const questions = (texts) => [...new Set(texts)].map((text) => ({ path: address(text) }));
  progress('asking');
  const whole = places.map(({ id, name }) => ({ path: address(name), id }));
  const wholeIds = await askAll(client, whole, (reply, { path, id }) =>
    check(
      JSON.parse(reply.body).regions.some((region) => region.id === id),
      `${path} does not find ${id}`,
    ),
  );
  const prefixIds = await askAll(client, questions(prefixes), (reply, { path }) =>
    check(JSON.parse(reply.body).regions.length > 0, `${path} finds nothing`),
  );
  const wrongIds = await askAll(client, questions(wrong), () => {});
  client.close();
  await server.stop();
  const requests = server.requests();
  const durations = [wholeIds, prefixIds, wrongIds].map((ids) => durationsOf(requests, ids));
  return {
    title: 'Search while typing',
    note: "the server's own time by its access log, no question asked twice; for information",
    columns,
    rows: ['whole names', 'beginnings of names', 'misspelt names'].map((name, i) => row(name, durations[i])),
    ratios: [],
    samples: { whole: durations[0], beginnings: durations[1], misspelt: durations[2] },
  };
}
