// Usage: node duckdb_child.mjs CSV DATABASE COLUMN
// Reads CSV into a table of DATABASE (':memory:' or a file) with two threads and prints one line of JSON: seconds of
// the query by the clock and by the processor, rows, and the sum of COLUMN in cents.
import { rmSync } from 'node:fs';

const [csv, database, column] = process.argv.slice(2);
const { DuckDBInstance, version } = await import('@duckdb/node-api');
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;

const instance = await DuckDBInstance.create(database, { threads: '2' });
const connection = await instance.connect();
const cpuBefore = process.cpuUsage();
const start = process.hrtime.bigint();
await connection.run(`CREATE TABLE t AS SELECT * FROM read_csv(${quoted(csv)})`);
if (database !== ':memory:') await connection.run('CHECKPOINT');
const wall = Number(process.hrtime.bigint() - start) / 1e9;
const { user, system } = process.cpuUsage(cpuBefore);
const answer = await connection.runAndReadAll(`SELECT count(*)::DOUBLE, sum(round("${column}" * 100))::DOUBLE FROM t`);
const [rows, cents] = answer.getRowsJS()[0];
connection.closeSync();
if (database !== ':memory:') rmSync(database, { force: true });
console.log(JSON.stringify({ version: version(), wall, user: user / 1e6, sys: system / 1e6, rows, cents }));
