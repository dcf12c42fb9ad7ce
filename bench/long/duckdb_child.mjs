// Usage: node duckdb_child.mjs TSV (table|sums) COLUMN:DECIMALS…
// Reads TSV with two threads, into a table in memory or straight into sums of the columns given, and prints one line of
// JSON: seconds of the query by the clock and by the processor, rows, and the sums in units of their decimals.
const [tsv, way, ...wanted] = process.argv.slice(2);
const { DuckDBInstance, version } = await import('@duckdb/node-api');
const quoted = (text) => `'${text.replaceAll("'", "''")}'`;
const columns = wanted.map((text) => text.split(':'));
const sums = columns.map(([name, decimals]) => `sum(round("${name}" * 1e${decimals}))::DOUBLE`).join(', ');
const source = `read_csv(${quoted(tsv)}, delim = '\t', nullstr = ['NA', ''])`;

const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
const answer = async (from) => {
  const result = await connection.runAndReadAll(`SELECT count(*)::DOUBLE, ${sums} FROM ${from}`);
  return result.getRowsJS()[0];
};
const cpuBefore = process.cpuUsage();
const start = process.hrtime.bigint();
let found;
if (way === 'table') await connection.run(`CREATE TABLE t AS SELECT * FROM ${source}`);
else found = await answer(source);
const wall = Number(process.hrtime.bigint() - start) / 1e9;
const { user, system } = process.cpuUsage(cpuBefore);
found ??= await answer('t');
connection.closeSync();
const [rows, ...of] = found;
console.log(JSON.stringify({ version: version(), wall, user: user / 1e6, sys: system / 1e6, rows, sums: of }));
