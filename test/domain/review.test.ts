import assert from 'node:assert/strict';
import type { HistoryRow, Life } from '../../src/domain/history.ts';
import { cameOn, fellOn } from '../../src/domain/review.ts';

type Row = readonly [day: string, points: number | null, more?: 'old' | number];

/** A control worth 5 points: its days in November, points, and `old` or what it is worth else. */
const life = (...rows: readonly Row[]): Life => ({
  control: { key: 'mfa', id: 'MFA', title: 'MFA', category: 'Identity', service: 'AAD' },
  rows: rows.map(([day, points, more]): HistoryRow => ({
    key: 'mfa',
    day: `2026-11-${day}`,
    points,
    maxScore: typeof more === 'number' ? more : points === null ? 0 : 5,
    measuredOn: more === 'old' ? '2026-09-01' : null,
    stale: more === 'old',
  })),
});

describe('The day on which a control fell', () => {
  const fell = (...rows: readonly Row[]) => fellOn(life(...rows))?.slice(-2);

  it('is the first one without all of its points', () => {
    assert.equal(fell(['01', 5], ['04', 2], ['06', 1]), '04');
    assert.equal(fell(['01', 5], ['04', 4.99]), '04');
  });

  it('is the last time that it fell', () => {
    assert.equal(fell(['01', 5], ['04', 2], ['06', 5], ['08', 3], ['09', 4]), '08');
  });

  it('is none of a control that is complete, or never was', () => {
    assert.equal(fell(), undefined);
    assert.equal(fell(['01', 5]), undefined);
    assert.equal(fell(['01', 5], ['04', 2], ['06', 5]), undefined);
    assert.equal(fell(['01', 0], ['04', 4], ['06', 1]), undefined);
  });

  it('is none where nothing could be lost', () => {
    assert.equal(fell(['01', 0, 0], ['04', 0, 5]), undefined);
  });

  it('is not told by measurements that are too old, in either direction', () => {
    assert.equal(fell(['01', 5], ['04', 2, 'old']), undefined);
    assert.equal(fell(['01', 5], ['04', 2, 'old'], ['07', 2]), '07');
    assert.equal(fell(['01', 2], ['04', 5, 'old'], ['07', 2]), undefined);
    assert.equal(
      fell(['01', 5, 'old'], ['04', 2]),
      '04',
      'nothing newer is known of the first day',
    );
  });

  it('is the day on which it came back without its points, after it was out of scope', () => {
    assert.equal(fell(['01', 5], ['04', null]), undefined);
    assert.equal(fell(['01', 5], ['04', null], ['06', 3]), '06');
  });
});

describe('The day on which a control came', () => {
  const came = (oldest: string, ...rows: readonly Row[]) =>
    cameOn(life(...rows), `2026-11-${oldest}`)?.slice(-2);

  it('is its first one in scope, unless all began with it', () => {
    assert.equal(came('01', ['03', 0], ['04', 2]), '03');
    assert.equal(came('03', ['03', 0], ['04', 2]), undefined);
    assert.equal(came('01'), undefined);
  });

  it('is the last time that it came into scope', () => {
    assert.equal(came('01', ['01', 0], ['03', null], ['05', 1], ['06', 2]), '05');
    assert.equal(came('01', ['02', 0], ['03', null], ['05', 1]), '05');
  });

  it('is told by measurements that are too old as well', () => {
    assert.equal(came('01', ['03', 0, 'old']), '03');
  });

  it('is none of a control that is not in scope and never was', () => {
    assert.equal(came('01', ['03', null]), undefined);
  });
});
