import assert from 'node:assert/strict';
import { compare } from '../../src/domain/compare.ts';
import type { HistoryRow, StatusUpdate } from '../../src/domain/history.ts';
import {
  brief,
  compared,
  course,
  monday,
  name,
  row,
  staleRow,
  totals,
  update,
} from './history-examples.ts';

/** From a Monday to the next. */
const comparison = (rows: readonly HistoryRow[], updates: readonly StatusUpdate[]) =>
  compare(compared({ courses: [course(rows)], updates }));

/** Its changes in short, each with the status that explains it. */
const explained = (...given: Parameters<typeof comparison>): readonly string[] => {
  const result = comparison(...given);
  return brief(result).map((said, at) => {
    const state = result.changes[at]?.update?.state;
    return state === undefined ? said : `${said}: ${state}`;
  });
};

const was = (points: number) => row('2026-10-01', points);
const became = (points: number, day = '2026-11-20') => row(day, points);

describe('a status that somebody gave', () => {
  for (const [state, before, after] of [
    ['Ignored', 10, 0],
    ['ignored', 4, 0],
    ['ThirdParty', 0, 10],
    ['THIRDPARTY', 4, 10],
    ['Reviewed', 0, 10],
    ['AlternateMitigation', 3, 10],
  ] as const)
    it(`${state} explains that ${String(before)} points of 10 became ${String(after)}`, () => {
      const points = String(after - before);
      assert.deepEqual(explained([was(before), became(after)], [update(state, '2026-11-18')]), [
        `mfa status ${points} since 2026-11-20: ${state}`,
      ]);
    });

  for (const [first, before, after] of [
    ['Ignored', 0, 7],
    ['ThirdParty', 10, 0],
    ['Reviewed', 10, 7],
    ['alternatemitigation', 10, 7],
  ] as const)
    it(`and took back explains that points went away from where ${first} held them`, () => {
      const points = String(after - before);
      for (const state of ['Default', 'default', 'Planned'])
        assert.deepEqual(
          explained(
            [was(before), became(after)],
            [update(first, '2026-11-10'), update(state, '2026-11-18')],
          ),
          [`mfa status ${points} since 2026-11-20: ${state}`],
        );
    });

  it('and took back explains as much where it was given longer ago than we look', () => {
    for (const [before, after] of [
      [0, 7],
      [10, 7],
    ] as const)
      assert.deepEqual(explained([was(before), became(after)], [update('Default', '2026-11-18')]), [
        `mfa status ${String(after - before)} since 2026-11-20: Default`,
      ]);
  });

  it('does not explain points that moved otherwise', () => {
    for (const [before, after, ...states] of [
      [10, 4, 'Ignored'],
      [0, 4, 'Ignored'],
      [0, 9, 'ThirdParty'],
      [10, 4, 'ThirdParty'],
      [10, 4, 'Reviewed'],
      [8, 4, 'Default'],
      [4, 8, 'Default'],
      [10, 4, 'Ignored', 'Default'],
      [0, 4, 'ThirdParty', 'Default'],
      [10, 4, 'Planned', 'Default'],
      [10, 4, 'Planned'],
      [0, 4, 'Newish'],
    ] as const) {
      const updates = states.map((state, at) => update(state, `2026-11-${String(17 + at)}`));
      const [change] = comparison([was(before), became(after)], updates).changes.filter(
        ({ points }) => points !== 0,
      );
      assert.equal(change?.cause, after < before ? 'fell' : 'rose', states.join());
      assert.equal(change.update, undefined);
    }
  });

  it('is told whole: who, when, and in which words', () => {
    const given = update('Ignored', '2026-11-18', { by: 'zed@contoso.example', comment: 'No.' });
    const [change] = comparison([was(10), became(0)], [given]).changes;
    assert.deepEqual(change?.update, given);
    assert.equal(change.acceptanceId, undefined);
  });

  it('explains the points of a week after it, and no more', () => {
    for (const [day, cause] of [
      ['2026-11-08', 'fell'],
      ['2026-11-09', 'status'],
      ['2026-11-23', 'status'],
      ['2026-11-24', 'fell'],
    ] as const) {
      const fell = [was(10), became(0, '2026-11-23')];
      const [change] = comparison(fell, [update('Ignored', day)]).changes;
      assert.equal(change?.cause, cause, day);
    }
  });

  it('counts to the end of its day', () => {
    const fell = [was(10), became(0, '2026-11-23')];
    const late = update('Ignored', '2026-11-23T23:59:59.999Z');
    assert.equal(comparison(fell, [late]).changes[0]?.cause, 'status');
  });

  it('does not explain points that were gone before', () => {
    const afterwards = [update('Ignored', '2026-11-20')];
    assert.deepEqual(explained([was(10), became(0, '2026-11-19')], afterwards), [
      'mfa fell -10 since 2026-11-19',
      'mfa status 0 since 2026-11-20: Ignored',
    ]);
    const partly = [was(10), became(4, '2026-11-17'), became(0, '2026-11-20')];
    assert.deepEqual(explained(partly, afterwards), ['mfa status -10 since 2026-11-17: Ignored']);
  });

  it('does not explain what a measurement showed before, too old though it was', () => {
    const afterwards = [update('Ignored', '2026-11-19')];
    const shown = [was(10), staleRow('2026-11-18', 0), became(0, '2026-11-20')];
    assert.deepEqual(explained(shown, afterwards), [
      'mfa fell -10 since 2026-11-20',
      'mfa status 0 since 2026-11-19: Ignored',
    ]);
  });

  it('explains what only old measurements showed at first', () => {
    const shown = [staleRow('2026-11-18', 0), row('2026-11-30', 0)];
    const { changes } = compare(
      compared({
        to: totals('2026-11-30', 40, 100),
        courses: [
          course([was(10), ...shown]),
          course([row('2026-10-01', 3), row('2026-11-29', 4)], name('other')),
        ],
        updates: [update('Ignored', '2026-11-17')],
      }),
    );
    assert.deepEqual(
      changes.map(({ cause }) => cause),
      ['status', 'rose'],
    );
  });

  it('is not looked for months before the points moved, missing days apart', () => {
    const to = totals('2027-01-31', 44, 100);
    const back = [update('Default', '2026-11-18')];
    const fell = course([was(10), row('2027-01-20', 4)]);
    const other = course([row('2026-10-01', 3), row('2027-01-19', 4)], name('other'));
    const causesOf = (courses: readonly (typeof fell)[]) =>
      compare(compared({ to, courses, updates: back })).changes.map(({ cause }) => cause);
    assert.deepEqual(causesOf([fell, other]), ['fell', 'status', 'rose']);
    // Nothing is known of a day in between: it may have fallen at once.
    assert.deepEqual(causesOf([fell]), ['status']);
  });

  it('splits off what a new maximum did', () => {
    const rows = [was(10), row('2026-11-20', 0, { maxScore: 8 })];
    assert.deepEqual(explained(rows, [update('Ignored', '2026-11-18')]), [
      'mfa status -8 since 2026-11-20: Ignored',
      'mfa maximum -2 since 2026-11-20',
    ]);
  });

  it('is the control’s own', () => {
    const other = update('Ignored', '2026-11-18', { key: 'other' });
    assert.deepEqual(explained([was(10), became(0)], [other]), ['mfa fell -10 since 2026-11-20']);
  });
});

describe('a status without an effect on the points yet', () => {
  const still = [was(4)];

  it('is told with 0 points, as of its day', () => {
    const given = update('Ignored', '2026-11-18');
    const result = comparison(still, [given]);
    assert.deepEqual(result.changes, [
      {
        control: name(),
        cause: 'status',
        before: { points: 4, maxScore: 10 },
        after: { points: 4, maxScore: 10 },
        points: 0,
        percent: 0,
        wasComplete: false,
        since: '2026-11-18',
        measuredOn: null,
        update: given,
      },
    ]);
    assert.deepEqual(result.parts, []);
  });

  it('is told beside what happened otherwise', () => {
    assert.deepEqual(explained([was(10), became(4)], [update('ThirdParty', '2026-11-21')]), [
      'mfa fell -6 since 2026-11-20',
      'mfa status 0 since 2026-11-21: ThirdParty',
    ]);
    assert.deepEqual(explained([became(3)], [update('Planned', '2026-11-21')]), [
      'mfa status 0 since 2026-11-21: Planned',
      'mfa entered 3 since 2026-11-20',
    ]);
  });

  for (const [what, states, told] of [
    ['is told where it differs', ['Ignored', '|', 'ThirdParty'], 'ThirdParty'],
    ['is told by the newest', ['|', 'Ignored', 'ThirdParty'], 'ThirdParty'],
    ['is told where it was given longer ago than we look', ['|', 'Default'], 'Default'],
    [
      'is told where it came back to one given again',
      ['|', 'Default', 'Ignored', 'Default'],
      'Default',
    ],
    ['is nothing where it was given before', ['Ignored', '|'], undefined],
    ['is nothing where it came back', ['Ignored', '|', 'Default', 'ignored'], undefined],
    ['is nothing where it came back to nobody’s', ['|', 'Ignored', 'Default'], undefined],
    ['is nothing where it says the same again', ['Ignored', '|', 'IGNORED'], undefined],
    [
      'is nothing where it only has another name',
      ['Reviewed', '|', 'AlternateMitigation'],
      undefined,
    ],
    ['is nothing where it is unknown and the same', ['Newish', '|', 'newish'], undefined],
  ] as const)
    it(`${what}: ${states.join(' ')}`, () => {
      const start = states.findIndex((state) => state === '|');
      const updates = states
        .map((state, at) => update(state, `2026-11-${String(16 + at - start)}`))
        .filter(({ state }) => state !== '|');
      // In any order, as far as we know.
      const { changes } = comparison(still, updates.toReversed());
      assert.equal(changes[0]?.update?.state, told);
    });

  it('is the first of those that say the same: who gave it', () => {
    const given = ['zed', 'eve'].map((by, at) =>
      update('Ignored', `2026-11-${String(18 + at)}`, { by }),
    );
    assert.equal(comparison(still, given).changes[0]?.update?.by, 'zed');
  });

  it('is not told before the day it was given, nor after the later of the two', () => {
    for (const [day, count] of [
      [monday, 0],
      ['2026-11-17', 1],
      ['2026-11-23', 1],
      ['2026-11-24', 0],
    ] as const)
      assert.equal(comparison(still, [update('Ignored', day)]).changes.length, count, day);
  });
});
