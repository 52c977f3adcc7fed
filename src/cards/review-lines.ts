import type { ReviewKind, ReviewLine } from '../app/monitor-views.ts';
import type { Trouble } from '../app/ports.ts';
import { type Line, line, run } from './lines.ts';
import { counted, listed, nearDay, points, shorten } from './phrases.ts';

/** What a line is about; one whose title nobody knows goes by its id. */
export const reviewTitle = ({ title, controlId }: ReviewLine): string =>
  title === '' ? controlId : title;

/** One line of the review: what it is, since or until when, and whose it is; seen from a day. */
export function reviewLine(one: ReviewLine, number: number, from: string): readonly Line[] {
  const { acceptanceId, owner } = one;
  const facts = [
    told[one.kind](one, (day) => nearDay(day, from)),
    ...(acceptanceId === undefined ? [] : [shorten(acceptanceId, 40)]),
    owner === undefined ? 'nobody assigned' : `owner ${shorten(owner, 80)}`,
  ];
  return [
    line(run.strong(`${String(number)} · ${shorten(reviewTitle(one), 160)}`)),
    line(run.plain(facts.join(' · '))),
  ];
}

type Say = (day: string) => string;

const since = ({ since: day }: ReviewLine, say: Say): string =>
  day === '' ? '' : ` since ${say(day)}`;

const told: Readonly<Record<ReviewKind, (one: ReviewLine, say: Say) => string>> = {
  fell: (one, say) => `Was complete, to address${since(one, say)} (${points(one.points)} points)`,
  notImplemented: (one, say) =>
    `Reported as implemented, not complete${since(one, say)} (${points(one.points)} points)`,
  writeBack: (one, say) => `Decided, not in Secure Score${since(one, say)}${troubleWords(one)}`,
  drift: (one, say) =>
    `In force, Secure Score shows otherwise${since(one, say)}${troubleWords(one)}`,
  unmanaged: (one, say) =>
    `Accepted in Secure Score, not on record${since(one, say)} (${points(one.points)} points)`,
  overdue: ({ reviewOn, since: day }, say) => `Review overdue since ${say(reviewOn ?? day)}`,
  stuck: (one, say) => `Waits for ${listed(one.waitsFor) || 'somebody'}${since(one, say)}`,
  due: ({ reviewOn, since: day }, say) => `Review due on ${say(reviewOn ?? day)}`,
  new: (one, say) => `New recommendation${since(one, say)} (${points(one.points)} points)`,
  low: ({ since: day }, say) => `Decided by an IT manager alone on ${say(day)}`,
};

const troubles: Readonly<Record<Exclude<Trouble, ''>, string>> = {
  byHand: 'a person has to set it',
  changedByPerson: 'somebody changed the status',
  forbidden: 'the bot lacks the permission',
  unauthorized: 'the bot’s sign-in is refused',
  notFound: 'Secure Score does not know it',
  badRequest: 'Secure Score did not take it',
  throttled: 'Secure Score is busy',
  unavailable: 'Secure Score does not answer',
  recordDoesNotVerify: 'its record does not fit its history',
};

const troubleWords = ({ trouble }: ReviewLine): string =>
  trouble === '' ? '' : `: ${troubles[trouble]}`;

const kindWords: readonly (readonly [ReviewKind, string, string])[] = [
  ['fell', 'no longer complete', 'no longer complete'],
  ['notImplemented', 'reported as done but not complete', 'reported as done but not complete'],
  ['writeBack', 'not in Secure Score', 'not in Secure Score'],
  ['drift', 'shown otherwise in Secure Score', 'shown otherwise in Secure Score'],
  ['unmanaged', 'accepted without a record', 'accepted without a record'],
  ['overdue', 'review overdue', 'reviews overdue'],
  ['stuck', 'waiting for somebody', 'waiting for somebody'],
  ['due', 'review due', 'reviews due'],
  ['new', 'new recommendation', 'new recommendations'],
  ['low', 'decided by an IT manager alone', 'decided by an IT manager alone'],
];

/** `And 5 more: 3 reviews due, 2 new recommendations.`; nothing where all are shown. */
export function beyond(rest: readonly ReviewLine[]): readonly Line[] {
  if (rest.length === 0) return [];
  const kinds = kindWords.flatMap(([kind, one, many]) => {
    const count = rest.filter((each) => each.kind === kind).length;
    return count === 0 ? [] : [counted(count, one, many)];
  });
  return [line(run.plain(`And ${String(rest.length)} more: ${kinds.join(', ')}.`))];
}
