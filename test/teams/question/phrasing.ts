import type { Area, PeriodWords, Question } from '../../../src/domain/question.ts';

/** A sentence as somebody wrote it, and the question it is. */
export type Phrasing = readonly [string, Question];

const category = (name: string, value = name): Area => ({ by: 'category', values: [value], name });
export const service = (name: string, ...values: readonly string[]): Area => ({
  by: 'service',
  values,
  name,
});
export const identity = category('Identity');
export const devices = category('Devices', 'Device');
export const apps = category('Apps');
export const data = category('Data');
export const exchange = service('Exchange', 'EXO');
export const sharePoint = service('SharePoint', 'SPO');
export const entra = service('Entra ID', 'AzureAD');

type Unit = 'week' | 'month' | 'quarter' | 'year';
export const now = (unit: Unit): PeriodWords => ({ kind: 'this', unit });
export const last = (unit: Unit): PeriodWords => ({ kind: 'last', unit });
export const days = (count: number): PeriodWords => ({ kind: 'days', count });
export const on = (words: string): PeriodWords => ({ kind: 'on', words });
export const since = (words: string): PeriodWords => ({ kind: 'since', words });
export const between = (from: string, to: string): PeriodWords => ({ kind: 'between', from, to });
export const today: PeriodWords = { kind: 'today' };
export const yesterday: PeriodWords = { kind: 'yesterday' };

const of =
  (ask: 'regressed' | 'improved' | 'new' | 'changed') =>
  (period: PeriodWords = now('week'), area?: Area): Question =>
    area ? { ask, period, area } : { ask, period };
export const regressed = of('regressed');
export const improved = of('improved');
export const fresh = of('new');
export const changed = of('changed');
export const score: Question = { ask: 'score' };
export const trend = (period: PeriodWords = days(90)): Question => ({ ask: 'trend', period });
export const undecided = (area?: Area): Question => ({
  ask: 'undecided',
  ...(area ? { area } : {}),
});
export const accepted = (period: PeriodWords = now('quarter')): Question => ({
  ask: 'accepted',
  period,
});
export const acceptedBy = (period?: PeriodWords): Question => ({
  ask: 'acceptedBy',
  ...(period ? { period } : {}),
});
export const asDeputy = (period?: PeriodWords): Question => ({
  ...acceptedBy(period),
  ...{ ask: 'acceptedBy', asDeputy: true },
});
export const overdue: Question = { ask: 'overdue' };
export const expiring = (ahead = 30): Question => ({ ask: 'expiring', days: ahead });
export const why = (words: string): Question => ({ ask: 'why', words });
export const who = (words: string): Question => ({ ask: 'who', words });
export const mine: Question = { ask: 'mine' };
export const waiting: Question = { ask: 'waiting' };
