// Schemas as HTML: what a value may be, in a phrase and as a table of members.
import { dereference, refName } from './contract.mjs';
import { escape, inline, opening, paragraphs, slug } from './text.mjs';

export const schemaAnchor = (name) => `schema-${slug(name)}`;
const linkTo = (name) => `<a href="#${schemaAnchor(name)}">${escape(name)}</a>`;

/** "array of Series", "string or null" …, names linked. */
export function typePhrase(schema) {
  if (schema.$ref) return linkTo(refName(schema));
  if (schema.oneOf) return schema.oneOf.map(typePhrase).join(' or ');
  if (schema.type === 'array') return `array of ${typePhrase(schema.items)}`;
  return [schema.type ?? 'any'].flat().map(escape).join(' or ');
}

/** Bounds and choices: "1 to 200", "at most 50", "default 20". */
export function limitsOf(schema) {
  const limits = [];
  if (schema.enum) limits.push(`one of ${schema.enum.map((value) => `<code>${escape(value)}</code>`).join(' ')}`);
  if (schema.const !== undefined) limits.push(`always <code>${escape(schema.const)}</code>`);
  if (schema.minimum !== undefined && schema.maximum !== undefined)
    limits.push(`${schema.minimum} to ${schema.maximum}`);
  else if (schema.minimum !== undefined) limits.push(`at least ${schema.minimum}`);
  if (schema.minLength !== undefined && schema.maxLength !== undefined)
    limits.push(`${schema.minLength} to ${schema.maxLength} characters`);
  else if (schema.maxLength !== undefined) limits.push(`at most ${schema.maxLength} characters`);
  if (schema.maxItems !== undefined) limits.push(`at most ${schema.maxItems}`);
  if (schema.default !== undefined) limits.push(`default <code>${escape(schema.default)}</code>`);
  if (schema.format) limits.push(escape(schema.format));
  return limits.join(', ');
}

const row = (heading, type, description) =>
  `<tr><th scope="row">${heading}</th><td>${type}</td><td>${inline(description)}</td></tr>`;

/** What a member says of itself, else the first words of what it is made of. */
const meaningOf = (contract, schema) =>
  schema.description ?? opening(dereference(contract, schema.items ?? schema).description);

function memberRow(contract, name, schema, { required, otherwise }) {
  const limits = limitsOf(schema);
  const type = [typePhrase(schema), limits && `<span class="limits">${limits}</span>`].filter(Boolean).join('<br>');
  const mark = required ? '' : ` <span class="optional">${escape(otherwise)}</span>`;
  return row(`<code>${escape(name)}</code>${mark}`, type, meaningOf(contract, schema));
}

const scrolling = (table) => `<div class="table">${table}</div>`;

/** The members of an object, a row each. `otherwise`: what to say of those that are not required. */
export function membersTable(contract, schema, otherwise = 'not always') {
  const rows = Object.entries(schema.properties).map(([name, member]) =>
    memberRow(contract, name, member, { required: schema.required?.includes(name), otherwise }),
  );
  return scrolling(`<table><thead><tr><th>Member</th><th>Type</th><th>Meaning</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`);
}

export function schemaSection(contract, name, schema) {
  const limits = limitsOf(schema);
  const pattern = schema.pattern ? `<p class="limits">pattern <code>${escape(schema.pattern)}</code></p>` : '';
  const phrase = `<p class="phrase">${typePhrase(schema)}${limits && `: ${limits}`}</p>`;
  const body = schema.properties ? membersTable(contract, schema) : `${phrase}${pattern}`;
  return `<section class="schema" id="${schemaAnchor(name)}">
<h3><a class="anchor" href="#${schemaAnchor(name)}">${escape(name)}</a></h3>
${paragraphs(schema.description)}
${body}
</section>`;
}

export function parametersTable(parameters) {
  const rows = parameters.map(({ name, in: place, required, schema, description }) => {
    const limits = limitsOf(schema);
    const list = schema.type === 'array' ? `${typePhrase(schema.items)}, several parted by commas` : typePhrase(schema);
    const type = [list, limits && `<span class="limits">${limits}</span>`].filter(Boolean).join('<br>');
    const mark = required ? ' <span class="required">required</span>' : '';
    const where = place === 'path' ? ' <span class="optional">in the path</span>' : '';
    return row(`<code>${escape(name)}</code>${mark}${where}`, type, description);
  });
  return scrolling(`<table><thead><tr><th>Parameter</th><th>Type</th><th>Meaning</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table>`);
}
