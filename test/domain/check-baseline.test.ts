import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { newAlerts } from '../../src/domain/check.ts';
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

describe('a score under the baseline', () => {
  const first = (current: number, fields: Parameters<typeof outlook>[1], max = 100) =>
    newAlerts(
      [],
      undefined,
      outlook(comparison(), { newest: { day: today, current, max }, ...fields }),
    );

  it('deserves an alert when it is more than the threshold under it', () => {
    assert.equal(raised([], { baseline: 82 }), '');
    assert.equal(raised([], { baseline: 82.1 }), 'baseline');
    assert.equal(raised([], { baseline: null }), '');
  });

  it('is looked for on the first day of all, and nothing else', () => {
    const cause = { kind: 'baseline', baseline: 82, clearedOn: null } as const;
    assert.deepEqual(first(50, { baseline: 82 }), [
      { from: today, to: today, causes: [cause], quiet: false },
    ]);
    assert.deepEqual(first(81, { baseline: 82 }), []);
    assert.deepEqual(first(0, { baseline: 82 }, 0), []);
  });

  it('is not alerted again while it is open, whatever the baseline then was', () => {
    assert.equal(raised([], { baseline: 90 }, [alert([baselineCause(90)])]), '');
    const over = alert([{ ...baselineCause(90), clearedOn: yesterday }, controlCause('mfa')]);
    assert.equal(raised([], { baseline: 90 }, [over]), 'baseline');
  });

  it('is not alerted again whatever is lost on top of it', () => {
    const open = alert([baselineCause(90), dropCause({})]);
    const since = new Map([[open.id, comparison(partly('a', -5))]]);
    assert.equal(raised([], { baseline: 90, since }, [open]), '');
  });

  it('is remembered quietly when only our own decisions put it there', () => {
    assert.equal(raised([partly('a', -3, 'ours')], { baseline: 80 }), '(baseline)');
    assert.equal(
      raised([partly('a', -3)], { baseline: 80, explained: accepted('a') }),
      '(baseline)',
    );
    assert.equal(
      raised([partly('a', -2, 'ours'), partly('b', -1)], { baseline: 81 }),
      '(baseline)',
    );
  });

  it('is alerted when it would be there without them', () => {
    assert.equal(
      raised([partly('a', -2, 'ours'), partly('b', -1.5)], { baseline: 81 }),
      'baseline',
    );
    assert.equal(raised([partly('a', -3, 'stale')], { baseline: 80 }), 'baseline');
    assert.equal(raised([partly('a', 3, 'ours'), partly('b', -2)], { baseline: 84 }), 'baseline');
  });

  it('is alerted where a maximum of 0 the day before leaves nothing to tell apart', () => {
    const nulls = change('a', 'ours', { percent: null });
    const compared = { ...comparison(nulls), percent: null };
    const [found] = newAlerts([], compared, outlook(compared, { baseline: 90 }));
    assert.deepEqual(found?.quiet, false);
  });

  it('is remembered beside an alert for what is not ours', () => {
    const changes = [partly('a', -9, 'ours'), change('mfa', 'fell', small)];
    assert.equal(raised(changes, { baseline: 80 }), 'control mfa + (baseline)');
  });

  describe('and remembered', () => {
    const quiet = alert([baselineCause(90)], { quiet: true });
    const since = (...changes: readonly ChangedControl[]) =>
      raised([], { baseline: 90, since: new Map([[quiet.id, comparison(...changes)]]) }, [quiet]);

    it('stays so while little is lost on top of it that is not ours', () => {
      assert.equal(since(partly('a', -2), partly('b', -5, 'ours')), '');
      assert.equal(raised([], { baseline: 90 }, [quiet]), '');
    });

    it('is no more than that for being a sum of fractions', () => {
      assert.equal(since(...Array.from({ length: 20 }, () => partly('a', -0.1))), '');
    });

    it('is alerted once what is lost on top of it is more than the threshold', () => {
      assert.equal(since(partly('a', -2.1), partly('b', 5, 'ours')), 'baseline');
    });
  });
});
