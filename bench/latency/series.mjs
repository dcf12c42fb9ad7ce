// Series that no cache holds yet: the server's own time to answer 310 months of a ZIP code, plain and compressed.
import { join } from 'node:path';
import { check } from '../lib/check.mjs';
import { importFile, serve } from '../lib/housing.mjs';
import { openClient } from '../lib/request.mjs';
import { zillowFile, zipOf } from '../import/zillow_csv.mjs';
import { askAll, columns, durationsOf, row } from './durations.mjs';

const kMonths = 310;
const kFullZips = 2000;
const kQuickZips = 40;

const ask = (last, headers) => (zip) => ({
  path: `/api/v1/series?region=${zip}&metric=home_value&last=${last}`,
  zip,
  headers,
});

function inspectPlain(reply, { zip }) {
  const [series] = JSON.parse(reply.body).series;
  check(series.region === zip && series.values.length === kMonths, `${zip}: not the ${kMonths} months asked for`);
}

function inspectCompressed(reply, { zip }) {
  check(reply.headers['content-encoding'] === 'br', `${zip}: not compressed with Brotli`);
}

export async function run({ program, folder, files, quick, progress }) {
  const data = join(folder, 'data');
  const file = zillowFile(files, { rows: quick ? kQuickZips : kFullZips, months: kMonths });
  await importFile(program, data, file.path);
  const server = await serve(program, data, join(folder, 'serve.log'));
  const client = openClient(server.port);
  const zips = Array.from({ length: file.rows }, (_, row) => `zip-${zipOf(row)}`);
  progress('asking');
  const plain = zips.map(ask(kMonths));
  const first = await askAll(client, plain, inspectPlain);
  const again = await askAll(client, plain, inspectPlain);
  const packed = await askAll(client, zips.map(ask(kMonths - 1, { 'Accept-Encoding': 'br' })), inspectCompressed);
  client.close();
  await server.stop();
  const requests = server.requests();
  const durations = { first, again, packed };
  for (const [name, ids] of Object.entries(durations)) durations[name] = durationsOf(requests, ids);
  return {
    title: `Series of ${kMonths} months`,
    note: "the server's own time by its access log, one connection, one request at a time; for information",
    columns,
    rows: [
      row('not cached', durations.first),
      row('not cached, Brotli', durations.packed),
      row('cached', durations.again),
    ],
    ratios: [],
    samples: durations,
  };
}
