import { isByHand, kSourceCode, lineRule } from '../rule.mjs';

export const kMaxLineLength = 120;

export default lineRule({
  name: 'line_length',
  why: 'two files fit side by side on a screen',
  applies: (path) => kSourceCode.test(path) && isByHand(path),
  message(text) {
    const length = [...text].length;
    return length > kMaxLineLength && `${length} characters, ${kMaxLineLength} at most: break the line`;
  },
});
