import { plusDays } from '../domain/calendar.ts';
import type { Cause, ChangedControl } from '../domain/comparison.ts';
import type { DayTotals } from '../domain/history.ts';
import { resolvePeriod } from '../domain/period.ts';
import type { Period, Question } from '../domain/question.ts';
import { isIn } from './answer-area.ts';
import { firstDay, type Present } from './answer-present.ts';
import type { ChangesAnswer, NoAnswer } from './answers.ts';
import { compareTotals } from './comparing.ts';
import type { Ports } from './ports.ts';

type ChangesQuestion = Extract<Question, { readonly ask: ChangesAnswer['is'] }>;

/** What regressed, improved, is new or changed in a period: the comparison whole, and of its changes those asked for. */
export async function changesIn(
  ports: Ports,
  { ask, period: words, area }: ChangesQuestion,
  { today, newest }: Present,
): Promise<ChangesAnswer | NoAnswer> {
  const resolved = resolvePeriod(words, { today, newest: newest.day });
  if (!resolved.ok) return { is: 'badPeriod', why: resolved.why, words: resolved.words, today };
  const { period } = resolved;
  const { from, to, shortened } = await ends(ports, period, newest);
  if (!to) return { is: 'noData', since: from.day };
  const comparison = await compareTotals(ports, from, to);
  const changes = comparison.changes
    .filter((one) => isAskedFor[ask](one) && isIn(area, one.control))
    .toSorted(largestFirst[ask]);
  const cameBack =
    ask === 'regressed' ? comparison.cameBack.filter(({ control }) => isIn(area, control)) : [];
  return { is: ask, period, area, comparison, changes, cameBack, shortened };
}

interface Ends {
  readonly from: DayTotals;
  /** Undefined where the record begins after the period. */
  readonly to: DayTotals | undefined;
  readonly shortened: boolean;
}

/** The day before the period and its last one, as near as the record has them. */
async function ends(ports: Ports, period: Period, newest: DayTotals): Promise<Ends> {
  const { store } = ports;
  const [before, to] = await Promise.all([
    store.dayAt(plusDays(period.from, -1)),
    period.to < newest.day ? store.dayAt(period.to) : newest,
  ]);
  if (before) return { from: before, to, shortened: false };
  return { from: await firstDay(ports, { newest }), to, shortened: true };
}

type Asks<Value> = Readonly<Record<ChangesAnswer['is'], Value>>;

const among = (causes: readonly Cause[], { cause }: ChangedControl): boolean =>
  causes.includes(cause);

const isAskedFor: Asks<(change: ChangedControl) => boolean> = {
  regressed: (one) => one.points < 0 && among(['fell', 'status', 'ours'], one),
  improved: (one) => one.points > 0 && among(['rose', 'status', 'ours'], one),
  new: (one) => among(['entered'], one),
  changed: () => true,
};

const largestFirst: Asks<(one: ChangedControl, other: ChangedControl) => number> = {
  regressed: (one, other) => one.points - other.points || byKey(one, other),
  improved: (one, other) => other.points - one.points || byKey(one, other),
  // What is new has few points yet: it is as large as what it is worth.
  new: (one, other) => other.after.maxScore - one.after.maxScore || byKey(one, other),
  changed: (one, other) => Math.abs(other.points) - Math.abs(one.points) || byKey(one, other),
};

const byKey = (one: ChangedControl, other: ChangedControl): number =>
  one.control.key < other.control.key ? -1 : 1;
