import type { Answer, TakenStep } from '../../src/app/answers.ts';
import type { AlertView } from '../../src/app/monitor-views.ts';
import { alertCard } from '../../src/cards/alert-card.ts';
import { answerCard } from '../../src/cards/answer-card.ts';
import { reviewCard } from '../../src/cards/review-card.ts';
import { states } from '../../src/domain/acceptance.ts';
import type { AlertCause } from '../../src/domain/alert.ts';
import { acceptanceFor } from './examples.ts';
import {
  age,
  alertView,
  byCarl,
  byPerson,
  change,
  changes,
  comparison,
  day,
  days,
  entered,
  identity,
  left,
  names,
  odd,
  ours,
  reviewLines,
  reviewView,
  rose,
  score,
  stale,
  thisWeek,
} from './monitor-examples.ts';
import type { NamedCard } from './other-cards.ts';
import { control, marker, nasty, oddControl, quotes, type Texts, today } from './texts.ts';

/** The cards of the monitor: answers, alerts and reviews, with the best and the worst of texts. */
export const monitorCards = (): readonly NamedCard[] => [
  ...Object.entries(answers()).map(([name, answer]) => ({
    name: `answer: ${name}`,
    card: answerCard(answer),
  })),
  ...alerts(),
  ...reviews(),
];

const allCauses = [
  change(),
  byPerson,
  ours,
  left,
  change({ what: 'worth', cause: 'maximum', after: { points: 8, maxScore: 10 }, percent: -0.2 }),
  entered,
  change({ what: 'renamed', cause: 'renamed', formerly: 'An older title', percent: 0 }),
  stale,
  rose,
] as const;

const worst = (title: string) =>
  Array.from({ length: 30 }, (_, at) =>
    change({
      control: { ...odd, title, key: `odd_${String(at)}`, id: `odd_${String(at)}` },
      cause: 'renamed',
      formerly: title,
      update: { key: 'odd_control', at: age.asOf, state: title, by: title, comment: title },
      acceptanceId: 'RA-2026-0042',
      percent: -0.01,
    }),
  );

const acceptances = (kind: Texts) =>
  states.map((state) =>
    acceptanceFor({
      state,
      kind,
      ...(kind === 'plain' ? {} : { acceptance: { facts: { ...facts(kind), title: nasty } } }),
    }),
  );
const facts = (kind: Texts) => acceptanceFor({ state: 'Active', kind }).facts;

function answers(): Readonly<Record<string, Answer>> {
  const empty = {
    totals: day(today, 0, 0),
    split: { reached: 0, planned: 0, accepted: 0, undecided: 0 },
  };
  return {
    regressed: changes('regressed', [change(), byPerson, ours]),
    'regressed, every cause': changes('regressed', allCauses),
    'regressed, worst texts': changes('regressed', worst(nasty)),
    'regressed, quotes': changes('regressed', worst(quotes)),
    'regressed in an area': changes('regressed', [change()], {
      area: identity,
      comparison: comparison(allCauses),
    }),
    'regressed, nothing': changes('regressed', []),
    'regressed, beyond the data': changes('regressed', [stale], { shortened: true }),
    'regressed, one day': changes('regressed', [], {
      comparison: comparison([], { from: day(today, 1), to: day(today, 1), percent: 0 }),
      shortened: true,
    }),
    'regressed, without a maximum': changes('regressed', [change({ percent: null })], {
      comparison: comparison([change()], { from: day('2026-11-16', 0, 0), percent: null }),
    }),
    improved: changes('improved', [rose]),
    'improved, nothing': changes('improved', []),
    new: changes('new', [entered]),
    'new, nothing': changes('new', []),
    ...scores(empty),
    undecided: {
      age,
      is: 'undecided',
      area: undefined,
      items: Array.from({ length: 9 }, () => ({ control: oddControl, since: '2026-08-12' })),
      points: 40.5,
    },
    'undecided, one': {
      age,
      is: 'undecided',
      area: identity,
      items: [{ control: { ...control, title: '', category: '' }, since: '' }],
      points: 4.5,
    },
    'undecided, none': { age, is: 'undecided', area: identity, items: [], points: 0 },
    ...registers(),
    ...reasons(),
    'no data': { age: { ...age, day: undefined, asOf: '' }, is: 'noData' },
    'no data so old': { age, is: 'noData', since: '2026-08-26' },
    'a future period': { age, is: 'badPeriod', why: 'future', words: nasty, today },
    'an impossible period': { age, is: 'badPeriod', why: 'impossible', words: nasty, today },
  };
}

function scores(empty: Partial<ReturnType<typeof score>>): Readonly<Record<string, Answer>> {
  const trend = { age, is: 'trend', period: thisWeek, baseline: null } as const;
  return {
    score: score(),
    'score, no baseline, no week': score({ baseline: null, week: undefined, days: [] }),
    'score over target': score({ totals: day(today, 870), baseline: 82.5, target: [85, 85] }),
    'score without a maximum': score({ ...empty, achievable: null, week: undefined, days: [] }),
    trend: { ...trend, days: days(90), baseline: 72 },
    'trend of five years': { ...trend, days: days(1826) },
    'trend of a day': { ...trend, days: days(1) },
    'trend of nothing': { ...trend, days: [] },
  };
}

function registers(): Readonly<Record<string, Answer>> {
  const told = { age, names, today, period: undefined, days: undefined };
  return {
    accepted: { ...told, is: 'accepted', period: thisWeek, items: acceptances('plain') },
    'accepted, worst texts': { ...told, is: 'accepted', items: acceptances('nasty') },
    'accepted, none': { ...told, is: 'accepted', period: thisWeek, items: [] },
    overdue: {
      ...told,
      is: 'overdue',
      items: [acceptanceFor({ state: 'ReviewDue', acceptance: { reviewOn: '2026-11-12' } })],
    },
    'overdue, none': { ...told, is: 'overdue', items: [] },
    expiring: { ...told, is: 'expiring', days: 30, items: acceptances('plain').slice(4, 6) },
    'expiring, none': { ...told, is: 'expiring', days: 1, items: [] },
    ...approvals(),
    waiting: { age, is: 'waiting', names, items: acceptances('nasty').slice(0, 3) },
    'waiting, none': { age, is: 'waiting', names, items: [] },
  };
}

function approvals(): Readonly<Record<string, Answer>> {
  const told = { age, is: 'acceptedBy', names, today, period: undefined, asDeputy: false } as const;
  const deputy = { approverRoleFrom: 'deputy:2026-11-20:2026-12-04:carl' };
  const items = acceptances('nasty').map((one) => ({ ...one, ...deputy }));
  return {
    'accepted by': { ...told, items: acceptances('plain') },
    'accepted by, in a period': { ...told, period: thisWeek, items: acceptances('quotes') },
    'accepted by deputies': { ...told, asDeputy: true, items },
    'accepted by nobody': { ...told, items: [] },
    'accepted by no deputy': { ...told, asDeputy: true, period: thisWeek, items: [] },
  };
}

function reasons(): Readonly<Record<string, Answer>> {
  const steps: readonly TakenStep[] = [
    'propose',
    'endorse',
    'approve',
    'verified',
    'constructor',
  ].map((event) => ({ event, byId: 'eve', role: 'engineer', at: age.asOf }));
  const told = { age, names, today, words: nasty, control: undefined, steps };
  const kinds: readonly Texts[] = ['plain', 'nasty', 'quotes', 'breaks', 'none'];
  return {
    ...Object.fromEntries(
      kinds.flatMap((kind) =>
        [true, false].map((texts): [string, Answer] => [
          `why, ${kind}, ${texts ? 'with' : 'without'} texts`,
          { ...told, is: 'why', texts, items: acceptances(kind).toReversed() },
        ]),
      ),
    ),
    ...Object.fromEntries(
      states.map((state): [string, Answer] => [
        `who, ${state}`,
        { ...told, is: 'who', texts: true, items: [acceptanceFor({ state })] },
      ]),
    ),
    'why, several recommendations': {
      ...told,
      is: 'why',
      texts: true,
      items: acceptances('nasty').map((one, at) => ({ ...one, controlId: `odd_${String(at)}` })),
    },
    'why, not accepted': { ...told, is: 'why', texts: false, items: [], control: oddControl },
    'why, nothing found': { ...told, is: 'why', texts: false, items: [] },
  };
}

function alerts(): readonly NamedCard[] {
  const key = 'odd_0';
  const causes = (clearedOn: string | null): readonly AlertCause[] => [
    { kind: 'drop', percent: 72.6, fell: { [key]: 8 }, clearedOn },
    { kind: 'control', key, points: 8, clearedOn },
    { kind: 'control', key: 'mfaregistrationv2', points: 8, clearedOn: '2026-11-24' },
    { kind: 'baseline', baseline: 72.5, clearedOn },
  ];
  const { alert } = alertView();
  const views = {
    'one recommendation': alertView(),
    'with an owner': alertView({ owner: 'Mia Maro', baseline: 72 }),
    'every cause': alertView({
      alert: { ...alert, causes: causes(null) },
      comparison: comparison(allCauses),
      baseline: 72.5,
    }),
    'worst texts': alertView({
      alert: { ...alert, causes: causes(null) },
      comparison: comparison(worst(quotes)),
      titles: { [key]: quotes },
      owner: nasty,
    }),
    'a hundred recommendations, worst texts': hundred(quotes, null),
    'a hundred recommendations, over': hundred(nasty, '2026-11-25'),
    recovered: alertView({
      alert: { ...alert, causes: causes('2026-11-25'), clearedAt: '2026-11-25T08:00:00.000Z' },
      now: { day: '2026-11-25', percent: 72.7 },
      owner: 'Mia Maro',
      baseline: 72.5,
    }),
    'without a maximum': alertView({ now: { day: today, percent: null }, baseline: 70 }),
  };
  return Object.entries(views).map(([name, view]) => ({
    name: `alert: ${name}`,
    card: alertCard(view),
  }));
}

function hundred(title: string, clearedOn: string | null): AlertView {
  const { alert } = alertView();
  const keys = Array.from({ length: 100 }, (_, at) => `odd_${String(at)}`);
  return alertView({
    alert: {
      ...alert,
      causes: keys.map((key) => ({
        ...{ kind: 'control', key, points: 8, clearedOn },
        ...(clearedOn === null ? {} : { how: 'accepted', acceptanceId: `RA-2026-${key}` }),
      })),
      clearedAt: clearedOn && `${clearedOn}T08:00:00.000Z`,
    },
    comparison: comparison([
      ...keys.map((what) => ({
        ...byPerson,
        control: { ...odd, key: what, id: what, title, category: title },
        update: { ...byCarl, by: title, comment: title },
      })),
      ...worst(title),
    ]),
    titles: Object.fromEntries(keys.map((key) => [key, title])),
    owner: title,
  });
}

function reviews(): readonly NamedCard[] {
  const done = { by: 'Mia Maro', at: '2026-11-23T10:00:00.000Z' };
  const twice = (title: string) => [...reviewLines(title, title), ...reviewLines(title, undefined)];
  const views = {
    plain: reviewView(),
    'very long': reviewView({ lines: twice('Cloud Discovery') }),
    'worst texts': reviewView({
      lines: twice(nasty).map((one) => ({ ...one, waitsFor: [nasty] })),
    }),
    quotes: reviewView({ lines: twice(quotes), done: { ...done, by: marker } }),
    done: reviewView({ done }),
    'an empty week': reviewView({ lines: [] }),
    'an empty week, done': reviewView({ lines: [], done }),
    'without data': reviewView({ comparison: undefined, head: { seq: 0, hash: '' } }),
  };
  return Object.entries(views).map(([name, view]) => ({
    name: `review: ${name}`,
    card: reviewCard(view),
  }));
}
