import type { Age, Answer } from '../../src/app/answers.ts';
import type { AlertView, ReviewLine, ReviewView } from '../../src/app/monitor-views.ts';
import type { ChangedControl, Comparison, Part } from '../../src/domain/comparison.ts';
import type { ControlName, DayTotals, StatusUpdate } from '../../src/domain/history.ts';
import { plusDays } from '../../src/domain/calendar.ts';
import { marker, nasty, today, zone } from './texts.ts';

/** Read on the day itself, at nine in the tenant's zone. */
export const age: Age = { day: today, asOf: '2026-11-23T08:00:00.000Z', zone };
export const names = { eve: 'Eve Engel', mia: 'Mia Maro', carl: 'Carl Cato' };
export const thisWeek = { from: '2026-11-17', to: today, name: 'this week' };
export const identity = { by: 'category', values: ['Identity'], name: 'Identity' } as const;

export const day = (date: string, current: number, max = 1000): DayTotals => ({
  day: date,
  current,
  max,
});

const known: Readonly<Record<string, ControlName>> = {
  mfa: {
    key: 'mfaregistrationv2',
    id: 'MFARegistrationV2',
    title: 'Ensure multifactor authentication is enabled for all users',
    category: 'Identity',
    service: 'AzureAD',
  },
  audit: {
    key: 'exo_mailboxaudit',
    id: 'exo_mailboxaudit',
    title: 'Ensure mailbox auditing is enabled',
    category: 'Apps',
    service: 'EXO',
  },
  discovery: {
    key: 'mcas_cloud_discovery',
    id: 'mcas_cloud_discovery',
    title: 'Cloud Discovery',
    category: 'Apps',
    service: 'MCAS',
  },
};

export const odd: ControlName = {
  key: 'odd_control',
  id: 'odd_control',
  title: nasty.slice(0, 300),
  category: `${marker} *Identity*`,
  service: 'EXO',
};

/** Somebody's own decision in the portal. */
export const byCarl: StatusUpdate = {
  key: 'exo_mailboxaudit',
  at: '2026-11-20T09:00:00.000Z',
  state: 'Ignored',
  by: 'Carl Cato',
  comment: 'The archive does it for us',
};

/** A control that fell from all of its eight points to none. */
export const change = (
  fields: Partial<ChangedControl> & { readonly what?: string } = {},
): ChangedControl => {
  const { what = 'mfa', ...more } = fields;
  return {
    control: known[what] ?? { ...odd, key: what, id: what, title: `Recommendation ${what}` },
    cause: 'fell',
    before: { points: 8, maxScore: 8 },
    after: { points: 0, maxScore: 8 },
    points: -8,
    percent: -0.8,
    wasComplete: true,
    since: '2026-11-20',
    measuredOn: '2026-11-20',
    ...more,
  };
};

export const ours = change({
  what: 'discovery',
  cause: 'ours',
  before: { points: 4.5, maxScore: 4.5 },
  after: { points: 0, maxScore: 4.5 },
  points: -4.5,
  percent: -0.45,
  update: { ...byCarl, by: 'Scorekeeper' },
  acceptanceId: 'RA-2026-0042',
});

export const byPerson = change({
  what: 'audit',
  cause: 'status',
  before: { points: 5, maxScore: 5 },
  after: { points: 0, maxScore: 5 },
  points: -5,
  percent: -0.5,
  update: byCarl,
});

export const entered = change({
  what: 'new_one',
  cause: 'entered',
  before: { points: null, maxScore: 0 },
  after: { points: 0, maxScore: 9 },
  points: 0,
  percent: -0.6,
  wasComplete: false,
});

export const left = change({
  what: 'old_one',
  cause: 'left',
  before: { points: 3, maxScore: 3 },
  after: { points: null, maxScore: 0 },
  points: -3,
  percent: -0.1,
});

export const rose = change({
  what: 'better',
  cause: 'rose',
  before: { points: 1, maxScore: 6 },
  after: { points: 6, maxScore: 6 },
  points: 5,
  percent: 0.5,
  wasComplete: false,
});

export const stale = change({
  what: 'stale_one',
  cause: 'stale',
  points: -2,
  percent: -0.2,
  after: { points: 6, maxScore: 8 },
  measuredOn: '2026-11-02',
});

const order = [
  'fell',
  'status',
  'ours',
  'left',
  'maximum',
  'entered',
  'renamed',
  'stale',
  'rose',
] as const;

/** The week up to today with these changes; the totals follow from them. */
export function comparison(
  changes: readonly ChangedControl[] = [],
  fields: Partial<Comparison> = {},
): Comparison {
  const sum = (key: 'points' | 'percent', some = changes): number =>
    some.reduce((total, one) => total + (one[key] ?? 0), 0);
  const parts = order.flatMap((cause): readonly Part[] => {
    const some = changes.filter((one) => one.cause === cause);
    return some.length === 0
      ? []
      : [{ cause, count: some.length, points: sum('points', some), percent: sum('percent', some) }];
  });
  return {
    from: day('2026-11-16', 702),
    to: day(today, 702 + 10 * sum('percent')),
    changes,
    points: sum('points'),
    percent: sum('percent'),
    parts,
    cameBack: [],
    ...fields,
  };
}

type ChangesAnswer = Extract<Answer, { readonly is: 'regressed' | 'improved' | 'new' | 'changed' }>;

export const changes = (
  is: ChangesAnswer['is'],
  some: readonly ChangedControl[],
  fields: Partial<ChangesAnswer> = {},
): ChangesAnswer => ({
  age,
  is,
  period: thisWeek,
  area: undefined,
  comparison: comparison(some),
  changes: some,
  cameBack: [],
  shortened: false,
  ...fields,
});

/** Days that end today, with a score that sinks and rises. */
export const days = (count: number): readonly DayTotals[] =>
  Array.from({ length: count }, (_, at) =>
    day(
      plusDays(today, at + 1 - count),
      700 + 30 * Math.sin(at / 9) + (at % 7) + (at > count - 5 ? -25 : 0),
    ),
  );

type ScoreAnswer = Extract<Answer, { readonly is: 'score' }>;

export const score = (fields: Partial<ScoreAnswer> = {}): ScoreAnswer => ({
  age,
  is: 'score',
  totals: day(today, 699),
  split: { reached: 699, planned: 0, accepted: 38.5, undecided: 262.5 },
  portalAccepted: 0,
  acceptedCount: 14,
  baseline: 72,
  target: [80, 85],
  achievable: 96.15,
  week: comparison([change(), rose]),
  days: days(90),
  ...fields,
});

export const alertView = (fields: Partial<AlertView> = {}): AlertView => ({
  alert: {
    id: today,
    raisedAt: '2026-11-23T08:00:00.000Z',
    from: '2026-11-16',
    to: today,
    causes: [{ kind: 'control', key: 'mfaregistrationv2', points: 8, clearedOn: null }],
    quiet: false,
    clearedAt: null,
  },
  comparison: comparison([change()]),
  titles: { mfaregistrationv2: known['mfa']?.title ?? '' },
  now: { day: today, percent: 69.4 },
  baseline: null,
  owner: undefined,
  zone,
  asOf: age.asOf,
  ...fields,
});

export const reviewLine = (fields: Partial<ReviewLine> = {}): ReviewLine => ({
  kind: 'fell',
  subject: 'control:mfaregistrationv2',
  title: known['mfa']?.title ?? '',
  controlId: 'MFARegistrationV2',
  acceptanceId: undefined,
  since: '2026-11-20',
  reviewOn: undefined,
  points: 8,
  waitsFor: [],
  trouble: '',
  owner: undefined,
  ...fields,
});

/** Every kind of line once, worst first. */
export const reviewLines = (title: string, owner: string | undefined): readonly ReviewLine[] => {
  const acceptance = { acceptanceId: 'RA-2026-0042', subject: 'RA-2026-0042' };
  const some: readonly Partial<ReviewLine>[] = [
    { kind: 'fell' },
    { kind: 'writeBack', ...acceptance, trouble: 'forbidden' },
    { kind: 'drift', ...acceptance, trouble: 'changedByPerson' },
    { kind: 'overdue', ...acceptance, reviewOn: '2026-11-12' },
    { kind: 'stuck', ...acceptance, waitsFor: ['Mia Maro', 'Max Muster'] },
    { kind: 'due', ...acceptance, reviewOn: '2026-12-01' },
    { kind: 'new' },
    { kind: 'low', ...acceptance },
  ];
  return some.map((one, at) =>
    reviewLine({ title, owner, ...one, subject: `${one.subject ?? 'control:x'}-${String(at)}` }),
  );
};

export const reviewView = (fields: Partial<ReviewView> = {}): ReviewView => ({
  week: '2026-W48',
  monday: today,
  lines: reviewLines('Cloud Discovery', undefined),
  posted: true,
  done: undefined,
  comparison: comparison([change(), rose, entered]),
  head: { seq: 42, hash: `3f9a1c04be77${'0'.repeat(52)}` },
  zone,
  asOf: age.asOf,
  ...fields,
});
