import { dayOf, sayDay } from '../domain/calendar.ts';
import type { ChangedControl } from '../domain/comparison.ts';
import { statusName } from '../domain/control.ts';
import type { StatusUpdate } from '../domain/history.ts';
import { nearDay, points, shorten } from './phrases.ts';

/** From where a change is told: the newer of the days compared, and the tenant's zone. */
export interface Seen {
  readonly from: string;
  readonly zone: string;
}

/** What a recommendation is called; one whose title nobody knows goes by its id. */
export const titleOf = ({ control }: Pick<ChangedControl, 'control'>): string =>
  shorten(control.title === '' ? control.id : control.title, 160);

/** `8.00 → 0.00 of 8.00 points · Identity · since 26 Nov` */
export function changeWords(change: ChangedControl, { from }: Seen): string {
  const area = shorten(change.control.category, 40);
  return [pointsWords(change), area, `since ${nearDay(change.since, from)}`]
    .filter((words) => words !== '')
    .join(' · ');
}

function pointsWords(change: ChangedControl): string {
  const { cause, before, after, formerly, last } = change;
  if (cause === 'maximum')
    return `worth ${points(after.maxScore)} points, before ${points(before.maxScore)}`;
  if (after.points === null)
    return `no longer recommended, had ${points(before.points ?? 0)} of ${points(before.maxScore)} points`;
  const now = `${points(after.points)} of ${points(after.maxScore)} points`;
  if (cause === 'renamed') return `called “${shorten(formerly ?? '', 120)}” before; ${now}`;
  if (before.points === null) return `${last ? 'measured again' : 'new'}: ${now}`;
  const then = before.maxScore === after.maxScore ? '' : ` of ${points(before.maxScore)}`;
  return `${points(before.points)}${then} → ${now}`;
}

/** Who or what explains it, in a sentence each; empty where nothing does. */
export function explanation(change: ChangedControl, { zone }: Seen): string {
  const { update, acceptanceId, cause, measuredOn } = change;
  return [
    ...(update ? [`${who(update)} set it to ${what(update)} on ${on(update, zone)}.`] : []),
    ...(update && cause === 'status' && update.comment !== ''
      ? [`Comment: “${shorten(update.comment, 200)}”`]
      : []),
    ...(acceptanceId === undefined ? [] : [`Explained by ${shorten(acceptanceId, 40)}.`]),
    ...(cause === 'stale' ? [tooOld(measuredOn)] : []),
  ].join(' ');
}

const who = ({ by }: StatusUpdate): string => (by === '' ? 'Somebody' : shorten(by, 80));
const what = ({ state }: StatusUpdate): string => `“${shorten(statusName(state), 60)}”`;
const on = ({ at }: StatusUpdate, zone: string): string => sayDay(dayOf(new Date(at), zone));

const tooOld = (measuredOn: string | null): string =>
  measuredOn === null
    ? 'Microsoft does not say when it measured this: no regression yet.'
    : `Last measured on ${sayDay(measuredOn)}: too long ago to call it a regression.`;
