// Text to HTML: escaping, and the little of Markdown that the contract's descriptions use.

const kEntities = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escape = (text) => String(text).replace(/[&<>"]/g, (sign) => kEntities[sign]);

/** `code` and **strong** within a line. */
export const inline = (text = '') =>
  escape(text.trim())
    .replace(/`([^`]+)`/g, '<code>$1</code>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>');

/** Paragraphs, parted by empty lines. */
export const paragraphs = (text = '') =>
  text
    .trim()
    .split(/\n\s*\n/)
    .filter(Boolean)
    .map((paragraph) => `<p>${inline(paragraph)}</p>`)
    .join('\n');

/** "One place, one id" of "One place, one id: `us`, …". */
export const opening = (text = '') =>
  text
    .trim()
    .replace(/\s+/g, ' ')
    .split(/[.:](?: |$)/)[0];

export const slug = (text) =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');

/** Indented JSON whose short arrays and objects stay on one line. */
export function prettyJson(value, indent = '') {
  const flat = JSON.stringify(value, null, 1)?.replace(/\n\s*/g, ' ');
  if (value === null || typeof value !== 'object' || flat.length + indent.length <= 84) return flat;
  const inner = `${indent}  `;
  const items = Array.isArray(value)
    ? value.map((item) => prettyJson(item, inner))
    : Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${prettyJson(item, inner)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open}\n${items.map((item) => inner + item).join(',\n')}\n${indent}${close}`;
}
