// Pieces of Markdown: paragraphs wrapped at the house's line length, tables, amounts.
const kMaxLine = 120;

export const money = (usd) => usd.toFixed(2);
export const dollars = (usd) => `$${usd.toFixed(0)}`;

export function paragraph(...sentences) {
  const lines = [''];
  for (const word of sentences.join(' ').split(/\s+/)) {
    const last = lines.at(-1);
    if (last && last.length + 1 + word.length > kMaxLine) lines.push(word);
    else lines[lines.length - 1] = last ? `${last} ${word}` : word;
  }
  return [...lines, ''];
}

const row = (cells) => `| ${cells.join(' | ')} |`;

// The first `textColumns` are words, and what follows the `lastNumber`th column.
export function table(head, rows, textColumns = 1, lastNumber = head.length) {
  const rule = head.map((_, i) => (i < textColumns || i >= lastNumber ? '---' : '---:'));
  return [row(head), row(rule), ...rows.map(row), ''];
}

export function amount(value) {
  if (value === 0) return '0';
  if (value >= 1000) return Math.round(value).toLocaleString('en-US');
  return value >= 10 ? value.toFixed(1).replace(/\.0$/, '') : value.toPrecision(2).replace(/^(\d+)\.0$/, '$1');
}
