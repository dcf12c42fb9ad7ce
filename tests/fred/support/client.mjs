// One call of an unmodified client of FRED's API, in a process of its own: client.mjs PACKAGE CALL ARGUMENTS_AS_JSON.
// Prints {"value":…} or {"error":…}.
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const [name, call, given] = process.argv.slice(2);
const args = JSON.parse(given);
const kKey = process.env.FRED_TEST_KEY ?? 'abcdefghijklmnopqrstuvwxyz123456';

async function ask() {
  if (name === 'fred-api') {
    const Fred = require('fred-api');
    const fred = new Fred(kKey);
    return new Promise((done, failed) => fred[call](...args, (error, value) => (error ? failed(error) : done(value))));
  }
  const Fred = require('node-fred');
  const [part, method] = call.split('.');
  return new Fred(kKey)[part][method](...args);
}

const text = await ask().then(
  (value) => JSON.stringify({ value }),
  (error) => JSON.stringify({ error: error.response?.data ?? { ...error, message: error.message } }),
);
process.stdout.write(text);
