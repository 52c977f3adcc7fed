import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { columns, type Row } from '../../src/domain/register.ts';
import { packed } from '../../src/app/packed-row.ts';
import { registerXlsx } from '../../src/files/register-xlsx.ts';
import { sheets } from '../../src/files/sheets.ts';
import { readCsv } from './read-csv.ts';
import { readWorkbook } from './unzip.ts';

const at = (title: string): number => columns.findIndex((column) => column.title === title);
const letters = (index: number): string =>
  index < 26
    ? String.fromCharCode(65 + index)
    : `${letters(Math.floor(index / 26) - 1)}${letters(index % 26)}`;
const cellOf = (title: string, row = 2): string => `${letters(at(title))}${String(row)}`;

/** The founding example, but for what a test wants different. */
const row = (cells: Readonly<Record<string, Row[number]>> = {}): Row =>
  columns.map(({ title, kind }) => {
    if (title in cells) return cells[title] ?? null;
    if (kind === 'points') return 4.5;
    if (kind === 'count') return 4;
    if (kind === 'day') return title === 'Approval date' ? '2025-11-12' : null;
    return title === 'Recommendation title' ? 'Cloud Discovery' : 'said';
  });

const dangerous = ['=1+1', '+1', '-1', '@SUM(A1)', '\tx', '\rx', '＝1'];

describe('the register as CSV', () => {
  const csv = async (rows: readonly Row[]): Promise<string> =>
    Buffer.from(await sheets.csv(rows.map(packed))).toString('utf8');

  it('begins with the mark of UTF-8, has its header, and ends every line with CR and LF', async () => {
    const text = await csv([row()]);
    assert.equal(text.codePointAt(0), 0xfeff);
    const read = readCsv(text);
    assert.deepEqual(
      read[0],
      columns.map(({ title }) => title),
    );
    assert.equal(read.length, 2);
    assert(text.endsWith('\r\n'));
  });

  it('writes points with two decimals and days as ISO 8601', async () => {
    const [, one = []] = readCsv(await csv([row()]));
    assert.equal(one[at('Score impact (points)')], '4.50');
    assert.equal(one[at('Approval date')], '2025-11-12');
    assert.equal(one[at('Review date')], '');
    assert.equal(one[at('Priority bucket')], '4');
  });

  it('gives back commas, quotes, line ends, space at the ends and every script', async () => {
    const odd = ['a,b', 'say "no"', 'one\ntwo', ' kept ', 'Größe 漢字 🙂', 'a\r\nb'];
    const read = readCsv(await csv(odd.map((text) => row({ Conditions: text }))));
    assert.deepEqual(
      read.slice(1).map((one) => one[at('Conditions')]),
      odd,
    );
  });

  it('has nothing that a spreadsheet would compute, and leaves numbers alone', async () => {
    const rows = dangerous.map((text) => row({ Conditions: text, 'Score impact (points)': -1 }));
    for (const [index, one] of readCsv(await csv(rows))
      .slice(1)
      .entries()) {
      assert.equal(one[at('Conditions')], `'${dangerous[index] ?? ''}`);
      assert.equal(one[at('Score impact (points)')], '-1.00');
    }
  });

  it('reaches the end of a long register', async () => {
    assert.equal(readCsv(await csv(Array.from({ length: 1_234 }, () => row()))).length, 1_235);
  });
});

describe('the register as a workbook', () => {
  const open = async (rows: readonly Row[]) => readWorkbook(await registerXlsx(rows));

  it('has texts as texts, points and days as typed cells', async () => {
    const { cell } = await open([row()]);
    assert.deepEqual(cell(cellOf('Recommendation title')), {
      type: 'text',
      value: 'Cloud Discovery',
      format: '',
    });
    assert.deepEqual(cell(cellOf('Score impact (points)')), {
      type: 'number',
      value: '4.5',
      format: '0.00',
    });
    // 12 November 2025, counted as workbooks count days.
    assert.deepEqual(cell(cellOf('Approval date')), {
      type: 'number',
      value: '45973',
      format: 'yyyy-mm-dd',
    });
    assert.equal(cell(cellOf('Review date')), undefined);
  });

  it('has its columns in their order under a header that is frozen, and filters over all of it', async () => {
    const { cell, sheet, workbook } = await open([row(), row()]);
    for (const [index, { title }] of columns.entries())
      assert.equal(cell(`${letters(index)}1`)?.value, title);
    assert.match(sheet, /<pane ySplit="1"[^>]*topLeftCell="A2"[^>]*state="frozen"\/>/);
    const last = `${letters(columns.length - 1)}3`;
    assert.match(sheet, new RegExp(`</sheetData><autoFilter ref="A1:${last}"/><pageMargins`));
    assert.match(workbook, /_xlnm\._FilterDatabase"[^>]*>Register!\$A\$1:\$AJ\$3</);
    assert.equal(sheet.match(/<col /g)?.length, columns.length);
  });

  it('wraps texts in cells that begin at the top', async () => {
    const { styles } = await open([row()]);
    assert.match(
      styles,
      /<cellXfs[^>]*><xf applyAlignment="1"><alignment vertical="top" wrapText="1"\/><\/xf>/,
    );
  });

  it('has nothing that a spreadsheet would compute', async () => {
    const { cell } = await open(dangerous.map((text) => row({ Conditions: text })));
    for (const [index, text] of dangerous.entries())
      assert.deepEqual(cell(cellOf('Conditions', index + 2)), {
        type: 'text',
        value: `'${text.replace('\r', '\n')}`,
        format: '',
      });
  });

  it('gives back texts that mean something to workbooks, to XML or to the library', async () => {
    const odd = ['a <b> & "c"', '_x0041_', 'Größe 漢字 🙂', 'one\ntwo', ' kept '];
    const { cell } = await open(odd.map((text) => row({ Conditions: text })));
    for (const [index, text] of odd.entries())
      assert.equal(cell(cellOf('Conditions', index + 2))?.value, text);
    const named = ['constructor', '__proto__', 'toString'];
    const second = await open(named.map((text) => row({ Conditions: text })));
    for (const [index, text] of named.entries())
      assert.equal(second.cell(cellOf('Conditions', index + 2))?.value, `'${text}`);
  });

  it('cuts what is longer than a cell may be', async () => {
    const { cell } = await open([row({ Conditions: 'x'.repeat(40_000) })]);
    assert.equal(cell(cellOf('Conditions'))?.value.length, 32_767);
  });

  it('is made apart from whoever waits, an empty one too', async () => {
    assert.match(readWorkbook(await sheets.xlsx([])).sheet, /<autoFilter ref="A1:AJ1"\/>/);
  });
});
