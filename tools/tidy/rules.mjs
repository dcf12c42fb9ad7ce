// The house rules, in the order in which they are reported. A new rule: a file in rules/, a line here, a test.
import blobSize from './rules/blob_size.mjs';
import decisionNumbers from './rules/decision_numbers.mjs';
import fileLength from './rules/file_length.mjs';
import forbiddenWords from './rules/forbidden_words.mjs';
import headerComment from './rules/header_comment.mjs';
import lineLength from './rules/line_length.mjs';
import moduleReadme from './rules/module_readme.mjs';
import noGetenv from './rules/no_getenv.mjs';
import noStdout from './rules/no_stdout.mjs';
import noTodo from './rules/no_todo.mjs';
import scriptHelp from './rules/script_help.mjs';
import skipMessage from './rules/skip_message.mjs';

export const rules = [
  lineLength,
  fileLength,
  blobSize,
  headerComment,
  noTodo,
  noGetenv,
  noStdout,
  skipMessage,
  scriptHelp,
  moduleReadme,
  decisionNumbers,
  forbiddenWords,
];
