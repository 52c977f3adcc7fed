import assert from 'node:assert/strict';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { compare } from '../../src/domain/compare.ts';
import type { StatusUpdate } from '../../src/domain/history.ts';
import { acceptance } from './examples.ts';
import { compared, course, row, update } from './history-examples.ts';

/** Decided, and in force since the next hour, in the week that is looked at. */
const accepted = (fields: Partial<Acceptance> = {}): Acceptance =>
  acceptance({
    state: 'Active',
    controlId: 'MFA',
    decidedAt: '2026-11-17T10:00:00.000Z',
    inForceSince: '2026-11-17T11:00:00.000Z',
    ...fields,
  });

/** As `accepted`, long ago, and ended in that week. */
const ended = (fields: Partial<Acceptance> = {}): Acceptance =>
  accepted({
    state: 'Expired',
    decidedAt: '2025-11-17T10:00:00.000Z',
    endedAt: '2026-11-17T10:00:00.000Z',
    endReason: 'expired',
    ...fields,
  });

const points: Readonly<Record<string, readonly [before: number, after: number]>> = {
  Ignored: [10, 0],
  ThirdParty: [0, 10],
  Reviewed: [0, 10],
  Default: [0, 6],
};

/** What the change of the points is put down to. */
function because(given: StatusUpdate, ...acceptances: readonly Acceptance[]): string {
  const [before, after] = points[given.state] ?? [0, 0];
  const courses = [course([row('2026-10-01', before), row('2026-11-19', after)])];
  const { changes } = compare(compared({ courses, updates: [given], acceptances }));
  const [change, ...others] = changes;
  assert(change?.points === after - before && others.length === 0);
  assert.deepEqual(change.update, given);
  return [change.cause, ...(change.acceptanceId ? [change.acceptanceId] : [])].join(' ');
}

const ours = 'ours RA-2026-0001';
const noon = '2026-11-17';

describe('a status that an acceptance of ours asks for', () => {
  it('is ours, whatever the comment', () => {
    for (const comment of ['', 'by hand', 'Risk accepted RA-2026-0001, review by 2027-11-12.'])
      assert.equal(because(update('Ignored', noon, { comment }), accepted()), ours);
  });

  it('is ours for each treatment', () => {
    assert.equal(because(update('ThirdParty', noon), accepted({ treatment: 'thirdParty' })), ours);
    const mitigated = accepted({ treatment: 'alternateMitigation' });
    assert.equal(because(update('Reviewed', noon), mitigated), ours);
  });

  it('is ours without an effect on the points, too', () => {
    const courses = [course([row('2026-10-01', 10)])];
    const updates = [update('Ignored', noon)];
    const { changes } = compare(compared({ courses, updates, acceptances: [accepted()] }));
    assert.deepEqual(
      changes.map(({ cause, acceptanceId }) => [cause, acceptanceId]),
      [['ours', 'RA-2026-0001']],
    );
  });

  it('is a person’s where it asks for another', () => {
    const comment = 'RA-2026-0001';
    for (const [state, treatment] of [
      ['Ignored', 'thirdParty'],
      ['ThirdParty', 'riskAccepted'],
      ['Reviewed', 'thirdParty'],
      ['Default', 'riskAccepted'],
    ] as const)
      assert.equal(because(update(state, noon, { comment }), accepted({ treatment })), 'status');
  });

  it('is a person’s where none is decided, or none is about this recommendation', () => {
    const comment = 'RA-2026-0001';
    const given = update('Ignored', noon, { comment });
    assert.equal(because(given), 'status');
    assert.equal(because(given, accepted({ state: 'InApproval', decidedAt: null })), 'status');
    const rejected = accepted({
      state: 'Rejected',
      decidedAt: null,
      endedAt: '2026-11-16T10:00:00Z',
    });
    assert.equal(because(given, rejected), 'status');
    assert.equal(because(given, accepted({ controlId: 'other' })), 'status');
  });

  it('is a person’s where only a part of the tenant was accepted', () => {
    const partly = accepted({ scope: 'partial' });
    const comment = 'RA-2026-0001';
    assert.equal(because(update('Ignored', noon, { comment }), partly), 'status');
    const over = ended({ scope: 'partial' });
    assert.equal(because(update('Default', noon, { comment }), over), 'status');
  });

  it('is ours from the decision on, clocks that differ apart, and until its end', () => {
    const one = accepted({ state: 'Revoked', endedAt: '2026-11-18T10:00:00.000Z' });
    const comment = 'RA-2026-0001';
    for (const [at, cause] of [
      ['2026-11-17T08:59:59Z', 'status'],
      ['2026-11-17T09:00:00Z', ours],
      ['2026-11-18T10:00:00.0000000Z', ours],
      ['2026-11-18T10:00:01Z', 'status'],
    ] as const)
      assert.equal(because(update('Ignored', at, { comment }), one), cause, at);
  });

  it('is of the one that the comment names, else of the latest', () => {
    const later = accepted({ id: 'RA-2026-0002', decidedAt: '2026-11-17T11:00:00.000Z' });
    const both = [accepted(), later];
    assert.equal(because(update('Ignored', noon), ...both), 'ours RA-2026-0002');
    assert.equal(because(update('Ignored', noon), ...both.toReversed()), 'ours RA-2026-0002');
    const named = update('Ignored', noon, { comment: 'Risk accepted ra-2026-0001, review' });
    assert.equal(because(named, ...both), ours);
    const longer = update('Ignored', noon, { comment: 'Risk accepted RA-2026-00011' });
    assert.equal(because(longer, ...both), 'ours RA-2026-0002');
  });
});

describe('a status taken back', () => {
  it('is ours in the week after an acceptance ended', () => {
    for (const [at, cause] of [
      ['2026-11-10T08:59:59Z', 'status'],
      ['2026-11-10T09:00:00Z', ours],
      ['2026-11-17T10:00:00Z', ours],
      ['2026-11-17T10:00:01Z', 'status'],
    ] as const)
      assert.equal(
        because(update('Default', at), ended({ endedAt: '2026-11-10T10:00:00.000Z' })),
        cause,
        at,
      );
  });

  it('is a person’s long after it, whatever the comment says', () => {
    const comment = 'Expired RA-2026-0001. https://example.org #12 0123456789ab';
    const long = ended({ endedAt: '2026-01-10T10:00:00.000Z' });
    assert.equal(because(update('Default', noon, { comment }), long), 'status');
    assert.equal(because(update('Default', noon), long), 'status');
    assert.equal(because(update('Default', noon, { comment }), accepted()), 'status');
  });

  it('is a person’s where another decision still holds the recommendation', () => {
    const renewal = accepted({ id: 'RA-2026-0002', decidedAt: '2026-11-16T10:00:00.000Z' });
    const renewed = ended({ state: 'Closed', endReason: 'renewed' });
    assert.equal(because(update('Default', noon), renewed, renewal), 'status');
    const over = { ...renewal, state: 'Revoked', endedAt: '2026-11-17T11:00:00.000Z' } as const;
    assert.equal(because(update('Default', noon), renewed, over), 'ours RA-2026-0002');
  });

  it('is a person’s where what was decided never came to be', () => {
    const withdrawn = ended({ state: 'Withdrawn', decidedAt: null });
    assert.equal(because(update('Default', noon), withdrawn), 'status');
  });
});
