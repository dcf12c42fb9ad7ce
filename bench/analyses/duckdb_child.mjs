// Usage: node duckdb_child.mjs CSV ROUNDS STATEMENTS
// Reads CSV into a table in memory, in the file's order (by month), with two threads, and puts each statement of
// STATEMENTS (JSON: {name: [SQL…]}) ROUNDS times, prepared. Prints one line of JSON: {version, answers: {name: [{times,
// rows}…]}} with microseconds.
const [csv, rounds, text] = process.argv.slice(2);
const { DuckDBInstance, version } = await import('@duckdb/node-api');
const quoted = (path) => `'${path.replaceAll("'", "''")}'`;

const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
const columns = "{month: 'DATE', metric: 'UTINYINT', region: 'INTEGER', value: 'DOUBLE'}";
await connection.run(
  `CREATE TABLE observations AS SELECT * FROM read_csv(${quoted(csv)}, header = false, columns = ${columns})`,
);
const plain = (value) => (value === null ? null : Number(value));

async function ask(sql) {
  const statement = await connection.prepare(sql);
  const times = [];
  let rows;
  for (let round = 0; round <= Number(rounds); round++) {
    const start = process.hrtime.bigint();
    const answer = await statement.runAndReadAll();
    rows = answer.getRowsJS();
    if (round > 0) times.push(Number(process.hrtime.bigint() - start) / 1e3); // the first warms up
  }
  return { times, rows: rows.map((row) => row.map(plain)) };
}

const answers = {};
for (const [name, ways] of Object.entries(JSON.parse(text))) {
  answers[name] = [];
  for (const sql of ways) answers[name].push(await ask(sql));
}
connection.closeSync();
console.log(JSON.stringify({ version: version(), answers }));
