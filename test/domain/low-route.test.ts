import assert from 'node:assert/strict';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Situation } from '../../src/domain/attempt.ts';
import { decide } from '../../src/domain/workflow.ts';
import {
  acceptance,
  as,
  carl,
  command,
  complaints,
  control,
  cora,
  ed,
  endorsed,
  eve,
  mia,
  now,
  refusal,
  situation,
  smallControl,
  taken,
} from './examples.ts';

const low = (fields: Partial<Acceptance> = {}) => acceptance({ route: 'low', ...fields });
const small = (fields: Partial<Situation> = {}) =>
  situation({ control: smallControl(), ...fields });
const manager = as(eve, 'engineer', 'itManager');
const long = 'äbc'.repeat(400);

const tooLong = 'Too long: 1200 characters, at most 1,000.';
const unshowable =
  'It holds characters that cannot be shown. They were taken out: look it over and send it again.';

describe('row 5, raiseRoute', () => {
  it('sends it the standard way for good', () => {
    const { after } = taken(low(), command('raiseRoute'), mia, small());
    assert.deepEqual(
      [after.state, after.route, after.routeRaised, after.routeReasons, after.businessContext],
      [
        'InReview',
        'standard',
        true,
        ['sent to the CISO by its reviewer'],
        'Sales needs the apps until March.',
      ],
    );
  });

  it('is refused to the proposer (isNotProposer)', () => {
    assert.deepEqual(refusal(low(), command('raiseRoute'), manager, small()), {
      refusal: 'notYou',
      who: 'someone other than its proposer: Mia or Max',
    });
  });

  it('is refused where it goes to the CISO already (routeIsLow)', () => {
    assert.deepEqual(refusal(acceptance(), command('raiseRoute'), mia, small()), {
      refusal: 'wrongState',
    });
  });

  it('is refused where no CISO would be left to decide, naming the role (someoneCanDecide)', () => {
    const alone = small({ holders: { itManager: [mia], ciso: [as(eve, 'ciso')] } });
    assert.deepEqual(refusal(low(), command('raiseRoute'), mia, alone), {
      refusal: 'notYou',
      who: 'nobody now: the role CISO has no one free to take it',
    });
    const nobody = small({ holders: { itManager: [], ciso: [carl] } });
    assert.deepEqual(refusal(low(), command('raiseRoute'), mia, nobody), {
      refusal: 'notYou',
      who: 'nobody now: the role IT manager has no one free to take it',
    });
  });

  it('refuses a context that cannot be kept as it is (contextShowable)', () => {
    const press = command('raiseRoute', { businessContext: 'right \u202e left' });
    assert.deepEqual(complaints(low(), press, mia, small()), { businessContext: unshowable });
  });
});

describe('row 8, approve on the low route', () => {
  it('decides alone, with the context, under the conditions', () => {
    const press = command('approve', { conditions: ' Look again in May. ' });
    const { after, grant } = taken(low(), press, mia, small());
    assert.deepEqual(
      [after.state, after.approverId, after.approverRole, after.approverRoleFrom, after.decidedAt],
      ['Approved', 'mia', 'itManager', 'group:itManager', now],
    );
    assert.deepEqual(grant, { role: 'itManager', from: 'group:itManager' });
    assert.deepEqual(
      [after.businessContext, after.conditions, after.reason, after.sodReduced],
      ['Sales needs the apps until March.', 'Look again in May.', '', false],
    );
    assert.deepEqual(
      [after.reviewOn, after.originalReviewOn, after.riskOwnerId, after.reviewerId],
      ['2027-11-23', '2027-11-23', 'mia', null],
    );
  });

  it('tells the proposer and the channel, and asks for Secure Score to be written', () => {
    assert.deepEqual(taken(low(), command('approve'), mia, small()).effects, [
      { kind: 'show', acceptanceId: 'RA-2026-0001' },
      { kind: 'clock', acceptanceId: 'RA-2026-0001' },
      { kind: 'tell', acceptanceId: 'RA-2026-0001', revision: 5, personId: 'eve' },
      { kind: 'announce', acceptanceId: 'RA-2026-0001', revision: 5 },
      { kind: 'syncControl', controlId: 'mcas_cloud_discovery' },
    ]);
  });

  it('leaves a risk owner who was named', () => {
    const before = low({ riskOwnerId: 'zed' });
    assert.equal(taken(before, command('approve'), mia, small()).after.riskOwnerId, 'zed');
  });

  it('is refused to the proposer (isNotProposer)', () => {
    assert.deepEqual(refusal(low(), command('approve'), manager, small()), {
      refusal: 'notYou',
      who: 'someone other than its proposer: Mia or Max',
    });
  });

  it('is refused to an IT manager on the standard route (routeIsLow)', () => {
    const press = command('approve');
    assert.deepEqual(refusal(acceptance(), press, mia, small()), { refusal: 'wrongState' });
  });

  it('needs the business context (contextGiven)', () => {
    const press = command('approve', { businessContext: '' });
    assert.deepEqual(complaints(low(), press, mia, small()), {
      businessContext: 'Please give the business context.',
    });
  });

  it('refuses conditions that cannot be kept as they are (conditionsShowable)', () => {
    const press = command('approve', { conditions: long });
    assert.deepEqual(complaints(low(), press, mia, small()), { conditions: tooLong });
  });

  it('refuses a review date beyond the proposed one (reviewInRange)', () => {
    const press = command('approve', { reviewOn: '2027-01-02' });
    assert.deepEqual(complaints(low({ reviewOn: '2027-01-01' }), press, mia, small()), {
      reviewOn: 'The proposed review date can be brought forward, not put off.',
    });
  });

  it('complains of all that is wrong in one go', () => {
    const press = command('approve', { businessContext: '', conditions: long, reviewOn: 'soon' });
    assert.deepEqual(Object.keys(complaints(low(), press, mia, small())).sort(), [
      'businessContext',
      'conditions',
      'reviewOn',
    ]);
  });
});

describe('row 9, approve what is no longer low', () => {
  const grown = situation({ control: control({ maxScore: 2.1 }), policyVersion: 3 });

  it('is refused as stale, and the system sends it the standard way (stillLow)', () => {
    const decision = decide(low(), command('approve'), mia, grown);
    assert(!decision.ok && decision.change);
    assert.equal(decision.refusal, 'stale');
    const { before, after, event, by, grant, policy: version, at, effects } = decision.change;
    assert.deepEqual(before, low());
    assert.deepEqual(after, {
      ...low(),
      revision: 5,
      route: 'standard',
      routeRaised: true,
      routeReasons: ['2.10 points at risk, more than 2.00'],
    });
    assert.deepEqual(
      [event, by.id, grant, version, at],
      ['routeRaised', 'system', undefined, 3, now],
    );
    assert.deepEqual(effects, [{ kind: 'show', acceptanceId: low().id }]);
  });

  it('also where the control is no longer known or measured', () => {
    for (const gone of [undefined, control({ maxScore: 1, score: null })]) {
      const decision = decide(low(), command('approve'), mia, situation({ control: gone }));
      assert(!decision.ok && decision.refusal === 'stale');
      assert.deepEqual(decision.change?.after.routeReasons, ['the points at risk are not known']);
    }
  });

  it('records nothing for a person who may not approve it', () => {
    for (const who of [manager, carl, ed]) {
      const decision = decide(low(), command('approve'), who, grown);
      assert(!decision.ok);
      assert.deepEqual([decision.refusal, decision.change], ['notYou', undefined]);
    }
  });

  it('records nothing for a card that was stale already', () => {
    const decision = decide(low(), command('approve', { revision: 3 }), mia, grown);
    assert(!decision.ok);
    assert.deepEqual([decision.refusal, decision.change], ['stale', undefined]);
  });

  it('does not stop a CISO, who decides on the standard route whatever the points', () => {
    assert.equal(taken(endorsed(), command('approve'), cora, grown).after.state, 'Approved');
  });
});
