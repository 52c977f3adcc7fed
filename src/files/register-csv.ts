import { type Cell, type Column, columns, type Row } from '../domain/register.ts';
import { neutral } from './neutral.ts';

const BATCH = 500;

/** The register as RFC 4180 has it, UTF-8 with the mark by which spreadsheets know it; a part at a time. */
export function* registerCsv(rows: Iterable<Row>): Generator<Uint8Array> {
  let part = `\uFEFF${lineOf(columns.map(({ title }) => title))}`;
  let count = 0;
  for (const row of rows) {
    part += lineOf(columns.map((column, at) => field(column, row[at] ?? null)));
    if (++count % BATCH === 0) {
      yield Buffer.from(part);
      part = '';
    }
  }
  yield Buffer.from(part);
}

const lineOf = (fields: readonly string[]): string => `${fields.map(quoted).join(',')}\r\n`;

function field({ kind }: Column, cell: Cell): string {
  if (typeof cell === 'number') return kind === 'points' ? cell.toFixed(2) : String(cell);
  return kind === 'text' ? neutral(cell ?? '') : (cell ?? '');
}

const quoted = (text: string): string =>
  /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
