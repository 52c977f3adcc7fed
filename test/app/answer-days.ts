import assert from 'node:assert/strict';
import { answer, type Asker, type RecordQuestion } from '../../src/app/answer.ts';
import type { Answer, ChangesAnswer } from '../../src/app/answers.ts';
import type { Measurement, Snapshot } from '../../src/domain/history.ts';
import type { PeriodWords } from '../../src/domain/question.ts';
import { eve, type World } from '../support/world.ts';

/** Points of 10, or what else differs from a control measured on that day. */
export type Measured = number | (Partial<Measurement> & { readonly points: number });

/** A day of Secure Score: these controls in scope, and the totals they add up to. */
export function snapshot(day: string, controls: Readonly<Record<string, Measured>>): Snapshot {
  const measurements = Object.entries(controls).map(([id, one]): Measurement => ({
    id,
    maxScore: 10,
    measuredOn: day,
    ...(typeof one === 'number' ? { points: one } : one),
  }));
  const sum = (of: 'points' | 'maxScore'): number =>
    measurements.reduce((all, one) => all + one[of], 0);
  return { day, current: sum('points'), max: sum('maxScore'), measurements };
}

/** What somebody with a role is answered in their own chat. */
export const asked = (
  w: World,
  question: RecordQuestion,
  asker: Asker = { person: eve, texts: true },
): Promise<Answer> => answer(w.ports, question, asker);

/** An answer that must be of this kind. */
export function of<Kind extends Answer['is']>(
  kind: Kind,
  given: Answer,
): Answer & { readonly is: Kind } {
  assert.equal(given.is, kind, JSON.stringify(given));
  return given as Answer & { readonly is: Kind };
}

export const thisWeek: PeriodWords = { kind: 'this', unit: 'week' };

/** The changes of an answer in short: key, points and cause. */
export const brief = ({ changes }: Pick<ChangesAnswer, 'changes'>): readonly string[] =>
  changes.map(({ control, points, cause }) => `${control.key} ${String(points)} ${cause}`);
