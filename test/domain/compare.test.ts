import assert from 'node:assert/strict';
import { compare } from '../../src/domain/compare.ts';
import {
  brief,
  compared,
  course,
  monday,
  name,
  nextMonday,
  row,
  totals,
} from './history-examples.ts';

const comparison = (...courses: readonly ReturnType<typeof course>[]) =>
  compare(compared({ courses }));

describe('a comparison of two days', () => {
  it('tells what fell: how it stood, whether it was complete, and since when', () => {
    const fell = course([row('2026-10-01', 10), row('2026-11-18', 4)]);
    const to = totals(nextMonday, 44, 100);
    const { from, ...result } = compare(compared({ to, courses: [fell] }));
    assert.deepEqual(from, totals(monday, 50, 100));
    assert.deepEqual(result, {
      to,
      changes: [
        {
          control: name(),
          cause: 'fell',
          before: { points: 10, maxScore: 10 },
          after: { points: 4, maxScore: 10 },
          points: -6,
          percent: -6,
          wasComplete: true,
          since: '2026-11-18',
          measuredOn: null,
        },
      ],
      points: -6,
      percent: -6,
      parts: [{ cause: 'fell', count: 1, points: -6, percent: -6 }],
      cameBack: [],
    });
  });

  it('tells a partial fall of what was not complete', () => {
    const [change] = comparison(course([row('2026-10-01', 8), row('2026-11-18', 7.5)])).changes;
    assert.equal(change?.cause, 'fell');
    assert.equal(change.points, -0.5);
    assert.equal(change.wasComplete, false);
  });

  it('tells what rose', () => {
    const rose = course([row('2026-10-01', 0), row('2026-11-17', 10)]);
    assert.deepEqual(brief(comparison(rose)), ['mfa rose 10 since 2026-11-17']);
  });

  it('tells beside what fell and was back before the end', () => {
    const back = (...rows: Parameters<typeof row>[]): readonly unknown[] =>
      comparison(course(rows.map((one) => row(...one)))).cameBack.map(
        ({ before, lowest, fellOn, backOn }) => [before, lowest, fellOn, backOn],
      );
    const first = ['2026-10-01', 10] as const;
    assert.deepEqual(back([...first], ['2026-11-17', 4], ['2026-11-18', 2], ['2026-11-20', 10]), [
      [10, 2, '2026-11-17', '2026-11-20'],
    ]);
    // A fall is a change; what is worth less, or not in scope, or measured long ago, is no fall.
    for (const others of [
      [
        ['2026-11-17', 4],
        ['2026-11-20', 9],
      ],
      [
        ['2026-11-17', 4, { maxScore: 4 }],
        ['2026-11-20', 10],
      ],
      [
        ['2026-11-17', null],
        ['2026-11-20', 10],
      ],
      [
        ['2026-11-17', 4, { stale: true }],
        ['2026-11-20', 10],
      ],
      [
        ['2026-11-17', 4],
        ['2026-11-20', null],
      ],
    ] as const)
      assert.deepEqual(
        back([...first], ...others.map((one) => [...one] as Parameters<typeof row>)),
        [],
      );
    assert.deepEqual(back(['2026-11-17', 4], ['2026-11-20', 10]), [], 'what enters');
  });

  it('tells nothing where nothing differs, and nothing of what came back', () => {
    const there = course([row('2026-10-01', 10), row('2026-11-18', 0), row('2026-11-20', 10)]);
    const measuredAgain = course([row('2026-10-01', 3, { stale: true }), row('2026-11-18', 3)]);
    const never = course([row('2026-11-17', 5), row('2026-11-18', null)]);
    for (const courses of [[], [there], [measuredAgain], [never]])
      assert.deepEqual(
        { changes: [], parts: [], points: 0, percent: 0 },
        (({ changes, parts, points, percent }) => ({ changes, parts, points, percent }))(
          comparison(...courses),
        ),
      );
  });

  it('dates a change by the last day on which it was still as before', () => {
    const swings = [row('2026-11-17', 4), row('2026-11-18', 10), row('2026-11-20', 6)];
    const falls = [row('2026-11-22', 4)];
    assert.deepEqual(brief(comparison(course([row('2026-10-01', 10), ...swings, ...falls]))), [
      'mfa fell -6 since 2026-11-20',
    ]);
  });

  it('dates it no later where it was out of scope meanwhile', () => {
    const meanwhile = [row('2026-11-17', 4), row('2026-11-19', null), row('2026-11-20', 4)];
    assert.deepEqual(brief(comparison(course([row('2026-10-01', 10), ...meanwhile]))), [
      'mfa fell -6 since 2026-11-17',
    ]);
  });

  it('puts the largest loss first; of two the one that costs more percent, then by key', () => {
    const fell = (id: string, points: number) =>
      course([row('2026-10-01', 9), row('2026-11-18', points)], name(id));
    const entered = (id: string) => course([row('2026-11-18', 0)], name(id));
    const rose = course([row('2026-10-01', 1), row('2026-11-18', 9)], name('rose'));
    const still = course(
      [row('2026-10-01', 0), row('2026-11-18', 0, { maxScore: 4 })],
      name('a-maximum'),
    );
    assert.deepEqual(
      comparison(
        rose,
        still,
        fell('c', 8),
        entered('new2'),
        fell('b', 0),
        fell('a', 8),
        entered('new1'),
      ).changes.map(({ control }) => control.key),
      ['b', 'a', 'c', 'new1', 'new2', 'a-maximum', 'rose'],
    );
  });

  it('sums up by cause in the order of the causes; what the recommendations leave open comes last', () => {
    const fell = (id: string) => course([row('2026-10-01', 10), row('2026-11-18', 8)], name(id));
    const entered = course([row('2026-11-18', 0)], name('new'));
    const rose = course([row('2026-10-01', 1), row('2026-11-18', 9)], name('rose'));
    const to = totals(nextMonday, 55, 120);
    const { parts } = compare(compared({ to, courses: [rose, fell('b'), entered, fell('a')] }));
    assert.deepEqual(
      parts.map(({ cause, count, points }) => [cause, count, points]),
      [
        ['fell', 2, -4],
        ['entered', 1, 0],
        ['rose', 1, 8],
        ['other', 0, 1],
      ],
    );
    assert(parts.every(({ percent }) => percent !== null && percent !== 0));
  });

  it('leaves the noise of fractions out of the rest', () => {
    const rows = [0.1, 0.2].map((points, at) =>
      course([row('2026-10-01', 0), row('2026-11-18', points)], name(String(at))),
    );
    const { parts } = compare(
      compared({ from: totals(monday, 0, 100), to: totals(nextMonday, 0.3, 100), courses: rows }),
    );
    assert.deepEqual(
      parts.map(({ cause }) => cause),
      ['rose'],
    );
  });

  for (const [what, from, to] of [
    ['the earlier day', totals(monday, 0, 0), totals(nextMonday, 5, 10)],
    ['the later day', totals(monday, 5, 10), totals(nextMonday, 0, 0)],
    ['both', totals(monday, 0, 0), totals(nextMonday, 0, 0)],
  ] as const)
    it(`has no percentage where ${what} had a maximum of 0, and points all the same`, () => {
      const courses = [
        course([row('2026-10-01', 5), row('2026-11-18', 4)]),
        course([row('2026-11-18', 0)], name('new')),
      ];
      const result = compare(compared({ from, to, courses }));
      assert.equal(result.percent, null);
      assert.deepEqual(
        [...result.changes, ...result.parts].map(({ percent }) => percent),
        [...result.changes, ...result.parts].map(() => null),
      );
      const all = result.parts.reduce((sum, { points }) => sum + points, 0);
      assert.equal(all, to.current - from.current);
      assert(result.parts.some(({ cause }) => cause === 'entered'));
    });

  it('knows nothing better of a day and itself', () => {
    const day = totals(monday, 50, 100);
    assert.deepEqual(compare(compared({ from: day, to: day })), {
      from: day,
      to: day,
      changes: [],
      points: 0,
      percent: 0,
      parts: [],
      cameBack: [],
    });
  });
});
