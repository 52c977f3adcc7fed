import writeExcelFile, { type Cell as SheetCell, type SheetData } from 'write-excel-file/node';
import { type Cell, type Column, columns, type Row } from '../domain/register.ts';
import { neutral } from './neutral.ts';
import { filters, textStyle } from './sheet-features.ts';

const SHEET = 'Register';

/** The register as a workbook: one sheet, its header frozen, bold and with filters, dates as dates, numbers as numbers. */
export function registerXlsx(rows: Iterable<Row>): Promise<Uint8Array> {
  const sheet: SheetData = [
    columns.map(({ title }) => ({ value: title, ...header })),
    ...Array.from(rows, (row) => columns.map((column, at) => cell(column, row[at] ?? ''))),
  ];
  const options = {
    sheet: SHEET,
    stickyRowsCount: 1,
    columns: columns.map(({ width }) => ({ width })),
    orientation: 'landscape',
  } as const;
  const whole = { sheet: SHEET, rows: sheet.length, columns: columns.length };
  return writeExcelFile(sheet, options, { features: [textStyle, filters(whole)] }).toBuffer();
}

const header = { fontWeight: 'bold', alignVertical: 'top', wrap: true } as const;
const typed = {
  points: { alignVertical: 'top', format: '0.00' },
  count: { alignVertical: 'top', format: '0' },
  day: { alignVertical: 'top', format: 'yyyy-mm-dd' },
} as const;

function cell({ kind }: Column, value: Cell): SheetCell {
  if (value === null || value === '') return undefined;
  if (kind === 'text') return written(String(value));
  const exact = kind === 'day' ? new Date(`${String(value)}T00:00:00Z`) : Number(value);
  return { value: exact, ...typed[kind] };
}

const LONGEST = 32_767;

/** A text as a workbook keeps it: never computed, never read as an escape (`_x0041_`), no longer than a cell may be. */
function written(text: string): string {
  const plain = neutral(text)
    .replace(/\r\n?/g, '\n')
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .slice(0, LONGEST);
  // The library looks texts up in an object, where the names that every object has stand for something else.
  return plain in {} ? `'${plain}` : plain;
}
