import { readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Amount, Row } from './row.ts';

const page = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
const [begin, end] = ['<!-- measured -->', '<!-- /measured -->'];

/** The figures as a table in Markdown, columns aligned. */
export function table(rows: readonly Row[]): string {
  const cells = [
    ['what', 'target', 'measured', ''],
    ...rows.map(({ what, target, measured, ok }) => [what, target || '–', measured, verdict(ok)]),
  ];
  const widths = [0, 1, 2, 3].map((at) => Math.max(3, ...cells.map((row) => row[at]?.length ?? 0)));
  const lines = cells.map((row) => lineOf(row.map((cell, at) => cell.padEnd(widths[at] ?? 0))));
  const rule = lineOf(widths.map((width) => '-'.repeat(width)));
  return [lines[0], rule, ...lines.slice(1)].join('\n');
}

const lineOf = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const verdict = (ok: boolean | undefined): string => {
  if (ok === undefined) return '';
  return ok ? 'ok' : 'over';
};

/** The machine and the day, in a sentence. */
export function machine(today: Date): string {
  const [model = 'unknown processor'] = cpus().map((cpu) => cpu.model.trim());
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `Measured on ${today.toISOString().slice(0, 10)} on ${model}, ${String(availableParallelism())} cores, ${String(memory)} GB of memory, Node ${process.versions.node}.`;
}

/** How much was measured, in a sentence. */
export const extent = ({ rounds, pairs, starts }: Amount): string =>
  `Approvals: ${String(rounds)} rounds of ${String(pairs)} pairs; starts: ${String(starts)}.`;

/** Puts the figures between their marks on the page, and leaves the rest of it alone. */
export function publish(figures: string): void {
  const [before, rest] = readFileSync(page, 'utf8').split(begin);
  const after = rest?.split(end)[1];
  if (before === undefined || after === undefined) throw new Error('The page has lost its marks.');
  writeFileSync(page, `${before}${begin}\n\n${figures}\n\n${end}${after}`);
}
