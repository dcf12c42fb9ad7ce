// What was seen of each fault, for people, and whether it is what was expected.
//
// Expected of every fault: each public read is answered 200 with a whole publication; what was acknowledged is in the
// database, once; each promised mail comes, once; the release that was under way is shown by every process afterwards.
// `readsMayFail`: nobody is there who could answer. `writesMayFail`: a write may be refused, and the writer knows it.
// `mailsMayRepeat`: a mail may be handed over and that not be noted, so it may come again under its Message-ID, for SES
// has no send that can be repeated safely.

/** What is expected of a fault, in words. */
export function expectation({ readsMayFail, writesMayFail, mailsMayRepeat }) {
  const reads = readsMayFail ? 'nobody can answer' : 'no read fails';
  const writes = writesMayFail ? 'a write is refused or kept' : 'no write is refused';
  const mails = mailsMayRepeat ? 'no mail lost; one sent again has its Message-ID' : 'no mail lost or sent twice';
  return `${reads}; ${writes}; ${mails}; the release is shown`;
}

/** What was otherwise than expected, in words. */
export function complaints(fault, seen) {
  const list = [];
  const complain = (items, text) => {
    if (items.length > 0) list.push(`${items.length} ${text}: ${items.slice(0, 3).join('; ')}`);
  };
  if (seen.error) list.push(seen.error);
  if (!fault.readsMayFail) complain(seen.readFailures, 'reads failed');
  if (!fault.writesMayFail) complain(seen.refusedWrites, 'writes refused');
  complain(seen.wrongValues, 'values of no publication');
  complain(seen.lostWrites, 'acknowledged writes lost');
  complain(seen.doubledWrites, 'writes done twice');
  complain(seen.lostMails, 'mails lost');
  complain(seen.doubledMails, 'mails sent twice');
  if (!fault.mailsMayRepeat) complain(seen.repeatedMails, 'mails sent again');
  if (seen.reads === 0 || seen.writes === 0) list.push(`${seen.reads} reads and ${seen.writes} writes are no load`);
  return list;
}

const head = ['fault', 'what is done', 'expected', 'seen', 'all well after'];

function row({ fault, seen, skipped, complaints: list }) {
  const what = `${fault.does}${fault.says ? ` (${fault.says()})` : ''}`;
  if (skipped) return [fault.name, what, expectation(fault), `skipped: ${skipped}`, ''];
  const parts = [
    `${seen.readFailures.length} of ${seen.reads.toLocaleString('en')} reads failed, the slowest took ` +
      `${(seen.slowestMs / 1000).toFixed(1)} s`,
    `${seen.writes} writes kept, ${seen.refusedWrites.length} refused, ${seen.lostWrites.length} lost, ` +
      `${seen.doubledWrites.length} doubled`,
    `${seen.mails} mails, ${seen.lostMails.length} lost, ${seen.doubledMails.length} doubled, ` +
      `${seen.repeatedMails.length} again`,
  ];
  if (list.length > 0) parts.unshift('NOT AS EXPECTED');
  const after = seen.recoveredSeconds === undefined ? 'not' : `${seen.recoveredSeconds.toFixed(1)} s`;
  return [fault.name, what, expectation(fault), parts.join('; '), after];
}

/** In Markdown, aligned so that a terminal can show it too. */
export function table(results) {
  const rows = [head, ...results.map(row)];
  const widths = head.map((_, i) => Math.max(...rows.map((cells) => cells[i].length)));
  const line = (cells) => `| ${cells.map((cell, i) => cell.padEnd(widths[i])).join(' | ')} |`;
  const [first, ...rest] = rows.map(line);
  return [first, line(widths.map((width) => '-'.repeat(width))), ...rest].join('\n');
}
