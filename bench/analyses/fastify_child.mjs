// Usage: node fastify_child.mjs OPTIONS TOP_SQL
// What one would write with Fastify and pg: GET /series?region=&metric= and GET /rankings, each one prepared statement
// and one JSON answer with a response schema, one process, no cache, no log. OPTIONS: pg's, as JSON. Prints its port.
import Fastify from 'fastify';
import pg from 'pg';

const kConnections = 8;
const kDate = 1082; // the type's number in PostgreSQL
const [options, topSql] = process.argv.slice(2);
pg.types.setTypeParser(kDate, (text) => text.slice(0, 7));
const pool = new pg.Pool({ ...JSON.parse(options), max: kConnections });
const app = Fastify();

const zip = (region) => `zip-${String(region).padStart(5, '0')}`;
const array = (items) => ({ type: 'array', items });
const answers = (properties) => ({ schema: { response: { 200: { type: 'object', properties } } } });
const text = { type: 'string' };
const number = { type: 'number' };

app.get(
  '/series',
  answers({ region: text, metric: number, periods: array(text), values: array(number) }),
  async ({ query }) => {
    const { rows } = await pool.query({
      name: 'series',
      text: 'SELECT month, value FROM observations WHERE region = $1 AND metric = $2 ORDER BY month',
      values: [Number(query.region.slice(4)), Number(query.metric)],
      rowMode: 'array',
    });
    return {
      region: query.region,
      metric: Number(query.metric),
      periods: rows.map(([month]) => month),
      values: rows.map(([, value]) => value),
    };
  },
);

const row = { type: 'object', properties: { rank: number, region: text, value: number } };
app.get('/rankings', answers({ rows: array(row) }), async () => {
  const { rows } = await pool.query({ name: 'top', text: topSql, rowMode: 'array' });
  return { rows: rows.map(([region, yoy], i) => ({ rank: i + 1, region: zip(region), value: yoy / 10_000 })) };
});

process.on('SIGTERM', async () => {
  await app.close();
  await pool.end();
  process.exit(0);
});
await app.listen({ host: '127.0.0.1', port: 0 });
console.log(JSON.stringify({ port: app.server.address().port }));
