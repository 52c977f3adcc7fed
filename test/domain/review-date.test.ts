import assert from 'node:assert/strict';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Command, Situation } from '../../src/domain/attempt.ts';
import { latestReview, reviewComplaint } from '../../src/domain/proposal.ts';
import { carl, command, complaints, endorsed, policy, situation, taken } from './examples.ts';

interface Tried {
  readonly at?: string;
  readonly zone?: string;
  readonly reviewOn?: string;
  readonly fields?: Partial<Acceptance>;
}

const step = ({ at = '2026-11-23T10:00:00Z', zone = 'UTC', reviewOn, fields }: Tried) => {
  const press: Partial<Command> = reviewOn === undefined ? {} : { reviewOn };
  const where: Partial<Situation> = { at: new Date(at), policy: policy({ timeZone: zone }) };
  return [endorsed(fields), command('approve', press), carl, situation(where)] as const;
};
const reviewOn = (tried: Tried) => taken(...step(tried)).after.reviewOn;
const complaint = (tried: Tried) => complaints(...step(tried))['reviewOn'];
const high = { residualRisk: 'High' } as const;

describe('the review date of a decision', () => {
  it('is 12 months on where nobody names one, and stays as the original one', () => {
    const { after } = taken(...step({}));
    assert.deepEqual([after.reviewOn, after.originalReviewOn], ['2027-11-23', '2027-11-23']);
  });

  it('can be the day after today and the last allowed day, both included', () => {
    assert.equal(reviewOn({ reviewOn: '2026-11-24' }), '2026-11-24');
    assert.equal(reviewOn({ reviewOn: ' 2027-11-23 ' }), '2027-11-23');
  });

  for (const [day, said] of [
    ['2026-11-22', 'The review date must be after today, 23 Nov 2026.'],
    ['2026-11-23', 'The review date must be after today, 23 Nov 2026.'],
    ['2027-11-24', 'At most 12 months ahead: 23 Nov 2027.'],
    ['2027-02-29', 'The calendar has no such day: 2027-02-29.'],
    ['2027-13-01', 'The calendar has no such day: 2027-13-01.'],
    ['in the spring of the next year', 'The calendar has no such day: in the spring of the.'],
    ['2027-1-1', 'The calendar has no such day: 2027-1-1.'],
  ] as const)
    it(`is not ${day}`, () => {
      assert.equal(complaint({ reviewOn: day }), said);
    });

  it('is at most 6 months on where the residual risk is High', () => {
    assert.equal(
      complaint({ reviewOn: '2027-05-24', fields: high }),
      'At most 6 months ahead for a High residual risk: 23 May 2027.',
    );
    const [before, press, ...others] = step({ reviewOn: '2027-05-23', fields: high });
    const confirm = { residualRisk: 'High', reviewOn: '2027-05-23' };
    assert.equal(
      taken(before, { ...press, confirm }, ...others).after.originalReviewOn,
      '2027-05-23',
    );
  });

  it('falls on 28 February where the year has no 29th', () => {
    const leap = '2028-02-29T10:00:00Z';
    assert.equal(reviewOn({ at: leap }), '2029-02-28');
    assert.equal(
      complaint({ at: leap, reviewOn: '2029-03-01' }),
      'At most 12 months ahead: 28 Feb 2029.',
    );
    assert.equal(latestReview('2027-08-29', 'High'), '2028-02-29');
    assert.equal(latestReview('2026-08-31', 'High'), '2027-02-28');
    assert.equal(reviewOn({ at: '2027-03-01T10:00:00Z', reviewOn: '2028-02-29' }), '2028-02-29');
  });

  it('counts from the day in the tenant’s zone', () => {
    const at = '2026-11-23T10:30:00Z';
    assert.equal(reviewOn({ at, zone: 'Pacific/Kiritimati' }), '2027-11-24');
    assert.equal(reviewOn({ at, zone: 'Pacific/Pago_Pago' }), '2027-11-22');
    assert.equal(
      complaint({ at, zone: 'Pacific/Kiritimati', reviewOn: '2026-11-24' }),
      'The review date must be after today, 24 Nov 2026.',
    );
    assert.equal(reviewOn({ at, zone: 'Pacific/Pago_Pago', reviewOn: '2026-11-23' }), '2026-11-23');
  });

  it('changes day at midnight in the tenant’s zone', () => {
    const zone = 'Pacific/Kiritimati';
    assert.equal(reviewOn({ at: '2026-11-23T09:59:59.999Z', zone }), '2027-11-23');
    assert.equal(reviewOn({ at: '2026-11-23T10:00:00.000Z', zone }), '2027-11-24');
  });
});

describe('a review date that was proposed', () => {
  const fields = { reviewOn: '2027-06-30' };

  it('holds unless the approver names another', () => {
    assert.equal(reviewOn({ fields }), '2027-06-30');
    assert.equal(reviewOn({ fields, reviewOn: '  ' }), '2027-06-30');
    assert.equal(reviewOn({ fields, reviewOn: '2027-06-30' }), '2027-06-30');
  });

  it('can be brought forward by the approver, not put off', () => {
    assert.equal(reviewOn({ fields, reviewOn: '2027-06-29' }), '2027-06-29');
    assert.equal(
      complaint({ fields, reviewOn: '2027-07-01' }),
      'The proposed review date can be brought forward, not put off.',
    );
  });

  it('may have passed while it waited: then it goes back to the proposer', () => {
    const at = '2027-06-30T10:00:00Z';
    const past = 'The review date must be after today, 30 Jun 2027.';
    assert.equal(complaint({ at, fields }), past);
    assert.equal(
      complaint({ at, fields, reviewOn: '2027-07-01' }),
      'The proposed review date can be brought forward, not put off.',
    );
    const [before, , ...others] = step({ at, fields });
    assert.equal(
      taken(before, command('requestChanges'), ...others).after.state,
      'ChangesRequested',
    );
  });
});

describe('a review date in a form', () => {
  it('may be left open', () => {
    assert.equal(reviewComplaint('', '2026-11-23', 'High'), undefined);
  });
});
