#!/usr/bin/env node
// secrets.mjs: looks for secrets in every file of the project and in every line its history ever added. It knows the
// forms of common keys, passwords in addresses, and values that look random where a name says that they are secret.
// What only looks like one stands in allowed.mjs with its reason. No secret is printed whole.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { projectFiles, projectRoot } from '../lib/files.mjs';
import { allowed } from './allowed.mjs';

const kLeastEntropy = 3.4; // bits a character: below are words and repetitions
const kShown = 6;

/** Bits a character of a text, by how often each occurs. */
export function entropyOf(text) {
  const counts = {};
  for (const letter of text) counts[letter] = (counts[letter] ?? 0) + 1;
  return Object.values(counts).reduce((sum, n) => sum - (n / text.length) * Math.log2(n / text.length), 0);
}

const isRandom = (text) => /\d/.test(text) && /[a-z]/i.test(text) && entropyOf(text) >= kLeastEntropy;
// `${…}`, <…>, {…} and plain words in the place of a password are no password.
const isPlaceholder = (text) => /^[$<{%]|^\.{3}$|…/.test(text);

// Of things that are secret.
const kNames = [
  ...['passw(?:or)?d', 'passphrase', 'secret', 'token', 'credential'],
  ...['api', 'access', 'private', 'signing'].map((kind) => `${kind}_?-?key`),
].join('|');

// A pattern's first group, or all of it, is the secret.
const rules = [
  { name: 'aws-key-id', pattern: /\b((?:AKIA|ASIA)[0-9A-Z]{16})\b/g },
  { name: 'private-key', pattern: /(-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----)/g },
  { name: 'github-token', pattern: /\b(gh[pousr]_[A-Za-z0-9]{36}|github_pat_\w{40,})\b/g },
  { name: 'npm-token', pattern: /\b(npm_[A-Za-z0-9]{36})\b/g },
  { name: 'slack-token', pattern: /\b(xox[baprs]-[A-Za-z0-9-]{10,})/g },
  { name: 'google-key', pattern: /\b(AIza[0-9A-Za-z_-]{35})\b/g },
  { name: 'stripe-key', pattern: /\b((?:sk|rk)_live_[0-9A-Za-z]{16,})\b/g },
  { name: 'web-token', pattern: /\b(eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,})/g },
  { name: 'own-api-key', pattern: /\b(ht_[A-Za-z0-9_-]{43})(?![\w-])/g },
  {
    name: 'password-in-address',
    pattern: /\b[a-z][a-z0-9+.-]{0,30}:\/\/[^\s/:@"'`]*:([^\s/:@"'`]+)@/gi,
    unless: isPlaceholder,
  },
  {
    name: 'assigned',
    pattern: new RegExp(`(?:${kNames})\\w*["'\`\\]]?[ \\t]*(?:[:=]|=>)[ \\t]*["'\`]?([A-Za-z0-9+/_.=-]{16,})`, 'gi'),
    unless: (text) => !isRandom(text),
  },
];

/** [{rule, secret}] in a text of any number of lines. */
export function secretsIn(text) {
  return rules.flatMap(({ name, pattern, unless }) =>
    [...text.matchAll(pattern)].map(([, secret]) => ({ rule: name, secret })).filter(({ secret }) => !unless?.(secret)),
  );
}

const fits = (entry, { path, rule, secret }) =>
  entry.rule === rule && entry.paths.test(path) && (entry.values?.test(secret) ?? true);

/** Those that no entry of the list allows; `used` collects the entries that did. */
export function judged(found, list = allowed, used = new Set()) {
  return found.filter((one) => {
    const entry = list.find((each) => fits(each, one));
    if (entry) used.add(entry);
    return !entry;
  });
}

/** "src/x.cpp: aws-key-id AKIA12…": where, what, and enough of it to find it. */
export const shown = ({ path, commit, rule, secret }) =>
  `${commit ? `${commit.slice(0, 10)} ` : ''}${path}: ${rule} ${secret.slice(0, kShown)}… (${secret.length} letters)`;

/** [{path, rule, secret}] of the files as they are now. */
export function secretsOfFiles(files = projectFiles()) {
  return files.flatMap(({ path, text }) => secretsIn(text).map((one) => ({ path, ...one })));
}

/** [{path, commit, rule, secret}] of every line that any commit of `root` added. Throws where there is no history. */
export async function secretsOfHistory(root = projectRoot) {
  const args = ['-C', root, 'log', '--all', '-p', '-U0', '--no-color', '--no-ext-diff', '--format=commit %H'];
  const git = spawn('git', args, { stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = new Promise((done) => git.once('close', done));
  const found = [];
  let commit;
  let path;
  let commits = 0;
  let added = []; // lines of one file in one commit
  const look = () => {
    found.push(...secretsIn(added.join('\n')).map((one) => ({ path, commit, ...one })));
    added = [];
  };
  for await (const line of createInterface({ input: git.stdout, crlfDelay: Infinity })) {
    if (line.startsWith('diff --git ') || line.startsWith('commit ')) look();
    if (line.startsWith('commit ')) [commit, commits] = [line.slice(7), commits + 1];
    else if (line.startsWith('+++ ')) path = line.replace(/^\+\+\+ (b\/)?/, '');
    else if (line.startsWith('+')) added.push(line.slice(1));
  }
  look();
  const code = await ended;
  if (code !== 0 || commits === 0) throw new Error(`git log ended with ${code} after ${commits} commits`);
  return { found, commits };
}

async function main() {
  if (process.argv.includes('--help')) {
    console.log(
      'usage: secrets.mjs\nLooks for secrets in the project’s files and in its whole history; 1 when there are.',
    );
    return;
  }
  const { found, commits } = await secretsOfHistory();
  const left = judged([...secretsOfFiles(), ...found]);
  for (const line of new Set(left.map(shown))) console.error(line);
  console.log(`${projectFiles().length} files and ${commits} commits: ${left.length} secrets`);
  process.exitCode = left.length > 0 ? 1 : 0;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main();
