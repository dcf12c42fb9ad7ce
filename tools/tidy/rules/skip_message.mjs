import { kCpp, lineRule } from '../rule.mjs';

export default lineRule({
  name: 'skip_message',
  why: 'a skipped test says loudly what was missing',
  applies: (path) => kCpp.test(path),
  message: (text) =>
    /\bGTEST_SKIP\s*\(\s*\)(?!\s*<<)/.test(text) && 'write GTEST_SKIP() << "what is missing and how to get it"',
});
