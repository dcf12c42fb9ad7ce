// What `make test` prints: a table of parts and, alone on the last line, the sum.

export function sum(results) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const result of results) for (const key of Object.keys(total)) total[key] += result[key];
  return total;
}

export const closingLine = ({ passed, failed, skipped }) => `${passed} passed, ${failed} failed, ${skipped} skipped`;

export function table(results) {
  const rows = results.map((result) => [
    result.name,
    ...[result.passed, result.failed, result.skipped].map(String),
    `${result.seconds.toFixed(1)} s`,
  ]);
  const all = [['part', 'passed', 'failed', 'skipped', 'time'], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const cell = (text, column) => (column === 0 ? text.padEnd(widths[0]) : text.padStart(widths[column]));
  return all.map((row) => row.map(cell).join('  ')).join('\n');
}

// Quoted output of a part: set off, so that no line of it can be taken for the closing line.
export const quoted = (text) => text.trimEnd().replace(/^/gm, '  | ');
