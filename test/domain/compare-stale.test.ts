import assert from 'node:assert/strict';
import { compare } from '../../src/domain/compare.ts';
import type { HistoryRow } from '../../src/domain/history.ts';
import { brief, compared, course, nextMonday, row, staleRow, totals } from './history-examples.ts';

const comparison = (...rows: readonly HistoryRow[]) =>
  compare(compared({ courses: [course(rows)] }));

describe('a measurement that is too old', () => {
  it('is said, and called no regression', () => {
    const result = compare(
      compared({
        to: totals(nextMonday, 40, 100),
        courses: [course([row('2026-10-01', 10), staleRow('2026-11-18', 0)])],
      }),
    );
    assert.deepEqual(brief(result), ['mfa stale -10 since 2026-11-18']);
    const [change] = result.changes;
    assert.equal(change?.measuredOn, '2026-10-01');
    assert.equal(change.wasComplete, true);
    assert.deepEqual(change.before, { points: 10, maxScore: 10 });
    assert.deepEqual(change.after, { points: 0, maxScore: 10 });
    assert.deepEqual(result.parts, [{ cause: 'stale', count: 1, points: -10, percent: -10 }]);
  });

  it('is not told where it says what a fresh one said', () => {
    assert.deepEqual(comparison(row('2026-10-01', 10), staleRow('2026-11-18', 10)).changes, []);
    const fresh = comparison(staleRow('2026-10-01', 10), row('2026-11-18', 10));
    assert.deepEqual(fresh.changes, []);
  });

  it('becomes a regression on the day that confirms it', () => {
    assert.deepEqual(
      brief(comparison(row('2026-10-01', 10), staleRow('2026-11-17', 0), row('2026-11-20', 0))),
      ['mfa fell -10 since 2026-11-20'],
    );
  });

  it('becomes one, too, when it was told before and is confirmed now; what was told is taken back', () => {
    const result = comparison(
      row('2026-10-01', 10),
      staleRow('2026-11-12', 0),
      row('2026-11-20', 0),
    );
    assert.deepEqual(brief(result), [
      'mfa fell -10 since 2026-11-20',
      'mfa stale 10 since 2026-11-20',
    ]);
    assert.deepEqual(
      result.changes.map(({ wasComplete }) => wasComplete),
      [true, false],
    );
    assert.deepEqual(
      result.changes.map(({ measuredOn }) => measuredOn),
      [null, '2026-10-01'],
    );
    assert.equal(result.points, 0);
    assert.deepEqual(
      result.parts.map(({ cause, points }) => [cause, points]),
      [
        ['fell', -10],
        ['stale', 10],
      ],
    );
  });

  it('stands beside what is known', () => {
    const result = comparison(
      row('2026-10-01', 10),
      row('2026-11-17', 6),
      staleRow('2026-11-20', 1),
    );
    assert.deepEqual(brief(result), [
      'mfa stale -5 since 2026-11-20',
      'mfa fell -4 since 2026-11-17',
    ]);
    assert.deepEqual(
      result.changes.map(({ measuredOn }) => measuredOn),
      ['2026-10-01', null],
    );
  });

  it('confirms nothing where it is all that there ever was', () => {
    assert.deepEqual(brief(comparison(staleRow('2026-10-01', 10), staleRow('2026-11-18', 0))), [
      'mfa stale -10 since 2026-11-18',
    ]);
    assert.deepEqual(brief(comparison(staleRow('2026-10-01', 10), row('2026-11-18', 4))), [
      'mfa fell -6 since 2026-11-18',
    ]);
  });

  it('does not make a recommendation less new', () => {
    const result = comparison(staleRow('2026-11-18', 5), staleRow('2026-11-20', 3));
    assert.deepEqual(brief(result), [
      'mfa stale -2 since 2026-11-20',
      'mfa entered 5 since 2026-11-18',
    ]);
    assert.equal(comparison(staleRow('2026-11-18', 5)).changes[0]?.measuredOn, '2026-10-01');
  });

  it('does not make it new a second time when it is measured at last', () => {
    const lately = comparison(
      ...[row('2026-10-01', 10), row('2026-10-05', null), staleRow('2026-11-10', 5)],
      row('2026-11-18', 4),
    );
    assert.deepEqual(brief(lately), [
      'mfa fell -6 since 2026-11-18',
      'mfa stale 5 since 2026-11-18',
    ]);
  });

  it('with which a recommendation comes back says nothing of what it lost', () => {
    const [first, gone] = [row('2026-10-01', 10), row('2026-11-10', null)];
    assert.deepEqual(brief(comparison(first, gone, staleRow('2026-11-18', 4))), [
      'mfa stale -6 since 2026-11-18',
      'mfa entered 10 since 2026-11-18',
    ]);
  });

  it('is over when the recommendation leaves', () => {
    assert.deepEqual(
      brief(comparison(row('2026-10-01', 10), staleRow('2026-11-12', 0), row('2026-11-18', null))),
      ['mfa left -10 since 2026-11-18', 'mfa stale 10 since 2026-11-18'],
    );
  });

  it('holds back a new maximum with the points', () => {
    const result = comparison(row('2026-10-01', 10), staleRow('2026-11-18', 8, { maxScore: 8 }));
    assert.deepEqual(brief(result), ['mfa stale -2 since 2026-11-18']);
  });

  it('is not told for the noise of subtracting fractions', () => {
    const result = comparison(
      row('2026-10-01', 4.4),
      staleRow('2026-11-12', 4.1),
      row('2026-11-18', 0.5),
      staleRow('2026-11-20', 0.2),
    );
    assert.deepEqual(brief(result), ['mfa fell -3.9 since 2026-11-18']);
  });
});
