import { type Acceptance, decided, inForce, undecided } from './acceptance.ts';
import { firstBusinessDay, plusBusinessDays, plusDays, plusMonths } from './calendar.ts';
import { GRACE_DAYS, lapseDays } from './guards-of-time.ts';
import type { Event } from './workflow-table.ts';

/** Since when, and with which revision, it waits for whoever must act. */
export interface Wait {
  /** The day in the tenant's zone. */
  readonly since: string;
  readonly revision: number;
}

/** A reminder: a day from which on it is due, and a name that makes it happen once. */
export interface Slot {
  readonly day: string;
  readonly name: string;
  readonly is: 'reminder' | 'deputy' | 'escalation';
}

/** Business days between two reminders of whoever must decide. */
const REMIND_DAYS = 2;
/** Business days after which the deputies get the card. */
export const DEPUTY_DAYS = 5;
/** Business days after which it is told to those above. */
const ESCALATE_DAYS = 8;
const NUDGE_DAYS = 7;
/** How far ahead the monthly list of reviews looks, and the last reminder before a review. */
export const AHEAD_DAYS = 60;
const SOON_DAYS = 7;

/** The step that time asks of an acceptance on a day; undefined when none is due. */
export function dueStep(
  acceptance: Acceptance,
  wait: Wait | undefined,
  today: string,
): Event | undefined {
  const { state, reviewOn } = acceptance;
  if (undecided.includes(state)) {
    const lapses = wait && plusDays(wait.since, lapseDays(acceptance));
    return lapses !== undefined && lapses <= today ? 'lapse' : undefined;
  }
  if (reviewOn === null || !decided.includes(state)) return undefined;
  if (state === 'Active') return reviewOn <= today ? 'reviewReached' : undefined;
  return endOf(state, reviewOn) <= today ? 'graceOver' : undefined;
}

/** The day on which what is decided ends by itself. */
const endOf = (state: Acceptance['state'], reviewOn: string): string =>
  state === 'Approved' ? reviewOn : plusDays(reviewOn, GRACE_DAYS);

/** All reminders of an acceptance as it stands, in no order. */
export function slotsOf(acceptance: Acceptance, wait: Wait | undefined): readonly Slot[] {
  if (inForce.includes(acceptance.state)) return reviewSlots(acceptance);
  return undecided.includes(acceptance.state) && wait ? waitSlots(acceptance, wait) : [];
}

function waitSlots({ state }: Acceptance, { since, revision }: Wait): readonly Slot[] {
  const name = (what: string): string => `${String(revision)}:${what}`;
  if (state === 'ChangesRequested')
    return [{ day: plusDays(since, NUDGE_DAYS), name: name('nudge'), is: 'reminder' }];
  const most = lapseDays({ state });
  // More than will ever be due: it lapses before.
  const reminders = Array.from({ length: Math.ceil(most / REMIND_DAYS) }, (_, at): Slot => {
    const days = (at + 1) * REMIND_DAYS;
    return { day: plusBusinessDays(since, days), name: name(String(days)), is: 'reminder' };
  });
  return [
    ...reminders,
    { day: plusBusinessDays(since, DEPUTY_DAYS), name: name('deputy'), is: 'deputy' },
    { day: plusBusinessDays(since, ESCALATE_DAYS), name: name('escalation'), is: 'escalation' },
  ];
}

function reviewSlots({ state, reviewOn, originalReviewOn }: Acceptance): readonly Slot[] {
  if (reviewOn === null) return [];
  const slot = (day: string, what: string): Slot => ({
    day,
    name: `${reviewOn}:${what}`,
    is: 'reminder',
  });
  // Whose review was brought forward has the card already.
  const onTheDay = reviewOn === originalReviewOn ? [slot(reviewOn, 'day')] : [];
  if (state === 'ReviewDue') return [...onTheDay, slot(plusDays(reviewOn, 7), 'week')];
  return [
    ...lists(reviewOn).map((day) => slot(day, day.slice(0, 7))),
    slot(soon(reviewOn), 'soon'),
  ];
}

const soon = (reviewOn: string): string => plusDays(reviewOn, -SOON_DAYS);

/** The first business days of months on which a review is within 60 days, the last week before it apart. */
const lists = (reviewOn: string): readonly string[] =>
  [0, 1, 2]
    .map((months) => firstBusinessDay(plusMonths(`${reviewOn.slice(0, 7)}-01`, -months)))
    .filter((day) => plusDays(reviewOn, -AHEAD_DAYS) <= day && day < soon(reviewOn));

/** Of each kind of reminder the one that is due on a day: of those that were missed only the newest. */
export function dueSlots(slots: readonly Slot[], today: string): readonly Slot[] {
  const due = slots.filter(({ day }) => day <= today).toSorted(byDay);
  return [...new Map(due.map((slot) => [slot.is, slot])).values()];
}

const byDay = (one: Slot, other: Slot): number => (one.day < other.day ? -1 : 1);

/** The next day after this one on which a clock asks anything of an acceptance; undefined: never, as it stands. */
export function nextDay(
  acceptance: Acceptance,
  wait: Wait | undefined,
  today: string,
): string | undefined {
  const { state, reviewOn } = acceptance;
  const days = slotsOf(acceptance, wait).map(({ day }) => day);
  if (wait && undecided.includes(state)) days.push(plusDays(wait.since, lapseDays(acceptance)));
  if (reviewOn !== null && decided.includes(state))
    days.push(state === 'Active' ? reviewOn : endOf(state, reviewOn));
  return days.filter((day) => day > today).sort()[0];
}
