// A run's results as text for the terminal, as Markdown and as JSON.
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, release, totalmem } from 'node:os';
import { join } from 'node:path';
import { fixed } from './numbers.mjs';

export function machine() {
  const all = cpus();
  return {
    cpu: all[0]?.model ?? 'unknown',
    cores: all.length,
    memory_gb: Math.round(totalmem() / 1e9),
    kernel: release(),
    node: process.version,
  };
}

function aligned(rows) {
  const widths = rows[0].map((_, i) => Math.max(...rows.map((row) => row[i].length)));
  const cell = (text, i) => (i === 0 ? text.padEnd(widths[i]) : text.padStart(widths[i]));
  return rows.map((row) => `  ${row.map(cell).join('  ')}`.trimEnd());
}

const ratioLines = (ratios) => ratios.map(({ name, value }) => `${name}: ${fixed(value)}`);

export function text(name, result) {
  if (result.skipped) return `SKIPPED ${name}: ${result.skipped}\n`;
  const table = aligned([result.columns, ...result.rows]);
  const ratios = ratioLines(result.ratios).map((line) => `  = ${line}`);
  return [`${result.title} (${name})`, `  ${result.note}`, ...table, ...ratios, ''].join('\n');
}

function section(name, result) {
  if (result.skipped) return [`## ${name}`, '', `Skipped: ${result.skipped}.`, ''];
  const line = (cells) => `| ${cells.join(' | ')} |`;
  const rule = line(result.columns.map((_, i) => (i === 0 ? '---' : '---:')));
  return [
    `## ${result.title}`,
    '',
    `${result.note}.`,
    '',
    line(result.columns),
    rule,
    ...result.rows.map(line),
    '',
    ...ratioLines(result.ratios).map((ratio) => `- ${ratio}`),
    ...(result.ratios.length ? [''] : []),
  ];
}

export function writeReport(folder, results, quick) {
  const where = machine();
  mkdirSync(folder, { recursive: true });
  const date = new Date().toISOString().slice(0, 10);
  const head = [
    `# Benchmarks of ${date}`,
    '',
    `${where.cores} × ${where.cpu}, ${where.memory_gb} GB, Linux ${where.kernel}, Node.js ${where.node}.`,
    ...(quick ? ['', 'Quick form: tiny sizes, to see that everything runs. The figures mean nothing.'] : []),
    '',
  ];
  const sections = Object.entries(results).flatMap(([name, result]) => section(name, result));
  writeFileSync(join(folder, 'report.md'), [...head, ...sections].join('\n'));
  const benches = Object.fromEntries(Object.entries(results));
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify({ date, quick, machine: where, benches }, null, 1)}\n`);
}
