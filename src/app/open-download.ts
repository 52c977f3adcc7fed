import type { Person } from '../domain/person.ts';
import type { Ports } from './ports.ts';
import { type Opened, readerOf } from './reader.ts';

/** The formats in which the register is exported; each is the ending of its address. */
export const formats = ['xlsx', 'csv', 'json'] as const;
export type Format = (typeof formats)[number];

/** A file of the register. */
export interface Download {
  readonly contentType: string;
  readonly fileName: string;
  /** A long one comes a part at a time. */
  readonly body: string | Uint8Array | AsyncIterable<Uint8Array>;
}

/** Who makes the register in which format, for whom; a format that nobody makes is not there. */
export type Exports = Readonly<
  Partial<Record<Format, (ports: Ports, person: Person) => Promise<Download>>>
>;

/** The register as a file, for whoever holds one of the four roles now. */
export async function openDownload(
  ports: Ports,
  exports: Exports,
  format: Format,
  personId: string,
): Promise<Opened<Download>> {
  const reader = await readerOf(ports, personId);
  const make = exports[format];
  const opened: Opened<Download> = !reader.ok
    ? reader
    : make
      ? { ok: true, value: await make(ports, reader.value) }
      : { ok: false, why: 'unknown' };
  ports.log.info('register-downloaded', {
    format,
    person: personId,
    outcome: opened.ok ? 'opened' : opened.why,
  });
  return opened;
}
