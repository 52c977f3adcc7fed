import { z } from 'zod';
import type { ControlsRead } from '../app/ports.ts';
import { isDay } from '../domain/calendar.ts';
import { controlKey, type Control, type ControlUpdate } from '../domain/control.ts';
import type { DayTotals, StatusUpdate } from '../domain/history.ts';
import { plainText } from './plain-text.ts';

/** Everything odd about Graph's JSON ends here: numbers as strings, nulls, spellings, HTML, lost fields. */

const text = z.string().trim().catch('');
const known = text.transform((value) => (value.toLowerCase() === 'unknown' ? '' : value));
const number = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^-?\d+(\.\d+)?$/)
    .transform(Number),
]);

/** No tenant has more of them. */
const points = number.pipe(z.number().nonnegative().max(1_000_000));

const instant = z.string().transform(instantOf).catch(null);

const YEAR_10000 = 253_402_300_800_000;

/**
 * An instant as Graph writes it; null where it is none, such as on a 31 February. Of the year 1 it means never; the
 * zone may be missing.
 */
export function instantOf(value: string): string | null {
  if (!isDay(value.trim().slice(0, 10))) return null;
  const zoned = /[zZ]$|[+-]\d\d:?\d\d$/.test(value) || !value.includes('T');
  const time = Date.parse(zoned ? value : `${value}Z`);
  return time > 0 && time < YEAR_10000 ? new Date(time).toISOString() : null;
}

const levels: Readonly<Record<string, string>> = {
  low: 'Low',
  medium: 'Moderate',
  moderate: 'Moderate',
  high: 'High',
};
const level = text.transform((value) => levels[value.toLowerCase()] ?? '');

const threats = z
  .array(known)
  .catch([])
  .transform((all) => [...new Set(all.filter((one) => one !== '').map(sentenceCase))]);

/** `Account Breach` is `Account breach`; a word with capitals inside, such as `DDoS`, is a name. */
const sentenceCase = (value: string): string =>
  value
    .replace(/\b[A-Z][a-z]+\b/g, (word) => word.toLowerCase())
    .replace(/^./, (letter) => letter.toUpperCase());

const link = text.transform((value) => (/^https?:\/\//i.test(value) ? value : ''));

const updates = z
  .array(
    z.object({
      state: z.string().trim().nullish(),
      updatedBy: text,
      updatedDateTime: instant,
      comment: text,
    }),
  )
  .nullish()
  .transform((list) => (list ?? []).map(updateFrom));

const updateFrom = (one: {
  state?: string | null | undefined;
  updatedBy: string;
  updatedDateTime: string | null;
  comment: string;
}): ControlUpdate => ({
  state: one.state === '' ? 'Default' : (one.state ?? 'Default'),
  by: one.updatedBy,
  at: one.updatedDateTime,
  comment: one.comment,
});

const untouched: ControlUpdate = { state: 'Default', by: '', at: null, comment: '' };

const newestUpdate = (list: readonly ControlUpdate[]): ControlUpdate =>
  list.reduce((newest, one) => ((one.at ?? '') >= (newest.at ?? '') ? one : newest), untouched);

const profile = z.object({
  id: z.string().trim().min(1),
  title: text,
  controlCategory: known,
  service: known,
  maxScore: points,
  controlStateUpdates: updates,
  rank: number.nullable().catch(null),
  tier: known,
  implementationCost: level,
  userImpact: level,
  threats,
  actionUrl: link,
  deprecated: z.boolean().catch(false),
});

const measurement = z.object({
  controlName: z.string().trim().min(1),
  score: points.nullish(),
  implementationStatus: text.transform(plainText),
  lastSynced: instant,
});
type Measurement = z.infer<typeof measurement>;

const day = z.object({
  createdDateTime: instant.pipe(z.string()),
  currentScore: points,
  maxScore: points,
  controlScores: z.array(z.unknown()).catch([]),
});

interface Readable<Value> {
  readonly read: readonly Value[];
  readonly leftOut: number;
}

function readable<Value>(schema: z.ZodType<Value>, items: readonly unknown[]): Readable<Value> {
  const read = items.map((item) => schema.safeParse(item)).flatMap((one) => one.data ?? []);
  return { read, leftOut: items.length - read.length };
}

/** There was something, and none of it can be read: Graph speaks otherwise than we think. */
const isLost = ({ read, leftOut }: Readable<unknown>): boolean => read.length === 0 && leftOut > 0;

/** One page of a collection; undefined where it is none. */
export function pageOf(
  value: unknown,
): { readonly items: readonly unknown[]; readonly next: string | undefined } | undefined {
  const page = z
    .object({ value: z.array(z.unknown()), '@odata.nextLink': z.string().min(1).nullish() })
    .safeParse(value);
  return page.data && { items: page.data.value, next: page.data['@odata.nextLink'] ?? undefined };
}

/** All controls and the newest totals, undefined where none of either can be read; and how much was left out. */
export function controlsOf(
  profiles: readonly unknown[],
  scores: unknown,
): { readonly read: ControlsRead | undefined; readonly leftOut: number } {
  const known = readable(profile, profiles);
  const days = readable(day, pageOf(scores)?.items ?? [scores]);
  const newest = days.read.toSorted((a, b) => (a.createdDateTime < b.createdDateTime ? 1 : -1))[0];
  const measured = readable(measurement, newest?.controlScores ?? []);
  const leftOut = known.leftOut + days.leftOut + measured.leftOut;
  if (isLost(known) || isLost(days)) return { read: undefined, leftOut };
  const byControl = firstByKey(measured.read, (one) => one.controlName);
  const profilesByKey = firstByKey(known.read, (one) => one.id);
  const controls = [...profilesByKey].map(([key, one]) => controlFrom(one, byControl.get(key)));
  const updates = [...profilesByKey].flatMap(([key, one]) => datedUpdates(key, one));
  return { read: { controls, score: newest && scoreFrom(newest), updates }, leftOut };
}

const datedUpdates = (
  key: string,
  { controlStateUpdates }: z.infer<typeof profile>,
): readonly StatusUpdate[] =>
  controlStateUpdates.flatMap(({ at, ...one }) => (at === null ? [] : [{ key, at, ...one }]));

/** By control; of two spellings of one id the first. */
function firstByKey<Value>(
  items: readonly Value[],
  idOf: (item: Value) => string,
): ReadonlyMap<string, Value> {
  const first = new Map<string, Value>();
  for (const item of items) {
    const key = controlKey(idOf(item));
    if (!first.has(key)) first.set(key, item);
  }
  return first;
}

const scoreFrom = (one: z.infer<typeof day>): DayTotals => ({
  day: one.createdDateTime.slice(0, 10),
  current: one.currentScore,
  max: one.maxScore,
});

const controlFrom = (one: z.infer<typeof profile>, measured: Measurement | undefined): Control => ({
  id: one.id,
  title: one.title || one.id,
  category: one.controlCategory,
  service: one.service,
  maxScore: one.maxScore,
  score: measured?.score ?? null,
  update: newestUpdate(one.controlStateUpdates),
  rank: one.rank,
  tier: one.tier,
  implementationCost: one.implementationCost,
  userImpact: one.userImpact,
  threats: one.threats,
  actionUrl: one.actionUrl,
  deprecated: one.deprecated,
  implementationStatus: measured?.implementationStatus ?? '',
  lastSynced: measured?.lastSynced ?? null,
});

/** The newest update of one control's profile; undefined where this is not that profile. */
export function updateOf(value: unknown, controlId: string): ControlUpdate | undefined {
  const { data } = z
    .object({ id: z.string().trim(), controlStateUpdates: updates })
    .safeParse(value);
  return data && controlKey(data.id) === controlKey(controlId)
    ? newestUpdate(data.controlStateUpdates)
    : undefined;
}

/** A user of the directory. */
export interface User {
  readonly id: string;
  readonly name: string;
  readonly upn: string;
  readonly enabled: boolean;
  readonly guest: boolean;
}

const user = z.object({
  id: z.string().min(1),
  displayName: text,
  userPrincipalName: text,
  accountEnabled: z.boolean().nullish(),
  userType: z.string().nullish(),
});

/** A user as Graph tells of them, an enabled member where it does not say; undefined where it is none. */
export function userOf(value: unknown): User | undefined {
  const { data } = user.safeParse(value);
  return (
    data && {
      id: data.id,
      name: data.displayName || data.userPrincipalName || data.id,
      upn: data.userPrincipalName,
      enabled: data.accountEnabled ?? true,
      guest: data.userType?.toLowerCase() === 'guest' || /#ext#/i.test(data.userPrincipalName),
    }
  );
}

/** The ids in an answer to checkMemberGroups; undefined where it is none. */
export const groupIdsOf = (value: unknown): readonly string[] | undefined =>
  z.object({ value: z.array(z.string()) }).safeParse(value).data?.value;
