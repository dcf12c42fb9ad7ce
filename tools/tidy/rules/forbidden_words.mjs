import { readFileSync } from 'node:fs';
import { isText, lineRule } from '../rule.mjs';

// One entry a line: a pattern, a tab, what to do instead. The file breaks its own words up so that it passes itself.
export function parseWords(text) {
  return text
    .split('\n')
    .filter((line) => line && !line.startsWith('#'))
    .map((line) => {
      const [pattern, advice] = line.split('\t');
      return { pattern: new RegExp(pattern), advice };
    });
}

const words = parseWords(readFileSync(new URL('../forbidden_words.txt', import.meta.url), 'utf8'));

export default lineRule({
  name: 'forbidden_words',
  why: 'no machine, secret or unfinished promise gets into the repository',
  applies: (path) => isText(path) && !path.endsWith('pnpm-lock.yaml'),
  message(text) {
    const found = words.find(({ pattern }) => pattern.test(text));
    return found && `"${found.pattern.exec(text)[0].trim()}": ${found.advice}`;
  },
});
