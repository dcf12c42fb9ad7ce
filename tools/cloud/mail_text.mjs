// A mail as a person reads it: who it is for, its subject, its plain text with the links in it.
const unquoted = (text) =>
  Buffer.from(
    text.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

const decodedWords = (text) =>
  text.replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind, word) =>
    kind.toLowerCase() === 'b' ? Buffer.from(word, 'base64').toString('utf8') : unquoted(word.replaceAll('_', ' ')),
  );

/** {to, subject, text} of what SES took. */
export function readMail({ raw_data: raw, destinations }) {
  const [, head] = /^([\s\S]*?)\r?\n\r?\n/.exec(raw) ?? [];
  const subject = /^Subject: (.*(?:\r?\n[ \t].*)*)/im.exec(head ?? '')?.[1] ?? '';
  const part = /Content-Type: text\/plain[\s\S]*?\r?\n\r?\n([\s\S]*?)\r?\n--/i.exec(raw)?.[1] ?? '';
  return {
    to: [...new Set(destinations)].join(', '),
    subject: decodedWords(subject.replace(/\r?\n[ \t]+/g, ' ')),
    text: unquoted(part),
  };
}
