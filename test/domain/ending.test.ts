import assert from 'node:assert/strict';
import { theSystem } from '../../src/domain/person.ts';
import { decide } from '../../src/domain/workflow.ts';
import {
  acceptance,
  as,
  carl,
  command,
  complaints,
  cora,
  dora,
  endorsed,
  eve,
  mia,
  now,
  refusal,
  situation,
  taken,
} from './examples.ts';

const proposerAsCiso = as(eve, 'engineer', 'ciso');
const reviewerAsCiso = as(mia, 'itManager', 'ciso');

describe('row 16, verified', () => {
  const approved = endorsed({ state: 'Approved', approverId: 'carl', decidedAt: now });

  it('is in force from now on, and its proposer and the channel hear of it', () => {
    const { after, grant, effects } = taken(approved, command('verified'), theSystem, situation());
    assert.deepEqual([after.state, after.inForceSince, grant], ['Active', now, undefined]);
    assert.deepEqual(effects, [
      { kind: 'show', acceptanceId: 'RA-2026-0001' },
      { kind: 'clock', acceptanceId: 'RA-2026-0001' },
      { kind: 'tell', acceptanceId: 'RA-2026-0001', revision: 5, personId: 'eve' },
      { kind: 'announce', acceptanceId: 'RA-2026-0001', revision: 5 },
    ]);
  });

  it('is said by nobody but the system', () => {
    assert.deepEqual(refusal(approved, command('verified'), carl, situation()), {
      refusal: 'notYou',
      who: 'Scorekeeper itself',
    });
  });
});

describe('row 17, revoke', () => {
  const active = endorsed({ state: 'Active', approverId: 'carl' });

  it('ends it with the reason, and asks for Secure Score to be set back', () => {
    const { after, effects } = taken(active, command('revoke'), cora, situation());
    assert.deepEqual(
      [after.state, after.endReason, after.endedAt, after.reason],
      ['Revoked', 'revoked', now, 'The supplier closes the gap in March.'],
    );
    assert.deepEqual(
      effects.map(({ kind }) => kind),
      ['show', 'tell', 'tell', 'announce', 'syncControl'],
    );
  });

  it('is refused to an IT manager where the CISO decided (lowIfManager)', () => {
    assert.deepEqual(refusal(active, command('revoke'), mia, situation()), {
      refusal: 'notYou',
      who: 'a CISO',
    });
    const low = { ...active, route: 'low', reviewerId: null } as const;
    assert.equal(taken(low, command('revoke'), mia, situation()).after.state, 'Revoked');
    const both = taken(active, command('revoke'), dora, situation());
    assert.equal(both.grant?.role, 'ciso');
  });

  it('is free of the separation of duties', () => {
    for (const who of [proposerAsCiso, reviewerAsCiso, carl])
      assert.equal(taken(active, command('revoke'), who, situation()).after.state, 'Revoked');
  });

  it('needs a reason (reasonGiven)', () => {
    const press = command('revoke', { reason: 'n/a' });
    assert.deepEqual(complaints(active, press, carl, situation()), {
      reason: 'Please give a reason.',
    });
  });
});

describe('mark as done', () => {
  const approved = endorsed({ state: 'Approved' });
  const hand = situation({ byHand: true });

  it('changes no state, and asks for a reading now', () => {
    const { after, effects } = taken(approved, command('markDone'), eve, hand);
    assert.deepEqual(after, { ...approved, revision: 5, markedDoneAt: now });
    assert.deepEqual(effects, [
      { kind: 'show', acceptanceId: 'RA-2026-0001' },
      { kind: 'syncControl', controlId: 'mcas_cloud_discovery' },
    ]);
  });

  it('is refused where Scorekeeper writes itself, or Secure Score agrees already (isByHand)', () => {
    assert.deepEqual(refusal(approved, command('markDone'), eve, situation()), {
      refusal: 'wrongState',
    });
  });
});

describe('the people who are told', () => {
  const told = (...step: Parameters<typeof taken>) =>
    taken(...step).effects.flatMap((one) => (one.kind === 'tell' ? [one.personId] : []));

  it('are never the one who acts, and nobody twice', () => {
    const low = acceptance({ state: 'Approved', route: 'low' });
    assert.deepEqual(told(low, command('revoke'), proposerAsCiso, situation()), []);
    assert.deepEqual(told(endorsed(), command('reject'), carl, situation()), ['eve', 'mia']);
    assert.deepEqual(told(acceptance(), command('reject'), mia, situation()), ['eve']);
    const odd = endorsed({ reviewerId: 'eve' });
    assert.deepEqual(told(odd, command('reject'), carl, situation()), ['eve']);
  });

  it('are none where it is the next one’s turn', () => {
    for (const on of ['withdraw', 'resubmit'] as const) {
      const before = acceptance({ state: 'ChangesRequested' });
      assert.deepEqual(told(before, command(on), eve, situation()), []);
    }
    assert.equal(decide(acceptance(), command('endorse'), mia, situation()).ok, true);
    assert.deepEqual(told(acceptance(), command('endorse'), mia, situation()), []);
  });
});

describe('Secure Score', () => {
  it('is left alone by a partial acceptance', () => {
    const partial = endorsed({ scope: 'partial' });
    const kinds = taken(partial, command('approve'), carl, situation()).effects.map(
      ({ kind }) => kind,
    );
    assert.equal(kinds.includes('syncControl'), false);
  });
});
