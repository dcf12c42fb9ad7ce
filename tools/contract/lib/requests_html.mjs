// What is sent, as HTML: who may call, the body, and a request to copy.
import { dereference, refName } from './contract.mjs';
import { membersTable, schemaAnchor } from './schemas_html.mjs';
import { escape, prettyJson } from './text.mjs';

const kExampleHost = 'http://localhost:8080';
export const kCallersAnchor = 'callers';

const exampleText = (value) => [value].flat().join(',');

/** The request whose parameters are the contract's examples. */
export function exampleUrl({ path, parameters = [] }) {
  const shown = parameters.filter((parameter) => parameter.example !== undefined);
  const filled = path.replace(/\{(\w+)\}/g, (_, name) => exampleText(shown.find((p) => p.name === name).example));
  const query = shown
    .filter((parameter) => parameter.in === 'query')
    .map(
      ({ name, example }) =>
        `${name}=${encodeURIComponent(exampleText(example)).replaceAll('%2C', ',').replaceAll('%20', '+')}`,
    );
  return `${kExampleHost}${filled}${query.length ? `?${query.join('&')}` : ''}`;
}

/** The names of the schemes of each way in: [['session', 'csrf'], ['key']]. [] or a way without any: for everybody. */
const waysIn = (operation) => (operation.security ?? []).map((way) => Object.keys(way));
const isOpen = (operation) => {
  const ways = waysIn(operation);
  return ways.length === 0 || ways.some((schemes) => schemes.length === 0);
};

/** "Needs a session with its X-CSRF-Token, or an API key."; empty when nothing may be sent. */
export function callersLine(operation) {
  const words = { session: 'a session', 'session csrf': 'a session with its X-CSRF-Token', key: 'an API key' };
  const named = waysIn(operation).filter((schemes) => schemes.length > 0);
  if (named.length === 0) return '';
  const ways = named.map((schemes) => words[schemes.join(' ')] ?? schemes.join(' and ')).join(', or ');
  const link = `<a href="#${kCallersAnchor}">${escape(ways)}</a>`;
  return `<p class="media">${isOpen(operation) ? `For everybody. May come with ${link}` : `Needs ${link}`}.</p>`;
}

const bodyOf = (operation) => Object.entries(operation.requestBody?.content ?? {})[0];

export function bodySection(contract, operation) {
  const body = bodyOf(operation);
  if (!body) return '';
  const [media, { schema }] = body;
  const name = refName(schema);
  const whole = dereference(contract, schema);
  const mark = operation.requestBody.required ? '' : ' <span class="optional">may be missing</span>';
  return `<h4>Body${mark}</h4>
<p class="media"><code>${escape(media)}</code>, <a href="#${schemaAnchor(name)}">${escape(name)}</a></p>
${membersTable(contract, whole, 'may be missing')}`;
}

const quoted = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

function credentials(operation) {
  if (isOpen(operation)) return [];
  const ways = waysIn(operation);
  if (ways.some((schemes) => schemes.includes('key'))) return ['-H "Authorization: Bearer $KEY"'];
  const token = ways.some((schemes) => schemes.includes('csrf')) ? ['-H "X-CSRF-Token: $CSRF"'] : [];
  return ['-b cookies.txt', ...token];
}

function bodyWords(operation) {
  const [media, { example } = {}] = bodyOf(operation) ?? [];
  if (example === undefined) return [];
  if (media !== 'application/json') return [`-d ${quoted(new URLSearchParams(example).toString())}`];
  return ["-H 'Content-Type: application/json'", `-d ${quoted(prettyJson(example))}`];
}

/** A command to copy. `operation.parameters` are dereferenced. */
export function exampleCommand(operation) {
  const keeps = Object.values(operation.responses ?? {}).some((response) => response.headers?.['Set-Cookie']);
  const method = operation.method === 'get' ? [] : [`-X ${operation.method.toUpperCase()}`];
  const first = ['curl', ...method, quoted(exampleUrl(operation))].join(' ');
  const jar = keeps ? ['-c cookies.txt'] : [];
  return [first, ...jar, ...credentials(operation), ...bodyWords(operation)].join(' \\\n  ');
}
