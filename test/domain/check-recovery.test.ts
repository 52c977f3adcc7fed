import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Alert, AlertCause } from '../../src/domain/alert.ts';
import type { ChangedControl } from '../../src/domain/comparison.ts';
import { recoveries } from '../../src/domain/check.ts';
import { percentOf } from '../../src/domain/score.ts';
import {
  accepted,
  alert,
  baselineCause,
  comparison,
  controlCause,
  dropCause,
  outlook,
  partly,
  stands,
  today,
  yesterday,
} from './check-cases.ts';

type Fields = Parameters<typeof outlook>[1];

/** Whether an alert with this cause alone recovers. */
const isOver = (cause: AlertCause, fields: Fields, more: Partial<Alert> = {}): boolean => {
  const [changed] = recoveries([alert([cause], more)], outlook(comparison(), fields));
  return changed?.causes[0]?.clearedOn === today;
};

describe('a recommendation that an alert names', () => {
  const over = (fields: Fields) => isOver(controlCause('mfa'), fields);

  it('has recovered when it is complete again, and not before', () => {
    assert.equal(over({ standing: stands(['mfa', 9.9]) }), false);
    assert.equal(over({ standing: stands(['mfa', 10]) }), true);
    assert.equal(over({ standing: stands(['mfa', 0.1 + 0.2, 0.3]) }), true);
    assert.equal(over({ standing: stands(['mfa', 0.3, 0.1 + 0.2]) }), true);
  });

  it('must be complete by what it is worth now', () => {
    assert.equal(over({ standing: stands(['mfa', 10, 12]) }), false);
    assert.equal(over({ standing: stands(['mfa', 8, 8]) }), true);
  });

  it('has recovered when Microsoft no longer measures it', () => {
    assert.equal(over({ standing: stands(['mfa', null]) }), true);
  });

  it('has recovered when an acceptance of ours explains it', () => {
    const standing = stands(['mfa', 0]);
    assert.equal(over({ standing, explained: accepted('mfa') }), true);
    assert.equal(over({ standing, explained: accepted('dlp') }), false);
  });

  it('has not when nothing is known of it', () => {
    assert.equal(over({ standing: stands(['dlp', 10]) }), false);
  });
});

describe('a fall of the score that was alerted', () => {
  const since = (...changes: readonly ChangedControl[]) =>
    new Map([[yesterday, comparison(...changes)]]);
  const low = since(partly('a', -1));
  const over = (fields: Fields, fell: Readonly<Record<string, number>> = { a: 8, b: 5 }) =>
    isOver(dropCause(fell), fields);

  it('has recovered when the score is back at where it was, and not before', () => {
    assert.equal(over({ since: low }), false);
    assert.equal(over({ since: since(partly('a', -3), partly('c', 3, 'rose')) }), true);
    assert.equal(
      over({ since: since(partly('a', -0.1), partly('b', -0.2), partly('c', 0.3, 'rose')) }),
      true,
    );
  });

  it('has recovered when it would be back without our own decisions', () => {
    assert.equal(over({ since: since(partly('a', -3, 'ours')) }), true);
    assert.equal(over({ since: since(partly('a', -3)), explained: accepted('a') }), true);
    assert.equal(over({ since: since(partly('a', -3), partly('c', 3, 'ours')) }), false);
  });

  it('is not back by a measurement that is too old to say', () => {
    assert.equal(over({ since: since(partly('a', -3), partly('a', 3, 'stale')) }), false);
  });

  it('has recovered when all that fell have their points back', () => {
    assert.equal(over({ since: low, standing: stands(['a', 8], ['b', 4.9]) }), false);
    assert.equal(over({ since: low, standing: stands(['a', 8]) }), false);
    assert.equal(over({ since: low, standing: stands(['a', 8], ['b', 5]) }), true);
    assert.equal(over({ since: low, standing: stands(['a', 8], ['b', 4, 4]) }), true);
    assert.equal(over({ since: low, standing: stands(['a', 7.9], ['b', 5]) }), false);
  });

  it('has not when they are back, and Microsoft took most of it', () => {
    const back = { since: low, standing: stands(['a', 8]) };
    assert.equal(isOver(dropCause({ a: 8 }, 2), back), false);
    assert.equal(isOver(dropCause({ a: 8 }, 2.1), back), true);
    const { lost: _, ...untold } = dropCause({ a: 8 }) as AlertCause & { lost?: number };
    assert.equal(isOver(untold, back), false);
  });

  it('counts those as back that an acceptance of ours explains, and no others that are gone', () => {
    const standing = stands(['a', 8], ['b', 0]);
    assert.equal(over({ since: low, standing, explained: accepted('b') }), true);
    assert.equal(over({ since: low, standing: stands(['a', 8], ['b', null, 0]) }), false);
  });

  it('has not when nobody fell, and the score is not back', () => {
    assert.equal(over({ since: low }, {}), false);
    assert.equal(over({}, {}), false);
    assert.equal(over({ since: since(partly('n', 0, 'entered')) }, {}), true);
  });

  it('has not where a maximum of 0 leaves no percentage', () => {
    const none = new Map([[yesterday, { ...comparison(), percent: null }]]);
    assert.equal(over({ since: none }), false);
  });
});

describe('a score under the baseline that was alerted', () => {
  const over = (current: number, fields: Fields, max = 100): boolean =>
    isOver(baselineCause(82), { newest: { day: today, current, max }, ...fields });

  it('has recovered at the baseline, not at the threshold', () => {
    assert.equal(over(81.9, { baseline: 82 }), false);
    assert.equal(over(82, { baseline: 82 }), true);
  });

  it('is at the baseline for all that a fraction is cut short', () => {
    const newest = { day: today, current: (81.3 * 3) / 100, max: 3 };
    assert.ok((percentOf(newest) ?? 0) < 81.3);
    assert.equal(isOver(baselineCause(81.3), { newest, baseline: 81.3 }), true);
  });

  it('is over when the baseline is another, or there is none', () => {
    assert.equal(over(50, { baseline: 80 }), true);
    assert.equal(over(50, { baseline: null }), true);
  });

  it('is not where a maximum of 0 leaves no percentage', () => {
    assert.equal(over(0, { baseline: 82 }, 0), false);
  });
});

describe('what is over', () => {
  const how = (cause: AlertCause, fields: Fields) => {
    const [changed] = recoveries([alert([cause])], outlook(comparison(), fields));
    const [{ how: ended, acceptanceId } = { how: undefined }] = changed?.causes ?? [];
    return [ended, acceptanceId].filter((one) => one !== undefined).join(' ');
  };
  const since = (...changes: readonly ChangedControl[]) =>
    new Map([[yesterday, comparison(...changes)]]);

  it('keeps why a recommendation is', () => {
    const end = (fields: Fields) => how(controlCause('mfa'), fields);
    assert.equal(end({ standing: stands(['mfa', 10]) }), 'complete');
    assert.equal(end({ standing: stands(['mfa', null]) }), 'left');
    const standing = stands(['mfa', 0]);
    assert.equal(end({ standing, explained: accepted('mfa') }), 'accepted RA-2026-0001');
    assert.equal(end({ standing }), '');
  });

  it('keeps why a fall is', () => {
    const end = (fields: Fields) => how(dropCause({ a: 8 }), fields);
    assert.equal(end({ since: since() }), 'level');
    assert.equal(end({ since: since(partly('a', -3, 'ours')) }), 'accepted');
    const standing = stands(['a', 8]);
    assert.equal(end({ since: since(partly('n', -1, 'entered')), standing }), 'points');
    const explained = accepted('a');
    assert.equal(end({ since: since(partly('n', -1, 'entered')), explained }), 'accepted');
    assert.equal(end({ since: since(partly('c', -1, 'stale')) }), 'points');
    assert.equal(end({ since: since(partly('a', -3, 'status')) }), '');
  });

  it('keeps why a baseline is', () => {
    assert.equal(how(baselineCause(80), { baseline: 80 }), 'level');
    assert.equal(how(baselineCause(82), { baseline: null }), 'policy');
    assert.equal(how(baselineCause(82), { baseline: 85 }), 'policy');
  });
});

describe('an alert', () => {
  const standing = stands(['mfa', 10], ['dlp', 0]);

  it('is changed by what recovers of it alone', () => {
    const open = alert([controlCause('mfa'), controlCause('dlp')]);
    assert.deepEqual(recoveries([open], outlook(comparison(), { standing })), [
      { ...open, causes: [controlCause('mfa', today, { how: 'complete' }), controlCause('dlp')] },
    ]);
  });

  it('keeps the day on which a cause had recovered, whatever becomes of it', () => {
    const open = alert([controlCause('mfa', yesterday), controlCause('dlp')]);
    assert.deepEqual(recoveries([open], outlook(comparison(), { standing })), []);
  });

  it('is judged by its own days', () => {
    const falls = ['2026-11-20', '2026-11-21'].map((id) => alert([dropCause({})], { id }));
    const since = new Map([
      ['2026-11-20', comparison(partly('a', -1))],
      ['2026-11-21', comparison()],
    ]);
    const changed = recoveries(falls, outlook(comparison(), { since }));
    assert.deepEqual(
      changed.map(({ id }) => id),
      ['2026-11-21'],
    );
  });
});
