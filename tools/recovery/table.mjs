// What a drill saw, for people: a table, and whether all is well.

export function table(seen, { archiveSeconds }) {
  const same = (all, wrong) => `${all - wrong.length} of ${all}`;
  const rows = [
    [
      'written before the disaster',
      `${seen.kept + seen.lost} writes, ${seen.writesPerSecond.toFixed(0)} a second, and ${seen.imports} imports`,
    ],
    [
      'lost (RPO)',
      `${seen.lost} writes, ${seen.rpoSeconds.toFixed(1)} s; the log leaves every ${archiveSeconds} s; target 15 min`,
    ],
    ['lost in between (holes)', String(seen.holes)],
    ['until the database was back', `${seen.databaseSeconds.toFixed(1)} s`],
    ['until the first answer', `${seen.firstAnswerSeconds.toFixed(1)} s`],
    [
      'until all was checked (RTO)',
      `${seen.rtoSeconds.toFixed(1)} s = ${(seen.rtoSeconds / 60).toFixed(2)} min; target 60 min`,
    ],
    ['answers of the API', `${same(seen.answers, seen.wrongAnswers)} the same, byte for byte`],
    [
      'back to the moment before a mistake',
      `${seen.pointSeconds.toFixed(1)} s; ${same(seen.tables, seen.wrongTables)} tables the same by checksum`,
    ],
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, text]) => `${name.padEnd(width)}  ${text}`).join('\n');
}

export const isWell = (seen) =>
  seen.holes === 0 && seen.wrongAnswers.length === 0 && seen.wrongTables.length === 0 && seen.kept > 0;
