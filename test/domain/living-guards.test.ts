import assert from 'node:assert/strict';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { theSystem } from '../../src/domain/person.ts';
import type { Control } from '../../src/domain/control.ts';
import { choices, decide, turnOf } from '../../src/domain/workflow.ts';
import {
  acceptance,
  answers,
  command,
  complaints,
  control,
  endorsed,
  eve,
  mia,
  refusal,
  situation,
  taken,
} from './examples.ts';

const wrongState = { refusal: 'wrongState' };
const active = (fields: Partial<Acceptance> = {}): Acceptance =>
  endorsed({ state: 'Active', reviewOn: '2027-11-01', approverId: 'carl', ...fields });

describe('row 15, lapse', () => {
  const lapse = (before: Acceptance, waitsSince: string | undefined) =>
    [before, command('lapse'), theSystem, situation({ waitsSince })] as const;

  it('is for what has waited for thirty days, sixty where the proposer was asked (isUnanswered)', () => {
    const asked = acceptance({ state: 'ChangesRequested' });
    for (const [before, dayBefore, day] of [
      [acceptance(), '2026-10-25', '2026-10-24'],
      [endorsed(), '2026-10-25', '2026-10-24'],
      [asked, '2026-09-25', '2026-09-24'],
    ] as const) {
      assert.deepEqual(refusal(...lapse(before, `${dayBefore}T10:00:00.000Z`)), wrongState);
      assert.equal(taken(...lapse(before, `${day}T10:00:00.000Z`)).after.endReason, 'noDecision');
    }
  });

  it('is for nothing of which nobody knows since when it waits (isUnanswered)', () => {
    assert.deepEqual(refusal(...lapse(acceptance(), undefined)), wrongState);
  });
});

describe('row 18a, gone', () => {
  it('takes three readings (isGone)', () => {
    const end = (goneDays: number) =>
      [
        active(),
        command('gone'),
        theSystem,
        situation({ daily: { fresh: true, completedDays: 0, goneDays } }),
      ] as const;
    assert.deepEqual(refusal(...end(2)), wrongState);
    assert.equal(taken(...end(3)).after.state, 'Closed');
  });
});

describe('row 18b, reportImplemented', () => {
  it('needs a reason (reasonGiven)', () => {
    const empty = command('reportImplemented', { reason: ' ' });
    assert.deepEqual(complaints(active(), empty, mia, situation()), {
      reason: 'Please give a reason.',
    });
  });
});

describe('row 18c, completed', () => {
  it('takes two readings, of a partial acceptance too (isCompleted)', () => {
    const partial = active({ scope: 'partial' });
    const end = (completedDays: number) =>
      [
        partial,
        command('completed'),
        theSystem,
        situation({ daily: { fresh: true, completedDays, goneDays: 0 } }),
      ] as const;
    assert.deepEqual(refusal(...end(1)), wrongState);
    assert.equal(taken(...end(2)).after.endReason, 'implemented');
  });
});

describe('row 19', () => {
  it('comes on the review date, and not before (isReviewDay)', () => {
    const on = (reviewOn: string | null) =>
      [active({ reviewOn }), command('reviewReached'), theSystem, situation()] as const;
    assert.deepEqual(refusal(...on('2026-11-24')), wrongState);
    assert.deepEqual(refusal(...on(null)), wrongState);
    assert.equal(taken(...on('2026-11-23')).after.state, 'ReviewDue');
  });

  it('is brought forward with a reason alone (reasonGiven)', () => {
    const empty = command('bringForward', { reason: '' });
    assert.deepEqual(complaints(active(), empty, eve, situation()), {
      reason: 'Please give a reason.',
    });
  });

  it('is the turn of those responsible once it is brought forward', () => {
    const events = ['propose', 'endorse', 'approve', 'verified', 'bringForward'];
    const lines = events.map((event, at) => ({ event, revision: at + 1 }));
    assert.deepEqual(turnOf(active({ state: 'ReviewDue' }), lines), {
      revision: 5,
      turn: 'responsible',
    });
  });
});

describe('row 20, renew', () => {
  const offered = (about: Control | undefined, ...beside: readonly Acceptance[]) =>
    choices(active(), eve, situation({ control: about, others: [active(), ...beside] })).includes(
      'renew',
    );

  it('is offered while there is something to accept (knownControl, notDeprecated, notCompleted)', () => {
    assert.ok(offered(control()));
    assert.ok(!offered(undefined));
    assert.ok(!offered(control({ deprecated: true })));
    assert.ok(!offered(control({ score: 4.5 })));
  });

  it('is offered where nothing else of the control is decided, or waits (oneDecided, oneUndecided)', () => {
    for (const state of ['Active', 'InReview'] as const)
      assert.ok(!offered(control(), active({ id: 'RA-2026-0002', state })), state);
  });

  it('remembers who proposed what it renews, who is not to decide it', () => {
    const { after } = taken(
      active(),
      command('renew', { answers }),
      mia,
      situation({ others: [active()] }),
    );
    assert.deepEqual([after.proposerId, after.earlierProposerId], [mia.id, eve.id]);
  });

  it('takes a plain no for an answer where there is nothing to say', () => {
    const where = situation({ others: [active()] });
    const no = (field: keyof typeof answers, answer: string) =>
      command('renew', { answers: { ...answers, [field]: answer } });
    for (const press of [no('riskChange', 'Nothing.'), no('mitigationsNow', 'none')])
      assert.equal(taken(active(), press, eve, where).after.previous, 'RA-2026-0001');
    for (const press of [no('reasonsHold', 'none'), no('riskChange', 'n/a')])
      assert.equal(Object.keys(complaints(active(), press, eve, where)).length, 1);
  });

  it('needs an answer to each of the three questions (answersGiven)', () => {
    const where = situation({ others: [active()] });
    for (const field of ['riskChange', 'mitigationsNow', 'reasonsHold'] as const) {
      const missing = command('renew', { answers: { ...answers, [field]: ' ' } });
      assert.deepEqual(Object.keys(complaints(active(), missing, eve, where)), [field]);
    }
    const none = { on: 'renew', revision: 4, draftId: 'one' } as const;
    assert.deepEqual(Object.keys(complaints(active(), none, eve, where)), [
      'riskChange',
      'mitigationsNow',
      'reasonsHold',
    ]);
  });
});

describe('drift, reapply', () => {
  it('is for what Secure Score contradicts (hasDrifted)', () => {
    const again = (drifted: boolean) =>
      [active(), command('reapply'), eve, situation({ drifted })] as const;
    assert.deepEqual(refusal(...again(false)), wrongState);
    assert.equal(taken(...again(true)).after.state, 'Active');
  });
});

describe('a comment', () => {
  it('says something, and something else than the newest (commentGiven)', () => {
    const say = (comment: string, before = acceptance()) =>
      complaints(before, command('comment', { comment }), eve, situation());
    assert.deepEqual(say(' '), { comment: 'Please give a comment.' });
    assert.match(String(say('äbc'.repeat(400))['comment']), /^Too long/);
    assert.deepEqual(say('Seen.', acceptance({ comment: 'Seen.' })), {
      comment: 'This is the newest comment already.',
    });
  });

  it('leaves a card as it was: what is pressed there still counts', () => {
    const older = command('endorse', { revision: 3 });
    assert.deepEqual(refusal(acceptance(), older, mia, situation()), { refusal: 'stale' });
    const { after } = taken(acceptance(), older, mia, situation({ onlyComments: true }));
    assert.equal(after.state, 'InApproval');
  });

  it('is another where it says something else, and the same delivery where it says the same', () => {
    const before = acceptance({ comment: 'Seen.' });
    const followed = { by: eve.id, event: 'comment' };
    const where = situation({ followed, onlyComments: true });
    const again = decide(before, command('comment', { comment: 'Seen.' }), eve, where);
    assert.deepEqual(again, { ok: true, change: undefined });
    const other = taken(before, command('comment', { comment: 'Heard too.' }), eve, where);
    assert.equal(other.after.comment, 'Heard too.');
  });
});
