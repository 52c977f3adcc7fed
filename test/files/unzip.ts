import assert from 'node:assert/strict';
import { inflateRawSync } from 'node:zlib';

/** The files of an archive, read by its central directory, as any reader of workbooks does. */
function unzip(bytes: Uint8Array): ReadonlyMap<string, string> {
  const zip = Buffer.from(bytes);
  const end = zip.lastIndexOf('PK\u0005\u0006');
  assert(end >= 0, 'no archive');
  const files = new Map<string, string>();
  let at = zip.readUInt32LE(end + 16);
  for (let left = zip.readUInt16LE(end + 10); left > 0; left--) {
    const [method, size] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20)];
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset));
    assert(name !== undefined && extra !== undefined && comment !== undefined);
    const local = zip.readUInt32LE(at + 42);
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const packed = zip.subarray(from, from + size);
    const content = method === 0 ? packed : inflateRawSync(packed);
    files.set(zip.toString('utf8', at + 46, at + 46 + name), content.toString('utf8'));
    at += 46 + name + extra + comment;
  }
  return files;
}

/** A cell as a reader of workbooks sees it: its type, its value, and the format that its style gives it. */
export interface ReadCell {
  readonly type: 'text' | 'number' | 'formula';
  readonly value: string;
  readonly format: string;
}

export interface ReadSheet {
  readonly sheet: string;
  readonly workbook: string;
  readonly styles: string;
  readonly cell: (address: string) => ReadCell | undefined;
}

/** The one sheet of a workbook. */
export function readWorkbook(bytes: Uint8Array): ReadSheet {
  const files = unzip(bytes);
  const file = (name: string): string => files.get(name) ?? assert.fail(`no ${name}`);
  const sheet = file('xl/worksheets/sheet1.xml');
  const styles = file('xl/styles.xml');
  const texts = [...file('xl/sharedStrings.xml').matchAll(/<si><t[^>]*>(.*?)<\/t><\/si>/gs)].map(
    ([, text = '']) => unescapeXml(text),
  );
  const formatOf = formatsIn(styles);
  return {
    sheet,
    styles,
    workbook: file('xl/workbook.xml'),
    cell(address) {
      const found = new RegExp(`<c r="${address}"([^>]*)>(.*?)</c>`, 's').exec(sheet);
      if (!found) return undefined;
      const [, attributes = '', inner = ''] = found;
      const format = formatOf(first(/s="(\d+)"/, attributes) || '0');
      const value = first(/<v>(.*?)<\/v>/s, inner);
      if (inner.includes('<f>')) return { type: 'formula', value: inner, format };
      return attributes.includes('t="s"')
        ? { type: 'text', value: texts[Number(value)] ?? '', format }
        : { type: 'number', value, format };
    },
  };
}

const first = (pattern: RegExp, text: string): string => pattern.exec(text)?.[1] ?? '';

/** The format that a style gives, by the style's number. */
function formatsIn(styles: string): (style: string) => string {
  const formats = new Map(
    [...styles.matchAll(/numFmtId="(\d+)" formatCode="([^"]*)"/g)].map(([, id = '', code = '']) => [
      id,
      code,
    ]),
  );
  const cells = first(/<cellXfs[^>]*>(.*)<\/cellXfs>/s, styles);
  const each = [...cells.matchAll(/<xf( [^>]*)>/g)].map(([, attributes = '']) => attributes);
  return (style) => formats.get(first(/numFmtId="(\d+)"/, each[Number(style)] ?? '')) ?? '';
}

const unescapeXml = (text: string): string =>
  text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    // What a workbook writes for a character that it escapes.
    .replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)));
