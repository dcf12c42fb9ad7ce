import { isByHand, kSourceCode } from '../rule.mjs';

export const kMaxFileLines = 500;
export const kLongFileLines = 400;

const measured = (files) =>
  files
    .filter((file) => kSourceCode.test(file.path) && isByHand(file.path))
    .map((file) => ({ path: file.path, length: file.lines.length - 1 }));

export default {
  name: 'file_length',
  why: 'a file has one main idea',
  check: (files) =>
    measured(files)
      .filter(({ length }) => length > kMaxFileLines)
      .map(({ path, length }) => ({
        path,
        line: kMaxFileLines + 1,
        message: `${length} lines, ${kMaxFileLines} at most: split it by idea`,
      })),
};

// Files on their way to the limit: printed, not refused.
export const longFiles = (files) => measured(files).filter(({ length }) => length > kLongFileLines);
