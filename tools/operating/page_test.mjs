import assert from 'node:assert/strict';
import test from 'node:test';
import { commandsOf, nameOf, sectionsOf } from './page.mjs';

const text = `# A page

    before

## First

Words.

    one --flag
    two "goes on
      here" \\
      and here

    three

\`\`\`sh
four
\`\`\`

## Second

    server { }
`;

test('blocks are told by indentation or fences, by heading', () => {
  assert.deepEqual(sectionsOf(text), [
    { heading: '', blocks: ['before'] },
    { heading: 'First', blocks: ['one --flag\ntwo "goes on\n  here" \\\n  and here', 'three', 'four'] },
    { heading: 'Second', blocks: [] },
  ]);
});

test('a command goes on in the next line by a backslash, an open quote or an open substitution', () => {
  const commands = ['one --flag', 'two "goes on\n  here" \\\n  and here', 'x=$(\n  y z)', "put '{\n  1}'"];
  assert.deepEqual(commandsOf(['# words', ...commands].join('\n')), commands);
});

test('commands have short names', () => {
  const names = {
    'aws sqs delete-message --queue-url x': 'aws sqs delete-message',
    'q=$(aws sqs get-queue-url --queue-name x)': 'aws sqs get-queue-url',
    'sudo systemctl start x': 'systemctl',
    'A=1 scripts/backup.sh list': 'backup.sh',
  };
  for (const [command, name] of Object.entries(names)) assert.equal(nameOf(command), name);
});
