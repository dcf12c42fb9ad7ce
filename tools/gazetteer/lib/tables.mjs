// Reading and writing the small tables of this tool: our own facts (tab separated, "#" comments) and publishers' CSV.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

/** Rows of one of our fact tables: arrays of text, comments left out. */
export function readFacts(path) {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
}

/** All fact tables of a folder, by the name they have in model.mjs. */
export function factTables(folder) {
  const table = (name) => readFacts(join(folder, `${name}.tsv`));
  return {
    censusRegions: table('census-regions'),
    states: table('states'),
    counties: table('counties'),
    countiesFormer: table('counties-former'),
    countyNeighbours: table('county-neighbours'),
    cbsa: table('cbsa'),
    metroDivisions: table('metro-divisions'),
    zipsExtra: table('zips-extra'),
  };
}

/** Writes rows under a comment that names their origin and columns. */
export function writeFacts(path, comment, rows) {
  const head = comment.map((line) => `# ${line}\n`).join('');
  writeFileSync(path, head + rows.map((row) => row.join('\t') + '\n').join(''));
}

/** The text of a publisher's file, unpacked when its name ends in .gz. */
export function readText(path, encoding = 'utf8') {
  const bytes = readFileSync(path);
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString(encoding);
}

/** Rows of a CSV text (RFC 4180 quotes; CR, LF or CRLF). */
export function parseCsv(text, separator = ',') {
  const rows = [];
  let row = [];
  let field = '';
  let quoted = false;
  for (let i = 0; i < text.length; ++i) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') field += text[++i];
      else quoted = false;
    } else if (c === '"') {
      quoted = true;
    } else if (c === separator) {
      row.push(field);
      field = '';
    } else if (c === '\n') {
      row.push(field);
      rows.push(row);
      row = [];
      field = '';
    } else if (c !== '\r') {
      field += c;
    }
  }
  if (field !== '' || row.length > 0) rows.push([...row, field]);
  return rows;
}

/** CSV rows as objects by the names in the first row. */
export function parseCsvObjects(text, separator = ',') {
  const [header, ...rows] = parseCsv(text, separator);
  const names = header.map((name) => name.trim());
  return rows
    .filter((row) => row.length === names.length)
    .map((row) => Object.fromEntries(names.map((name, i) => [name, row[i].trim()])));
}
