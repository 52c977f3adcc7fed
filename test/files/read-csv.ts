/** The fields of a CSV as RFC 4180 has it, the mark at its beginning apart. */
export function readCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  field.lastIndex = 1;
  for (let found = field.exec(text); found; found = field.exec(text)) {
    const [, quoted, plain = '', end] = found;
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '\r\n') rows.push([]);
    if (field.lastIndex === text.length) break;
  }
  return rows.slice(0, -1);
}
