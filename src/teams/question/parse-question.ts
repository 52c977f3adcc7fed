import type { PeriodWords, Question } from '../../domain/question.ts';
import { aboutDecision } from './about.ts';
import { type Meaning, meaningOf, spelled } from './meaning.ts';
import type { When } from './spans.ts';
import { personal, type Rule, ruleFor, rules } from './rules.ts';
import { tokensOf } from './sentence.ts';

/** Longer than any question. */
const LONGEST = 300;

/** Reads a sentence as one of the questions that the record answers; undefined where it is none. */
export function parseQuestion(said: string): Question | undefined {
  if (said.length > LONGEST) return undefined;
  const sentence = said
    .normalize('NFKC')
    .replace(/[‘’`´]/g, "'")
    .replace(/[‐-―]/g, '-');
  const tokens = tokensOf(sentence)?.map((token) => ({ ...token, word: spelled(token.word) }));
  if (!tokens) return undefined;
  const meaning = meaningOf(tokens.map(({ word }) => word));
  return asked(personal, meaning) ?? aboutDecision(sentence, tokens) ?? asked(rules, meaning);
}

function asked(among: readonly Rule[], meaning: Meaning | undefined): Question | undefined {
  const rule = meaning && ruleFor(among, meaning.marks);
  return rule && questions[rule.ask](meaning);
}

const thisWeek: PeriodWords = { kind: 'this', unit: 'week' };
const thisQuarter: PeriodWords = { kind: 'this', unit: 'quarter' };
const threeMonths: PeriodWords = { kind: 'days', count: 90 };
const SOON_DAYS = 30;

const questions: Readonly<Record<Rule['ask'], (meaning: Meaning) => Question | undefined>> = {
  regressed: (meaning) => changes('regressed', meaning),
  improved: (meaning) => changes('improved', meaning),
  new: (meaning) => changes('new', meaning),
  changed: (meaning) => changes('changed', meaning),
  score,
  trend: ({ when }) => ({ ask: 'trend', period: periodOf(when) ?? threeMonths }),
  undecided: ({ area }) => (area ? { ask: 'undecided', area } : { ask: 'undecided' }),
  accepted,
  acceptedBy,
  overdue: () => ({ ask: 'overdue' }),
  expiring,
  mine: ({ when }) => (isNow(periodOf(when)) ? { ask: 'mine' } : undefined),
  waiting: () => ({ ask: 'waiting' }),
};

function changes(
  ask: 'regressed' | 'improved' | 'new' | 'changed',
  { when, area }: Meaning,
): Question {
  const period = periodOf(when) ?? thisWeek;
  return area ? { ask, period, area } : { ask, period };
}

/** All of them, whenever it was, are the register. */
function accepted({ when, marks }: Meaning): Question | undefined {
  if (when === undefined && marks.includes('all')) return undefined;
  // How many there are is told of what holds now, not of a quarter that nobody named.
  if (when === undefined && marks.includes('count')) return { ask: 'acceptedBy' };
  return { ask: 'accepted', period: periodOf(when) ?? thisQuarter };
}

/** Without a time it is of what holds now. */
function acceptedBy({ when, marks }: Meaning): Question {
  const period = periodOf(when);
  return {
    ask: 'acceptedBy',
    ...(period ? { period } : {}),
    ...(marks.includes('deputy') ? { asDeputy: true } : {}),
  };
}

/** As it is, or was this week, the score answers for itself; over any other time it is a trend. */
function score({ when }: Meaning): Question {
  const period = periodOf(when);
  return period === undefined || isNow(period) ? { ask: 'score' } : { ask: 'trend', period };
}

const isNow = (period: PeriodWords | undefined): boolean =>
  period === undefined ||
  period.kind === 'today' ||
  (period.kind === 'this' && period.unit === 'week');

/** A time to come, where only what has been can be told, is left to the calendar to refuse. */
const periodOf = (when: When | undefined): PeriodWords | undefined =>
  when?.kind === 'ahead' ? { kind: 'on', words: when.words } : when;

const DAYS_OF_WEEK = 7;

/** How many days ahead, or which part of the calendar; undefined where the time that was said lies not ahead. */
function expiring({ when }: Meaning): Question | undefined {
  if (when?.kind === 'ahead' && when.next) return { ask: 'expiring', next: when.next };
  if (when?.kind === 'this' && when.unit !== 'week') return { ask: 'expiring', current: when.unit };
  const days = when === undefined ? SOON_DAYS : daysAhead(when);
  return days === undefined ? undefined : { ask: 'expiring', days };
}

function daysAhead(when: When): number | undefined {
  if (when.kind === 'ahead') return when.days;
  if (when.kind === 'days') return when.count;
  if (when.kind === 'today') return 0;
  return when.kind === 'this' ? DAYS_OF_WEEK : undefined;
}
