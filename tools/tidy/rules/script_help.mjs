export default {
  name: 'script_help',
  why: 'every script says what it does when asked',
  check: (files) =>
    files
      .filter((file) => /^scripts\/[^/]+$/.test(file.path) && file.text.startsWith('#!'))
      .filter((file) => !file.text.includes('--help'))
      .map((file) => ({ path: file.path, line: 1, message: 'answer --help with what it does and its options' })),
};
