import { DateTime } from 'luxon';

/** For whom, and between which days, a right is used that is another's. */
export interface Deputyship {
  readonly from: string;
  readonly to: string;
  readonly principalId: string;
}

/** What the source of a right says of a deputy; undefined where the right was the person's own. */
export function deputyshipIn(roleFrom: string | null): Deputyship | undefined {
  const read = /^deputy:(\d{4}-\d{2}-\d{2}):(\d{4}-\d{2}-\d{2}):(.+)$/.exec(roleFrom ?? '');
  const [, from, to, principalId] = read ?? [];
  return from === undefined || to === undefined || principalId === undefined
    ? undefined
    : { from, to, principalId };
}

/** Whoever acted, as every card and list names them: `B`, or `B for A (deputy, 1 to 14 August)`. */
export function actorWords(
  names: Readonly<Record<string, string>>,
  id: string,
  roleFrom: string | null,
): string {
  const name = names[id] ?? 'somebody';
  const deputy = deputyshipIn(roleFrom);
  if (!deputy) return name;
  const principal = names[deputy.principalId] ?? 'somebody';
  return `${name} for ${principal} (deputy, ${days(deputy)})`;
}

/** `1 to 14 August`, `28 July to 3 August`; with years only where there are two. */
function days({ from, to }: Deputyship): string {
  const [first, last] = [from, to].map((day) =>
    DateTime.fromISO(day, { zone: 'utc', locale: 'en-GB' }),
  ) as [DateTime, DateTime];
  if (first.year !== last.year)
    return `${first.toFormat('d LLLL yyyy')} to ${last.toFormat('d LLLL yyyy')}`;
  if (from === to) return last.toFormat('d LLLL');
  return `${first.toFormat(first.month === last.month ? 'd' : 'd LLLL')} to ${last.toFormat('d LLLL')}`;
}
