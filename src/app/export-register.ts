import { dayOf } from '../domain/calendar.ts';
import { grantOf, type Person, roles } from '../domain/person.ts';
import type { Line } from '../domain/trail.ts';
import { gather } from './gather-register.ts';
import type { Download, Exports, Format } from './open-download.ts';
import { packed, type PackedRow } from './packed-row.ts';
import type { Ports } from './ports.ts';
import { registerJson } from './register-json.ts';
import { rowMaker } from './register-rows.ts';

/** How a table becomes a file; each is made in the folder that owns what it takes. */
export type Sheets = Readonly<
  Record<Exclude<Format, 'json'>, (rows: readonly PackedRow[]) => Promise<Uint8Array>>
>;

const contentTypes: Readonly<Record<Format, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'text/csv; charset=utf-8',
  json: 'application/json; charset=utf-8',
};

/** Makes the register in every format. */
export const exportsWith = (sheets: Sheets): Exports => ({
  xlsx: (ports, person) => exportRegister(ports, sheets, { format: 'xlsx', person }),
  csv: (ports, person) => exportRegister(ports, sheets, { format: 'csv', person }),
  json: (ports, person) => exportRegister(ports, sheets, { format: 'json', person }),
});

/**
 * The register as a file. That it leaves the house goes on record first, so the file's head is the line that says so, or
 * a later one: its name carries the head, by which it can be held against the trail.
 */
async function exportRegister(
  ports: Ports,
  sheets: Sheets,
  { format, person }: { readonly format: Format; readonly person: Person },
): Promise<Download> {
  const at = ports.now();
  await ports.store.note({
    at: at.toISOString(),
    event: 'exported',
    by: person,
    grant: grantOf(person, roles),
    set: { format },
    policy: ports.policyVersion,
    effects: [],
  });
  const { head, body } = await made(ports, sheets, { format, person, at: at.toISOString() });
  const day = dayOf(at, ports.policy.timeZone);
  return { contentType: contentTypes[format], fileName: nameOf(format, day, head), body };
}

async function made(
  ports: Ports,
  sheets: Sheets,
  { format, ...who }: { readonly format: Format; readonly person: Person; readonly at: string },
): Promise<Pick<Download, 'body'> & { readonly head: Pick<Line, 'seq' | 'hash'> }> {
  if (format === 'json') return registerJson(ports, who);
  const rowsOf = await rowMaker(ports);
  const rows = await gather(ports, async (page) => (await rowsOf(page)).map(packed));
  return { head: rows.head, body: await sheets[format](rows.made) };
}

/** `register-2026-11-23-line-1234-3f9a1c04be77.xlsx` */
const nameOf = (
  format: Format,
  day: string,
  { seq, hash }: { readonly seq: number; readonly hash: string },
): string => `register-${day}-line-${String(seq)}-${hash.slice(0, 12)}.${format}`;
