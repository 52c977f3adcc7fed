import assert from 'node:assert/strict';
import type { Event } from '../../src/domain/workflow-table.ts';
import {
  as,
  carl,
  command,
  complaints,
  dora,
  endorsed,
  eve,
  mia,
  now,
  policy,
  refusal,
  situation,
  taken,
} from './examples.ts';

const proposerAsCiso = as(eve, 'engineer', 'ciso');
const reviewerAsCiso = as(mia, 'itManager', 'ciso');
const long = 'äbc'.repeat(400);

const rows = [
  ['row 10', 'requestChanges', 'ChangesRequested'],
  ['row 11', 'reject', 'Rejected'],
  ['row 12', 'approve', 'Approved'],
] as const satisfies readonly (readonly [string, Event, string])[];

for (const [row, on, state] of rows)
  describe(`${row}, ${on} by the CISO`, () => {
    it('is for a CISO who has neither proposed nor endorsed it', () => {
      assert.equal(taken(endorsed(), command(on), carl, situation()).after.state, state);
    });

    it('is refused to the proposer, naming who may (isNotProposer)', () => {
      assert.deepEqual(refusal(endorsed(), command(on), proposerAsCiso, situation()), {
        refusal: 'notYou',
        who: 'someone other than its proposer: Carl or Cora',
      });
      const two = situation({ policy: policy({ minDistinctPeople: 2 }) });
      assert.equal('who' in refusal(endorsed(), command(on), proposerAsCiso, two), true);
    });

    it('is refused to whoever endorsed it, naming who may (isNotReviewer)', () => {
      assert.deepEqual(refusal(endorsed(), command(on), reviewerAsCiso, situation()), {
        refusal: 'notYou',
        who: 'someone other than who endorsed it: Carl or Cora',
      });
    });

    it('is for whoever endorsed it where two people are enough and they hold both roles', () => {
      const two = situation({ policy: policy({ minDistinctPeople: 2 }) });
      assert.equal(taken(endorsed(), command(on), reviewerAsCiso, two).after.state, state);
      const lost = as(mia, 'ciso');
      assert.equal('who' in refusal(endorsed(), command(on), lost, two), true);
    });
  });

describe('a CISO who says no', () => {
  for (const on of ['requestChanges', 'reject'] as const)
    it(`needs a reason to ${on} (rows 10 and 11, reasonGiven)`, () => {
      assert.deepEqual(complaints(endorsed(), command(on, { reason: ' ' }), carl, situation()), {
        reason: 'Please give a reason.',
      });
    });
});

describe('what a CISO sends back', () => {
  it('keeps the words of the reviewer, whatever the press carries', () => {
    const press = command('requestChanges', { businessContext: long });
    const { after } = taken(endorsed(), press, carl, situation());
    assert.equal(after.businessContext, 'Sales needs the apps until March.');
    assert.equal(after.reason, 'The supplier closes the gap in March.');
  });
});

describe('row 12, approve', () => {
  it('is the decision: who, in which role, when, until when', () => {
    const press = command('approve', { conditions: 'Monthly look.', businessContext: 'Mine.' });
    const { after, grant, effects } = taken(endorsed({ reason: 'Old.' }), press, carl, situation());
    assert.deepEqual(after, {
      ...endorsed(),
      revision: 5,
      state: 'Approved',
      conditions: 'Monthly look.',
      reviewOn: '2027-11-23',
      originalReviewOn: '2027-11-23',
      riskOwnerId: 'carl',
      approverId: 'carl',
      approverRole: 'ciso',
      approverRoleFrom: 'group:ciso',
      decidedAt: now,
      reason: '',
    });
    assert.deepEqual(grant, { role: 'ciso', from: 'group:ciso' });
    assert.deepEqual(effects, [
      { kind: 'show', acceptanceId: 'RA-2026-0001' },
      { kind: 'clock', acceptanceId: 'RA-2026-0001' },
      { kind: 'tell', acceptanceId: 'RA-2026-0001', revision: 5, personId: 'eve' },
      { kind: 'tell', acceptanceId: 'RA-2026-0001', revision: 5, personId: 'mia' },
      { kind: 'announce', acceptanceId: 'RA-2026-0001', revision: 5 },
      { kind: 'syncControl', controlId: 'mcas_cloud_discovery' },
    ]);
  });

  it('needs nothing but the press', () => {
    const { after } = taken(endorsed(), { on: 'approve', revision: 4 }, carl, situation());
    assert.deepEqual([after.state, after.conditions], ['Approved', '']);
  });

  it('refuses conditions that cannot be kept as they are (conditionsShowable)', () => {
    const press = command('approve', { conditions: long });
    assert.deepEqual(complaints(endorsed(), press, carl, situation()), {
      conditions: 'Too long: 1200 characters, at most 1,000.',
    });
  });

  it('refuses a review date out of range (reviewInRange)', () => {
    const press = command('approve', { reviewOn: '2027-11-24' });
    assert.deepEqual(complaints(endorsed(), press, carl, situation()), {
      reviewOn: 'At most 12 months ahead: 23 Nov 2027.',
    });
  });

  it('says that duties were reduced where one person endorsed and approved, and only there', () => {
    const two = situation({ policy: policy({ minDistinctPeople: 2 }) });
    const reduced = (reviewerId: string, who = dora) =>
      taken(endorsed({ reviewerId }), command('approve'), who, two).after.sodReduced;
    assert.equal(reduced('dora'), true);
    assert.equal(reduced('mia'), false);
    assert.equal(reduced('mia', carl), false);
    const after = taken(endorsed(), command('approve'), dora, situation()).after;
    assert.equal(after.sodReduced, false);
  });
});

describe('row 12, a High residual risk (highConfirmed)', () => {
  const high = endorsed({ residualRisk: 'High', reviewOn: '2027-03-01' });
  const press = (confirm?: { residualRisk: string; reviewOn: string }, reviewOn?: string) =>
    command('approve', { ...(confirm && { confirm }), ...(reviewOn ? { reviewOn } : {}) });
  const asked = (...[confirm, reviewOn]: Parameters<typeof press>) =>
    refusal(high, press(confirm, reviewOn), carl, situation());

  it('asks for a second press that names risk and date', () => {
    assert.deepEqual(asked(), { refusal: 'confirm', reviewOn: '2027-03-01' });
  });

  it('asks again where the press names another risk or another date', () => {
    const again = { refusal: 'confirm', reviewOn: '2027-03-01' };
    assert.deepEqual(asked({ residualRisk: 'Low', reviewOn: '2027-03-01' }), again);
    assert.deepEqual(asked({ residualRisk: 'High', reviewOn: '2027-03-02' }), again);
    assert.deepEqual(asked({ residualRisk: '', reviewOn: '' }), again);
  });

  it('asks for the shorter date that the approver chose', () => {
    const old = { residualRisk: 'High', reviewOn: '2027-03-01' };
    assert.deepEqual(asked(old, '2027-02-01'), { refusal: 'confirm', reviewOn: '2027-02-01' });
  });

  it('names the longest allowed date where none was proposed', () => {
    const open = endorsed({ residualRisk: 'High' });
    const bare = command('approve');
    assert.deepEqual(refusal(open, bare, carl, situation()), {
      refusal: 'confirm',
      reviewOn: '2027-05-23',
    });
  });

  it('is approved by the press that names both', () => {
    const named = press({ residualRisk: 'High', reviewOn: '2027-03-01' });
    const { after } = taken(high, named, carl, situation());
    assert.deepEqual([after.state, after.reviewOn], ['Approved', '2027-03-01']);
  });

  it('is no question for a Medium or Low one', () => {
    for (const residualRisk of ['Low', 'Medium'] as const)
      assert.equal(
        taken(endorsed({ residualRisk }), command('approve'), carl, situation()).after.state,
        'Approved',
      );
  });

  it('comes after what is wrong with the press', () => {
    assert.deepEqual(
      Object.keys(complaints(high, press(undefined, '2020-01-01'), carl, situation())),
      ['reviewOn'],
    );
  });
});
