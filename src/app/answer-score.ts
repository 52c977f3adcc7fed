import { binds, decided } from '../domain/acceptance.ts';
import { plusDays } from '../domain/calendar.ts';
import type { DayTotals } from '../domain/history.ts';
import { resolvePeriod } from '../domain/period.ts';
import type { PeriodWords } from '../domain/question.ts';
import { achievablePercent, portalAccepted, riskAccepted, splitScore } from '../domain/score.ts';
import { firstDay, type Present } from './answer-present.ts';
import type { NoAnswer, ScoreAnswer, TrendAnswer } from './answers.ts';
import { compareDays } from './comparing.ts';
import type { Ports } from './ports.ts';

/** How far back the score is drawn, the newest day included. */
const DRAWN_DAYS = 90;

/** How the score stands on the newest day, what it is made up of, and how it went. */
export async function howIsTheScore(ports: Ports, newest: DayTotals): Promise<ScoreAnswer> {
  const { store, policy } = ports;
  const { day } = newest;
  const [controls, acceptances, week, days] = await Promise.all([
    store.controls(),
    store.list({ states: decided }),
    compareDays(ports, plusDays(day, -7), day),
    store.totals(plusDays(day, 1 - DRAWN_DAYS), day),
  ]);
  const splitting = { totals: newest, controls, acceptedKeys: riskAccepted(acceptances) };
  const accepted = acceptances.filter((one) => one.treatment === 'riskAccepted' && binds(one));
  return {
    is: 'score',
    totals: newest,
    split: splitScore(splitting),
    portalAccepted: portalAccepted(splitting),
    acceptedCount: accepted.length,
    baseline: policy.baselinePercent,
    target: policy.targetPercent,
    achievable: achievablePercent(splitting),
    week,
    days,
  };
}

/** The score on each day of a period that is on record. */
export async function trendOf(
  ports: Ports,
  words: PeriodWords,
  { today, newest }: Present,
): Promise<TrendAnswer | NoAnswer> {
  const resolved = resolvePeriod(words, { today, newest: newest.day });
  if (!resolved.ok) return { is: 'badPeriod', why: resolved.why, words: resolved.words, today };
  const { period } = resolved;
  const { store, policy } = ports;
  // From where it stood before, as a change in that period is told.
  const from = period.from === period.to ? period.from : plusDays(period.from, -1);
  const [days, first] = await Promise.all([
    store.totals(from, period.to),
    firstDay(ports, { newest }),
  ]);
  if (period.to < first.day) return { is: 'noData', since: first.day };
  return { is: 'trend', period, days, baseline: policy.baselinePercent };
}
