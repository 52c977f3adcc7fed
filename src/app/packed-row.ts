import type { Row } from '../domain/register.ts';

/** A row of the register outside the heap, where thousands of them wait until all are there. */
export type PackedRow = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const packed = (row: Row): PackedRow => encoder.encode(JSON.stringify(row));

/** One after the other, as they are asked for. */
export function* unpacked(rows: Iterable<PackedRow>): Generator<Row> {
  for (const row of rows) yield JSON.parse(decoder.decode(row)) as Row;
}
