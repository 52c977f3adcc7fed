import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { namedIn, newAlerts, watchedFrom } from '../../src/domain/check.ts';
import type { ChangedControl } from '../../src/domain/comparison.ts';
import {
  accepted,
  alert,
  baselineCause,
  change,
  comparison,
  controlCause,
  dropCause,
  outlook,
  partly,
  raised,
  small,
  today,
  yesterday,
} from './check-cases.ts';

describe('a recommendation of High risk reduction that was complete', () => {
  it('deserves an alert when it fell, or somebody gave it another status', () => {
    assert.equal(raised([change('mfa', 'fell', small)]), 'control mfa');
    assert.equal(raised([change('mfa', 'status', small)]), 'control mfa');
  });

  it('deserves it when it is complete in part', () => {
    const half = { ...small, points: -0.1, after: { points: 9.9, maxScore: 10 } };
    assert.equal(raised([change('mfa', 'fell', half)]), 'control mfa');
  });

  for (const cause of ['ours', 'stale', 'left', 'maximum', 'renamed', 'entered'] as const)
    it(`deserves none for “${cause}”`, () => {
      assert.equal(raised([change('mfa', cause, small)]), '');
    });

  it('deserves none when its status gave it points', () => {
    assert.equal(raised([change('mfa', 'status', { points: 3, percent: 3 })]), '');
  });

  it('deserves none when it was not complete', () => {
    assert.equal(raised([change('mfa', 'fell', { ...small, wasComplete: false })]), '');
  });

  it('is High by all that it was worth, not by what is at risk now', () => {
    const worth = (maxScore: number): string =>
      raised([
        change('mfa', 'fell', {
          ...small,
          before: { points: maxScore, maxScore },
          after: { points: maxScore - 0.1, maxScore },
        }),
      ]);
    assert.equal(worth(5), '');
    assert.equal(worth(5.1), 'control mfa');
  });

  it('deserves none while an acceptance of ours explains it', () => {
    const explained = accepted('mfa');
    assert.equal(raised([change('mfa', 'fell', small)], { explained }), '');
    assert.equal(raised([change('mfa', 'status', small)], { explained }), '');
  });

  it('keeps its points of before, and the days that were compared', () => {
    const compared = comparison(change('mfa', 'fell', small));
    assert.deepEqual(newAlerts([], compared, outlook(compared)), [
      {
        from: yesterday,
        to: today,
        causes: [{ kind: 'control', key: 'mfa', points: 10, clearedOn: null }],
        quiet: false,
      },
    ]);
  });

  it('is not alerted again while it is open, and is when that cause has recovered', () => {
    const changes = [change('mfa', 'fell', small), change('dlp', 'fell', small)];
    const open = alert([controlCause('mfa'), controlCause('dlp', yesterday)]);
    assert.equal(raised(changes, {}, [open]), 'control dlp');
    assert.equal(
      raised(changes, {}, [alert([dropCause({ mfa: 10 })])]),
      'control mfa, control dlp',
    );
  });
});

describe('a fall of the score', () => {
  it('deserves an alert when it is more than the threshold', () => {
    assert.equal(raised([partly('a', -1), partly('b', -1)]), '');
    assert.equal(raised([partly('a', -1), partly('b', -1.01)]), 'drop a b');
  });

  it('is no more than the threshold for being a sum of fractions', () => {
    const tenths = Array.from({ length: 20 }, (_, at) => partly(`c${String(at)}`, -0.1));
    assert.ok(tenths.reduce((sum, { percent }) => sum + (percent ?? 0), 0) < -2);
    assert.equal(raised(tenths), '');
  });

  it('is measured without our own decisions', () => {
    assert.equal(raised([change('a', 'ours')]), '');
    assert.equal(raised([change('a', 'ours'), partly('b', -2)]), '');
    assert.equal(raised([change('a', 'ours'), partly('b', -3)]), 'drop b');
    assert.equal(raised([partly('a', 5, 'ours'), partly('b', -3)]), 'drop b');
  });

  it('is measured without what an acceptance of ours explains by now', () => {
    const explained = accepted('a');
    assert.equal(raised([partly('a', -3), partly('b', -2)], { explained }), '');
    assert.equal(raised([partly('a', -3), partly('b', -2.5)], { explained }), 'drop b');
    assert.equal(raised([partly('a', 3, 'rose'), partly('b', -2.5)], { explained }), 'drop b');
    assert.equal(raised([partly('a', -3, 'left')], { explained }), 'drop');
  });

  it('is measured without what is too old to say', () => {
    assert.equal(raised([change('a', 'stale')]), '');
    // The score stays where it is, and a fresh measurement confirms the fall.
    assert.equal(raised([partly('a', -3), partly('a', 3, 'stale')]), 'drop a');
  });

  it('names those that fell, and those to whom somebody gave a status, with their points of before', () => {
    const compared = comparison(
      partly('a', -2),
      change('b', 'status', { before: { points: 4, maxScore: 5 }, wasComplete: false }),
      change('c', 'fell', { before: { points: null, maxScore: 5 }, wasComplete: false }),
      partly('d', -1, 'entered'),
      partly('e', 0.5, 'rose'),
      partly('f', 0.5, 'status'),
    );
    const [found] = newAlerts([], compared, outlook(compared));
    assert.deepEqual(found?.causes, [
      {
        ...{ kind: 'drop', percent: 80, fell: { a: 10, b: 4, c: 0 } },
        ...{ low: { a: 0, b: 0, c: 0 }, lost: 22, clearedOn: null },
      },
    ]);
  });

  it('deserves an alert when Microsoft’s changes made it, and names nobody', () => {
    assert.equal(raised([partly('a', -3, 'entered')]), 'drop');
    const open = [alert([dropCause({})])];
    assert.equal(raised([partly('a', -3, 'entered')], {}, open), 'drop');
  });

  describe('that goes on', () => {
    const open = [alert([dropCause({ x: 10, a: 10 })])];
    /** It swings: it is not back at its 10 points, and falls again. */
    const again = (percent: number): ChangedControl =>
      change('a', 'fell', {
        ...{ points: percent, percent, wasComplete: false },
        before: { points: 9, maxScore: 12 },
      });

    it('is the same as long as those that fell are not back', () => {
      assert.equal(raised([again(-3)], {}, open), '');
      assert.equal(raised([again(-3)], {}, [...open, alert([dropCause({ a: 8 })])]), '');
    });

    it('is new as far as others fell, or Microsoft changed something', () => {
      assert.equal(raised([again(-3), partly('b', -2)], {}, open), '');
      assert.equal(raised([again(-3), partly('b', -2.1)], {}, open), 'drop b');
      assert.equal(raised([again(-0.1), partly('n', -3, 'entered')], {}, open), 'drop');
    });

    it('is new when they had been back meanwhile', () => {
      assert.equal(raised([partly('a', -3)], {}, open), 'drop a');
      const worthLess = { before: { points: 9, maxScore: 9 } };
      assert.equal(raised([{ ...again(-3), ...worthLess }], {}, open), 'drop a');
      const over = [alert([{ ...dropCause({ a: 10 }), clearedOn: yesterday }])];
      assert.equal(raised([again(-3)], {}, over), 'drop a');
    });

    it('is not the same as an alert for the recommendation alone', () => {
      assert.equal(raised([again(-3)], {}, [alert([controlCause('a')])]), 'drop a');
    });
  });

  it('is none where a maximum of 0 leaves no percentage', () => {
    const changes = [change('a', 'fell', { percent: null, wasComplete: false })];
    const compared = { ...comparison(...changes), percent: null };
    assert.deepEqual(newAlerts([], compared, outlook(compared)), []);
    const from = { day: yesterday, current: 0, max: 0 };
    const odd = { ...comparison(partly('a', -3)), from };
    assert.deepEqual(newAlerts([], odd, outlook(odd)), []);
  });

  it('stands on one card with everything else', () => {
    const changes = [change('mfa', 'fell'), change('dlp', 'status'), partly('a', -1)];
    assert.equal(
      raised(changes, { baseline: 80 }),
      'control mfa, control dlp, drop mfa dlp a, baseline',
    );
  });
});

describe('what an alert depends on', () => {
  it('is how the score went since before its fall', () => {
    assert.equal(watchedFrom(alert([controlCause('a'), dropCause({})])), '2026-11-21');
  });

  it('is nothing of the kind without a fall that is open', () => {
    const over = { ...dropCause({}), clearedOn: yesterday };
    assert.equal(watchedFrom(alert([controlCause('a'), over])), undefined);
  });

  it('is what came since, where it is quiet', () => {
    assert.equal(watchedFrom(alert([baselineCause()], { quiet: true })), yesterday);
  });

  it('names its controls', () => {
    const causes = [controlCause('a'), dropCause({ b: 1, c: 2 }), baselineCause()];
    assert.deepEqual(namedIn(causes), ['a', 'b', 'c']);
  });
});
