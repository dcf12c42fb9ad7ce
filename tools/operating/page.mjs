// The commands of an operator's page, taken out of it and run as they stand there. A page keeps them in indented blocks
// or in ``` fences, block by block below a heading; an empty line ends a block. Words that stand for something
// (E, DOMAIN, ids) are filled in by the test's own table.
//
// What no test runs, a page names in its last section "What was tried, and how"; unnamed() gives what it does not.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../cloud/process.mjs';

const kRunSeconds = 120;
const kTried = 'What was tried, and how';
// Blocks that are no commands: settings of other programs, listings, what a program prints.
const kNoCommand = /^(server|location|#!|\{|[A-Z_]+=…|deploy: )/;

const kShellFence = /^```(sh|bash)?$/;

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** [{heading, blocks: [text]}] of a page's text; what stands before the first heading has ''. */
export function sectionsOf(text) {
  return text.split(/^## /m).map((section, i) => {
    const [first, ...lines] = section.split('\n');
    const heading = i === 0 ? '' : first;
    let fence = '';
    const code = lines.map((line) => {
      if (/^```/.test(line)) {
        fence = fence ? '' : line;
        return '';
      }
      if (fence) return kShellFence.test(fence) ? line : '';
      return line.startsWith('    ') ? line.slice(4) : '';
    });
    const blocks = code
      .join('\n')
      .split(/\n(?:[ \t]*\n)+/)
      .map((block) => block.replace(/^\n+|\s+$/g, ''))
      .filter((block) => block && !kNoCommand.test(block));
    return { heading, blocks };
  });
}

/** The commands of a block, each with the lines it goes on in. Comments are none. */
export function commandsOf(block) {
  const commands = [];
  let open = '';
  for (const line of block.split('\n')) {
    if (!open && /^\s*(#|$)/.test(line)) continue;
    open = open ? `${open}\n${line}` : line;
    const isQuoted = ["'", '"'].some((quote) => open.split(quote).length % 2 === 0);
    const depth = open.split('$(').length - open.split(')').length;
    if (line.endsWith('\\') || isQuoted || depth > 0) continue;
    commands.push(open);
    open = '';
  }
  return open ? [...commands, open] : commands;
}

/** What a command is called: "aws sqs receive-message", "certbot", "psql". */
export function nameOf(command) {
  const words = command.replace(/^\s*(sudo\s+|[A-Za-z_]+=\$\(\s*|[A-Z_]+=\S+\s+)+/, '').split(/[\s;]+/);
  return words[0] === 'aws' ? words.slice(0, 3).join(' ') : words[0].split('/').at(-1);
}

export class Page {
  #taken = new Set();
  #without = new Set();

  /** `name` below docs/operating. `words`: {placeholder: text} for all of its blocks. */
  constructor(name, words = {}) {
    this.text = readFileSync(join(projectRoot, 'docs/operating', `${name}.md`), 'utf8');
    Object.assign(this, { name, words, sections: sectionsOf(this.text) });
  }

  /** A block as the page has it, filled in; from now on it counts as tried. */
  block(heading, index = 0, words = {}) {
    const blocks = this.sections.find((section) => section.heading === heading)?.blocks;
    if (!blocks?.[index]) throw new Error(`${this.name}.md has no block ${index} below "${heading}"`);
    this.#taken.add(blocks[index]);
    return this.#filled(blocks[index], words);
  }
  #filled(block, words) {
    let text = block;
    for (const [word, value] of Object.entries({ ...this.words, ...words }))
      text = text.replace(new RegExp(`(?<![A-Za-z0-9])${escaped(word)}(?![A-Za-z0-9])`, 'g'), () => value);
    return text;
  }

  /**
   * Runs a block with bash, stopping at the first command that fails: what it printed. `without` names commands whose
   * options alone are looked at (of AWS) or that are passed over, since nothing here could answer them; `code` is the
   * exit code that is right.
   */
  async run(heading, index, { words, without = [], code = 0, ...options } = {}) {
    let script = this.block(heading, index, words);
    for (const name of without) {
      this.#without.add(name);
      script = passOver(script, name);
    }
    const ended = await bash(script, options);
    if (ended.code === code) return ended.stdout;
    throw new Error(`${script}\n${ended.stdout}${ended.stderr}\nexit ${ended.code} instead of ${code}`);
  }

  /** Blocks that no test took, and commands in others that none ran. */
  untried() {
    const blocks = this.sections.flatMap((section) => section.blocks).filter((block) => !this.#taken.has(block));
    return { blocks, commands: [...new Set([...blocks.flatMap(commandsOf).map(nameOf), ...this.#without])] };
  }
  /** Untried commands that the last section does not name. An operation of AWS goes by its own name there. */
  unnamed() {
    const said = this.text.split(`## ${kTried}\n`)[1] ?? '';
    const short = (command) => command.split(' ').at(-1);
    return this.untried().commands.filter((command) => !said.includes(`\`${short(command)}\``));
  }
  /** Whether the command line of AWS takes the options of its untried commands: [what it said of those it does not]. */
  async refusedOptions(env) {
    const wrong = [];
    for (const command of this.untried()
      .blocks.flatMap(commandsOf)
      .filter((each) => nameOf(each).startsWith('aws '))) {
      const { code, stderr } = await bash(passOver(this.#filled(command, {}), nameOf(command)), { env });
      if (code !== 0) wrong.push(`${command}\n${stderr}`);
    }
    return wrong;
  }
}

// Of AWS the options are looked at: the skeleton of an answer is printed, and nothing is called. `aws … wait` has no
// skeleton, and like all others is only passed over.
function passOver(script, name) {
  const isChecked = name.startsWith('aws ') && !name.endsWith(' wait');
  return commandsOf(script)
    .map((command) => {
      if (nameOf(command) !== name) return command;
      return isChecked ? command.replace(name, `${name} --generate-cli-skeleton output`) : 'true';
    })
    .join('\n');
}

/** {code, stdout, stderr} of a script. */
export function bash(script, { env, cwd = projectRoot, input = '' } = {}) {
  return new Promise((done, failed) => {
    const child = spawn('bash', ['--norc', '-euo', 'pipefail', '-c', script], { env, cwd, stdio: 'pipe' });
    const texts = { stdout: '', stderr: '' };
    for (const name of Object.keys(texts)) child[name].on('data', (chunk) => (texts[name] += chunk));
    const timer = setTimeout(() => child.kill('SIGKILL'), kRunSeconds * 1000);
    child.once('error', failed);
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      done({ code: code ?? signal, ...texts });
    });
    child.stdin.on('error', () => {}); // it may not read at all
    child.stdin.end(input);
  });
}
