// Operations as HTML: address, who may call, parameters, body, a request to copy, and the answers.
import { dereference, refName } from './contract.mjs';
import { bodySection, callersLine, exampleCommand } from './requests_html.mjs';
import { parametersTable, schemaAnchor } from './schemas_html.mjs';
import { escape, inline, paragraphs, prettyJson, slug } from './text.mjs';

export const operationAnchor = (operation) => operation.operationId;
const answerAnchor = (name) => `answer-${slug(name)}`;

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

const firstParagraph = (text) => inline(text.split('\n\n')[0]);

const answerBody = (contract, response) => {
  const contents = Object.entries(response.content ?? {}).map((entry) => contentOf(contract, entry));
  return `${headersOf(contract, response.headers)}${contents.join('\n')}`;
};

function answer(contract, [status, given]) {
  const number = `<span class="status">${escape(status)}</span>`;
  if (given.$ref) {
    const { description } = dereference(contract, given);
    const link = `<a href="#${answerAnchor(refName(given))}">${number}</a>`;
    return `<p class="answer other">${link} ${firstParagraph(description)}</p>`;
  }
  const good = status.startsWith('2');
  return `<details class="answer ${good ? 'good' : 'other'}"${good ? ' open' : ''}>
<summary>${number} ${firstParagraph(given.description)}</summary>
${answerBody(contract, given)}
</details>`;
}

/** The answers that many operations share, each once. */
export function sharedAnswers(contract) {
  const answers = Object.entries(contract.components.responses).map(
    ([name, response]) => `<section class="schema" id="${answerAnchor(name)}">
<h3>${escape(name)}</h3>
${paragraphs(response.description)}
${answerBody(contract, response)}
</section>`,
  );
  return `<section class="tag" id="answers">
<h2>Shared answers</h2>
<p class="lead">Answers that many addresses give, each with an example.</p>
${answers.join('\n')}
</section>`;
}

export function operationSection(contract, operation) {
  const parameters = (operation.parameters ?? []).map((parameter) => dereference(contract, parameter));
  const anchor = operationAnchor(operation);
  const answers = Object.entries(operation.responses).map((entry) => answer(contract, entry));
  const method = `<span class="method">${escape(operation.method.toUpperCase())}</span>`;
  return `<section class="operation" id="${anchor}">
<h3><a class="anchor" href="#${anchor}">${escape(operation.summary)}</a></h3>
<p class="address">${method} <code>${escape(operation.path)}</code></p>
${callersLine(operation)}
${paragraphs(operation.description)}
${parameters.length ? parametersTable(parameters) : ''}
${bodySection(contract, operation)}
<h4>Request</h4>
<pre class="request"><code>${escape(exampleCommand({ ...operation, parameters }))}</code></pre>
<h4>Answers</h4>
${answers.join('\n')}
</section>`;
}
