import assert from 'node:assert/strict';
import { compare } from '../../src/domain/compare.ts';
import type { Course } from '../../src/domain/history.ts';
import {
  brief,
  compared,
  course,
  monday,
  name,
  nextMonday,
  row,
  staleRow,
  totals,
} from './history-examples.ts';

const comparison = (...courses: readonly Course[]) => compare(compared({ courses }));

describe('a recommendation that is new', () => {
  it('is none of our regressions: it costs percent, and no points', () => {
    const entered = course([row('2026-11-18', 0)]);
    const result = compare(compared({ to: totals(nextMonday, 50, 110), courses: [entered] }));
    assert.deepEqual(brief(result), ['mfa entered 0 since 2026-11-18']);
    const [change] = result.changes;
    assert(change);
    assert(Number(change.percent) < 0);
    assert(Math.abs(Number(change.percent) - Number(result.percent)) < 1e-9);
    assert.deepEqual(change.before, { points: null, maxScore: 0 });
    assert.deepEqual(change.after, { points: 0, maxScore: 10 });
    assert.equal(change.wasComplete, false);
  });

  it('brings the points that it came with, on the day on which it came', () => {
    const entered = course([row('2026-11-18', 2), row('2026-11-20', 7)]);
    assert.deepEqual(brief(comparison(entered)), ['mfa entered 7 since 2026-11-18']);
  });

  it('is told even where it is worth nothing', () => {
    const { changes, parts } = comparison(course([row('2026-11-18', 0, { maxScore: 0 })]));
    assert.equal(changes[0]?.cause, 'entered');
    assert.deepEqual(parts, []);
  });
});

describe('a recommendation that Microsoft no longer measures', () => {
  it('left, and did not fall', () => {
    const left = course([row('2026-10-01', 10), row('2026-11-18', 4), row('2026-11-20', null)]);
    const result = comparison(left);
    assert.deepEqual(brief(result), ['mfa left -10 since 2026-11-20']);
    assert.equal(result.changes[0]?.wasComplete, true);
  });

  it('says nothing while it is not in scope, whatever it would be worth', () => {
    const out = course([
      row('2026-10-01', null, { maxScore: 5 }),
      row('2026-11-18', null, { maxScore: 9 }),
    ]);
    assert.deepEqual(comparison(out).changes, []);
  });
});

describe('a recommendation of another worth', () => {
  const from = [6, 12] as const;
  const to = (points: number, maxScore: number) =>
    comparison(
      course([
        row('2026-10-01', from[0], { maxScore: from[1] }),
        row('2026-11-18', points, { maxScore }),
      ]),
    );

  it('has more points only because Microsoft gives more', () => {
    assert.deepEqual(brief(to(10, 20)), ['mfa maximum 4 since 2026-11-18']);
    assert.deepEqual(brief(to(0, 0)), ['mfa maximum -6 since 2026-11-18']);
  });

  it('fell or rose by what the new maximum does not explain', () => {
    assert.deepEqual(brief(to(7, 20)), [
      'mfa fell -3 since 2026-11-18',
      'mfa maximum 4 since 2026-11-18',
    ]);
    assert.deepEqual(brief(to(6, 6)), [
      'mfa maximum -3 since 2026-11-18',
      'mfa rose 3 since 2026-11-18',
    ]);
  });

  it('does not fall by what Microsoft rounds', () => {
    assert.deepEqual(brief(to(3.34, 6.67)), ['mfa maximum -2.66 since 2026-11-18']);
    assert.deepEqual(brief(to(3.3, 6.67)), [
      'mfa maximum -2.665 since 2026-11-18',
      'mfa fell -0.035 since 2026-11-18',
    ]);
  });

  it('is told by its percentage where it has no points', () => {
    const still = course([row('2026-10-01', 0), row('2026-11-18', 0, { maxScore: 5 })]);
    const { changes, parts } = compare(
      compared({ to: totals(nextMonday, 50, 95), courses: [still] }),
    );
    assert.equal(changes[0]?.points, 0);
    assert(Number(changes[0].percent) > 2);
    assert.deepEqual(
      parts.map(({ cause, count }) => [cause, count]),
      [['maximum', 1]],
    );
  });

  it('did not rise by being worth something at all', () => {
    const first = course([
      row('2026-10-01', 0, { maxScore: 0 }),
      row('2026-11-18', 5, { maxScore: 10 }),
    ]);
    assert.deepEqual(brief(comparison(first)), ['mfa maximum 5 since 2026-11-18']);
  });

  it('dates each of the two by itself', () => {
    const both = course([
      row('2026-10-01', 10),
      row('2026-11-17', 8, { maxScore: 8 }),
      row('2026-11-19', null, { maxScore: 8 }),
      row('2026-11-20', 8, { maxScore: 8 }),
      row('2026-11-21', 4, { maxScore: 8 }),
    ]);
    assert.deepEqual(brief(comparison(both)), [
      'mfa fell -4 since 2026-11-21',
      'mfa maximum -2 since 2026-11-17',
    ]);
  });
});

describe('a recommendation that Microsoft renamed', () => {
  const old = (id: string, title: string, category = 'Identity') =>
    course(
      [row('2026-10-01', 9, { maxScore: 9 }), row('2026-11-18', null)],
      name(id, { title, category }),
    );
  const young = (id: string, title: string, category = 'Identity') =>
    course([row('2026-11-19', 4, { maxScore: 8 })], name(id, { title, category }));

  it('is what the worth of the two differs by, and what fell', () => {
    const result = compare(
      compared({
        to: totals(nextMonday, 45, 99),
        courses: [young('new', 'Require MFA'), old('Old', 'require mfa ')],
      }),
    );
    assert.deepEqual(brief(result), [
      'new fell -4 since 2026-11-19',
      'new renamed -1 since 2026-11-19',
    ]);
    for (const change of result.changes) {
      assert.equal(change.formerly, 'Old');
      assert.equal(change.wasComplete, true);
      assert.deepEqual(change.before, { points: 9, maxScore: 9 });
      assert.deepEqual(change.after, { points: 4, maxScore: 8 });
    }
    assert.deepEqual(
      result.parts.map(({ cause, points }) => [cause, points]),
      [
        ['fell', -4],
        ['renamed', -1],
      ],
    );
    const sum = result.changes.reduce((all, { percent }) => all + Number(percent), 0);
    assert(Math.abs(sum - Number(result.percent)) < 1e-9);
  });

  it('is one change where it lost nothing', () => {
    const same = course([row('2026-11-19', 8, { maxScore: 8 })], name('new', { title: 'A' }));
    assert.deepEqual(brief(comparison(old('old', 'A'), same)), ['new renamed -1 since 2026-11-19']);
  });

  it('has not fallen where what it is now called was measured too long ago', () => {
    const stale = course([staleRow('2026-11-19', 0)], name('new', { title: 'A' }));
    assert.deepEqual(brief(comparison(old('old', 'A'), stale)), [
      'new renamed -9 since 2026-11-19',
    ]);
  });

  it('is two where the category differs, the title differs, or there is none', () => {
    for (const [one, other] of [
      [old('old', 'A'), young('new', 'A', 'Apps')],
      [old('old', 'A'), young('new', 'B')],
      [old('old', ' '), young('new', '')],
    ] as const)
      assert.deepEqual(
        comparison(one, other).changes.map(({ cause }) => cause),
        ['left', 'entered'],
      );
  });

  it('takes each of several once', () => {
    const result = comparison(
      ...[old('old1', 'A'), old('old2', 'A'), young('new1', 'A'), young('new2', 'A')],
      young('new3', 'A'),
    );
    assert.deepEqual(
      result.changes
        .filter(({ cause }) => cause !== 'fell')
        .map(({ control, cause, formerly }) => [control.key, cause, formerly]),
      [
        ['new1', 'renamed', 'old1'],
        ['new2', 'renamed', 'old2'],
        ['new3', 'entered', undefined],
      ],
    );
  });

  it('takes none that stayed', () => {
    const stayed = course([row('2026-10-01', 9), row('2026-11-18', 5)], name('old'));
    const result = compare(
      compared({
        from: totals(monday, 50, 100),
        courses: [stayed, young('new', stayed.control.title)],
      }),
    );
    assert.deepEqual(
      result.changes.map(({ cause }) => cause),
      ['fell', 'entered'],
    );
  });
});
