/** A statement takes a limited number of values: fewer on SQLite, some 30,000. */
const ROWS = 1_000;

/** The same rows, in order, in pieces that one statement takes. */
export function* inPieces<Row>(rows: readonly Row[], size = ROWS): Generator<readonly Row[]> {
  for (let at = 0; at < rows.length; at += size) yield rows.slice(at, at + size);
}
