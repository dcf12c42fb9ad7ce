export default {
  name: 'header_comment',
  why: 'a header is a contract: its first words say what the thing is and what it is not',
  check: (files) =>
    files
      .filter((file) => /^src\/.+\.hpp$/.test(file.path) && !/^\/\/ \S/.test(file.text))
      .map((file) => ({ path: file.path, line: 1, message: 'begin with a comment that says what this is' })),
};
