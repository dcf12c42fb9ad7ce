import { lineRule } from '../rule.mjs';

export default lineRule({
  name: 'no_getenv',
  why: 'configuration is read once, in src/main, and passed down as values',
  applies: (path) => /^src\/.+\.(cpp|hpp)$/.test(path) && !/^src\/(main|testing)\/|_test\.cpp$/.test(path),
  message: (text) => /\b(secure_)?getenv\s*\(/.test(text) && 'reads the environment: take the value as an argument',
});
