// The reference as one HTML page that needs nothing beside itself: no script, no font, no request.
import { readFileSync } from 'node:fs';
import { operationsOf } from './contract.mjs';
import { operationAnchor, operationSection, sharedAnswers } from './operations_html.mjs';
import { kCallersAnchor } from './requests_html.mjs';
import { schemaAnchor, schemaSection } from './schemas_html.mjs';
import { escape, inline, paragraphs, slug } from './text.mjs';

const style = readFileSync(new URL('./page.css', import.meta.url), 'utf8');
const tagAnchor = (tag) => `tag-${slug(tag.name)}`;

function navigation(tags, operationsOfTag, schemas) {
  const groups = tags.map((tag) => {
    const links = operationsOfTag(tag).map((operation) => {
      const verb = operation.method === 'get' ? '' : `<span class="verb">${escape(operation.method)}</span> `;
      return `<li><a href="#${operationAnchor(operation)}">${verb}<code>${escape(operation.path)}</code></a></li>`;
    });
    return `<li><a class="group" href="#${tagAnchor(tag)}">${escape(tag.name)}</a><ul>${links.join('')}</ul></li>`;
  });
  const names = schemas.map((name) => `<li><a href="#${schemaAnchor(name)}">${escape(name)}</a></li>`);
  return `<nav aria-label="Contents"><ul>
<li><a class="group" href="#reading">Reading it</a></li>
${groups.join('\n')}
<li><a class="group" href="#${kCallersAnchor}">Who may call</a></li>
<li><a class="group" href="#answers">Shared answers</a></li>
<li><a class="group" href="#errors">Errors</a></li>
<li><details><summary class="group">Schemas</summary><ul>${names.join('')}</ul></details></li>
</ul></nav>`;
}

function tagSection(contract, tag, operations) {
  return `<section class="tag" id="${tagAnchor(tag)}">
<h2>${escape(tag.name)}</h2>
<p class="lead">${inline(tag.description)}</p>
${operations.map((operation) => operationSection(contract, operation)).join('\n')}
</section>`;
}

function callersSection(schemes) {
  const rows = Object.entries(schemes).map(([name, { type, scheme, name: sent, in: place, description }]) => {
    const where = type === 'http' ? `header <code>Authorization</code>, ${escape(scheme)}` : `${escape(place)} `;
    const what = type === 'http' ? where : `${where}<code>${escape(sent)}</code>`;
    return `<tr><th scope="row">${escape(name)}</th><td>${what}</td><td>${inline(description)}</td></tr>`;
  });
  return `<section class="tag" id="${kCallersAnchor}">
<h2>Who may call</h2>
<p class="lead">What an operation needs stands beneath its address. Where nothing does, anybody may call it.</p>
<div class="table"><table><thead><tr><th>Name</th><th>Sent as</th><th>Meaning</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>
</section>`;
}

function errorsSection(kinds) {
  const rows = kinds.map(({ kind, status, meaning }) => {
    const heading = `<th scope="row"><code>${escape(kind)}</code></th>`;
    return `<tr id="error-${escape(kind)}">${heading}<td>${status}</td><td>${inline(meaning)}</td></tr>`;
  });
  return `<section class="tag" id="errors">
<h2>Errors</h2>
<p class="lead">An error is a problem document (RFC 9457, <a href="#${schemaAnchor('Problem')}">Problem</a>). The end of
its <code>type</code>, behind <code>about:blank#</code>, is one of these.</p>
<div class="table"><table><thead><tr><th>Kind</th><th>Status</th><th>Meaning</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>
</section>`;
}

export function referencePage(contract) {
  const operations = operationsOf(contract);
  const { info, tags, components } = contract;
  const operationsOfTag = (tag) => operations.filter((operation) => operation.tags.includes(tag.name));
  const schemas = Object.entries(components.schemas);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(info.title)}</title>
<style>
${style.trim()}
</style>
</head>
<body>
<a class="skip" href="#reading">Skip to the text</a>
<header class="top"><a class="home" href="/">Housing Trends</a> <span>API reference</span>
<a class="machine" href="/openapi.json">openapi.json</a></header>
<div class="page">
${navigation(
  tags,
  operationsOfTag,
  schemas.map(([name]) => name),
)}
<main>
<section id="reading">
<h1>${escape(info.title)} <small>${escape(info.version)}</small></h1>
<p class="lead">${inline(info.summary)}</p>
${paragraphs(info.description)}
</section>
${tags.map((tag) => tagSection(contract, tag, operationsOfTag(tag))).join('\n')}
${callersSection(components.securitySchemes)}
${sharedAnswers(contract)}
${errorsSection(contract['x-error-kinds'])}
<section class="tag" id="schemas">
<h2>Schemas</h2>
<p class="lead">The shapes that bodies and answers are made of.</p>
${schemas.map(([name, schema]) => schemaSection(contract, name, schema)).join('\n')}
</section>
</main>
</div>
</body>
</html>
`;
}
