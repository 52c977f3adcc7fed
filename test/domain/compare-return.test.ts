import assert from 'node:assert/strict';
import { compare } from '../../src/domain/compare.ts';
import type { Compared } from '../../src/domain/comparison.ts';
import type { HistoryRow } from '../../src/domain/history.ts';
import { acceptance } from './examples.ts';
import {
  brief,
  compared,
  course,
  name,
  nextMonday,
  row,
  staleRow,
  totals,
  update,
} from './history-examples.ts';

const complete = row('2026-10-01', 10);
const gone = row('2026-11-10', null);

const comparison = (rows: readonly HistoryRow[], fields: Partial<Compared> = {}) =>
  compare(compared({ to: totals(nextMonday, 54, 110), courses: [course(rows)], ...fields }));

describe('a recommendation that comes back', () => {
  it('with fewer points than it last had enters with those, and fell', () => {
    const result = comparison([complete, gone, row('2026-11-18', 4)]);
    assert.deepEqual(brief(result), [
      'mfa fell -6 since 2026-11-18',
      'mfa entered 10 since 2026-11-18',
    ]);
    const [fell, entered] = result.changes;
    assert.equal(fell?.wasComplete, true);
    assert.deepEqual([fell.before.points, fell.after.points], [10, 4]);
    assert.equal(entered?.wasComplete, false);
    assert.deepEqual(entered.last, { points: 10, maxScore: 10 });
    assert.deepEqual(
      result.parts.map(({ cause, points }) => [cause, points]),
      [
        ['fell', -6],
        ['entered', 10],
      ],
    );
    const sum = result.changes.reduce((all, { percent }) => all + Number(percent), 0);
    assert(Math.abs(sum - Number(result.percent)) < 1e-9);
  });

  it('with as many or more only enters', () => {
    for (const points of [4, 6])
      assert.deepEqual(brief(comparison([row('2026-10-01', 4), gone, row('2026-11-18', points)])), [
        `mfa entered ${String(points)} since 2026-11-18`,
      ]);
  });

  it('worth something else fell by what that does not explain', () => {
    const was = row('2026-10-01', 8, { maxScore: 8 });
    assert.deepEqual(brief(comparison([was, gone, row('2026-11-18', 3)])), [
      'mfa fell -7 since 2026-11-18',
      'mfa entered 10 since 2026-11-18',
    ]);
    assert.deepEqual(brief(comparison([was, gone, row('2026-11-18', 10)])), [
      'mfa entered 10 since 2026-11-18',
    ]);
  });

  it('is held against what was last confirmed, not against what was too old', () => {
    const old = staleRow('2026-11-05', 2);
    assert.deepEqual(brief(comparison([complete, old, gone, row('2026-11-18', 4)])), [
      'mfa fell -6 since 2026-11-18',
      'mfa entered 10 since 2026-11-18',
    ]);
    const neverFresh = [staleRow('2026-10-01', 9), gone, row('2026-11-18', 4)];
    assert.deepEqual(brief(comparison(neverFresh)), [
      'mfa fell -5 since 2026-11-18',
      'mfa entered 9 since 2026-11-18',
    ]);
  });

  it('as it was, and then fell, fell on that day', () => {
    const back = [complete, gone, row('2026-11-18', 10), row('2026-11-20', null)];
    assert.deepEqual(brief(comparison([...back, row('2026-11-21', 1)])), [
      'mfa fell -9 since 2026-11-21',
      'mfa entered 10 since 2026-11-21',
    ]);
    const later = [complete, gone, row('2026-11-18', 10), row('2026-11-20', 1)];
    assert.deepEqual(
      brief(comparison(later)),
      ['mfa entered 10 since 2026-11-18', 'mfa fell -9 since 2026-11-20'].toReversed(),
    );
  });

  describe('is explained by the status that it was given', () => {
    const back = [complete, row('2026-10-20', null), row('2026-11-18', 0)];

    it('on the day, once', () => {
      const updates = [update('Ignored', '2026-11-18')];
      const result = comparison(back, { updates });
      assert.deepEqual(brief(result), [
        'mfa status -10 since 2026-11-18',
        'mfa entered 10 since 2026-11-18',
      ]);
      assert.equal(result.changes[0]?.update, updates[0]);
    });

    it('while it was away, however long ago that is, and shortly before', () => {
      for (const day of ['2026-10-25', '2026-10-13'])
        assert.deepEqual(brief(comparison(back, { updates: [update('Ignored', day)] })), [
          'mfa status -10 since 2026-11-18',
          'mfa entered 10 since 2026-11-18',
        ]);
      const before = { updates: [update('Ignored', '2026-10-11')] };
      assert.equal(comparison(back, before).changes[0]?.cause, 'fell');
    });

    it('only since it is back, where it came back as it was', () => {
      const later = [complete, row('2026-10-20', null), row('2026-11-12', 10)];
      const fell = [...later, row('2026-11-15', null), row('2026-11-18', 10)];
      const result = comparison([...fell, row('2026-11-20', 0)], {
        updates: [update('Ignored', '2026-11-01')],
      });
      assert.deepEqual(brief(result), [
        'mfa fell -10 since 2026-11-20',
        'mfa entered 10 since 2026-11-18',
      ]);
    });

    it('by us', () => {
      const decided = acceptance({
        state: 'Active',
        controlId: 'mfa',
        decidedAt: '2026-11-17T09:00:00Z',
      });
      const result = comparison(back, {
        updates: [update('Ignored', '2026-11-17', { comment: decided.id })],
        acceptances: [decided],
      });
      assert.equal(result.changes[0]?.cause, 'ours');
      assert.equal(result.changes[0].acceptanceId, decided.id);
    });

    it('under the name that it had', () => {
      const old = course([complete, row('2026-11-18', null)], name('old', { title: 'The same' }));
      const young = course([row('2026-11-18', 0)], name('new', { title: 'The same' }));
      const result = comparison([], {
        courses: [old, young],
        updates: [update('Ignored', '2026-11-17', { key: 'old' })],
      });
      assert(brief(result).includes('new status -10 since 2026-11-18'));
    });
  });

  it('under another name days after it left is the same', () => {
    const control = name('old');
    const formerly = { control, confirmed: { ...complete, key: 'old' } };
    const young = { ...course([row('2026-11-18', 4)], name('new')), formerly };
    const result = comparison([], { courses: [young] });
    assert.deepEqual(brief(result), [
      'new fell -6 since 2026-11-18',
      'new renamed 10 since 2026-11-18',
    ]);
    assert.equal(result.changes[0]?.formerly, 'old');
  });
});
