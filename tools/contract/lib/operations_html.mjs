// Operations as HTML: address, parameters, a request to copy, and the answers.
import { dereference, refName } from './contract.mjs';
import { parametersTable, schemaAnchor } from './schemas_html.mjs';
import { escape, inline, paragraphs, prettyJson } from './text.mjs';

const kExampleHost = 'http://localhost:8080';
export const operationAnchor = (operation) => operation.operationId;

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

const printed = (example) => (typeof example === 'string' ? example.trimEnd() : prettyJson(example));

function contentOf(contract, [mediaType, { schema, example }]) {
  const name = refName(schema);
  const shape = name ? `, <a href="#${schemaAnchor(name)}">${escape(name)}</a>` : '';
  const body = example === undefined ? '' : `<pre><code>${escape(printed(example))}</code></pre>`;
  return `<p class="media"><code>${escape(mediaType)}</code>${shape}</p>${body}`;
}

function headersOf(contract, headers = {}) {
  const names = Object.entries(headers).map(([name, given]) => {
    const { description } = dereference(contract, given);
    return `<code title="${escape(description)}">${escape(name)}</code>`;
  });
  return names.length ? `<p class="media">Headers: ${names.join(' ')}</p>` : '';
}

function answer(contract, [status, given]) {
  const response = dereference(contract, given);
  const contents = Object.entries(response.content ?? {}).map((entry) => contentOf(contract, entry));
  const good = status.startsWith('2');
  return `<details class="answer ${good ? 'good' : 'other'}"${good ? ' open' : ''}>
<summary><span class="status">${escape(status)}</span> ${inline(response.description.split('\n\n')[0])}</summary>
${headersOf(contract, response.headers)}${contents.join('\n')}
</details>`;
}

export function operationSection(contract, operation) {
  const parameters = (operation.parameters ?? []).map((parameter) => dereference(contract, parameter));
  const anchor = operationAnchor(operation);
  const answers = Object.entries(operation.responses).map((entry) => answer(contract, entry));
  const method = `<span class="method">${escape(operation.method.toUpperCase())}</span>`;
  return `<section class="operation" id="${anchor}">
<h3><a class="anchor" href="#${anchor}">${escape(operation.summary)}</a></h3>
<p class="address">${method} <code>${escape(operation.path)}</code></p>
${paragraphs(operation.description)}
${parameters.length ? parametersTable(parameters) : ''}
<h4>Request</h4>
<pre class="request"><code>curl '${escape(exampleUrl({ ...operation, parameters }))}'</code></pre>
<h4>Answers</h4>
${answers.join('\n')}
</section>`;
}
