import { lineRule } from '../rule.mjs';

const kPrints = /\bstd::(cout|cerr|clog)\b|(?<![\w:.>])(std::)?(printf|puts|putchar)\s*\((?!\))/;

export default lineRule({
  name: 'no_stdout',
  why: 'only the command line prints; everything else returns values or logs',
  applies: (path) => /^src\/.+\.(cpp|hpp)$/.test(path) && !/^src\/main\/|_(test|bench|fuzz)\.cpp$/.test(path),
  message: (text) => kPrints.test(text) && 'prints: return the text, or use base/log.hpp',
});
