import { acceptanceId } from '../../domain/acceptance.ts';

const shape = String.raw`ra[\s-]*(\d{4})[\s-]+(\d{1,9})`;

/** The number of an acceptance, however it is typed: `RA-2026-0042`, `ra 2026 42`. */
export const idShape = shape.replace(/\((?!\?)/g, '(?:');

const whole = new RegExp(`^${shape}$`, 'i');

/** As the register has it; undefined where it is no such number. */
export function saidId(text: string): string | undefined {
  const [, year, number] = whole.exec(text.trim()) ?? [];
  return year === undefined || number === undefined
    ? undefined
    : acceptanceId(Number(year), Number(number));
}
