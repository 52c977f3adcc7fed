import { dayOf } from './calendar.ts';
import type { Deputy } from './deputy.ts';
import { deputyshipIn } from './deputy-words.ts';
import { type Line, type LineWithTexts, vouches } from './trail.ts';

/** Whether a line names a deputy, or ends one. */
export const isAboutDeputy = ({ event }: Line): boolean =>
  event === 'deputyNamed' || event === 'deputyEnded';

/** What a line says of a deputy: the words of the reason as their digest. */
export const namedFields = ({
  id,
  role,
  principalId,
  deputyId,
  validFrom,
  validTo,
}: Deputy): Readonly<Record<string, unknown>> => ({
  id,
  role,
  principalId,
  deputyId,
  validFrom,
  validTo,
});

/**
 * Whether a step was taken by a right that the trail gives: one's own, or that of a deputy who was named before for
 * that role, for that person and those days, by whoever may, and had not been ended.
 */
export function isCovered(line: Line, deputyLines: readonly Line[], zone: string): boolean {
  if (!line.roleFrom?.startsWith('deputy:')) return true;
  const used = deputyshipIn(line.roleFrom);
  const day = dayOf(new Date(line.at), zone);
  if (!used || day < used.from || used.to < day) return false;
  const before = deputyLines.filter(({ seq }) => seq < line.seq);
  const ended = new Set(before.filter(isEnd).map(({ set }) => set['id']));
  return before.some(
    (named) =>
      named.event === 'deputyNamed' &&
      named.set['role'] === line.role &&
      named.set['deputyId'] === line.by &&
      named.set['principalId'] === used.principalId &&
      named.set['validFrom'] === used.from &&
      named.set['validTo'] === used.to &&
      isBySomebodyWhoMay(named, used.principalId) &&
      !ended.has(named.set['id']),
  );
}

const isEnd = ({ event }: Line): boolean => event === 'deputyEnded';

const isBySomebodyWhoMay = ({ by, role, roleFrom }: Line, principalId: string): boolean =>
  by === principalId || (role === 'ciso' && !roleFrom?.startsWith('deputy:'));

/** The line at which the deputies in the table first differ from what the lines say; undefined where they do not. */
export function deputyMisfit(
  stored: readonly Deputy[],
  lines: readonly LineWithTexts[],
): { readonly seq: number } | undefined {
  const rows = new Map(stored.map((one) => [one.id, one]));
  const named = lines.filter(({ event }) => event === 'deputyNamed');
  const ends = new Map(lines.filter(isEnd).map((line) => [line.set['id'], line]));
  const odd = named.find((line) => {
    const row = rows.get(String(line.set['id']));
    return !row || !isAsNamed(row, line) || !isAsEnded(row, ends.get(row.id));
  });
  if (odd) return { seq: odd.seq };
  return rows.size > named.length ? { seq: 0 } : undefined;
}

function isAsNamed(row: Deputy, { by, at, set, texts }: LineWithTexts): boolean {
  if (row.byId !== by || row.at !== at) return false;
  if (!Object.entries(namedFields(row)).every(([field, value]) => set[field] === value))
    return false;
  const salt = texts.find(({ field }) => field === 'reason')?.salt ?? null;
  // Words that were blanked are blank in the row as well.
  return salt === null ? row.reason === '' : vouches(salt, row.reason, set['reason']);
}

const isAsEnded = ({ endedAt, endedById }: Deputy, end: Line | undefined): boolean =>
  endedAt === (end?.at ?? null) && endedById === (end?.by ?? null);
