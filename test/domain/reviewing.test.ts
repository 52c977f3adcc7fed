import assert from 'node:assert/strict';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Situation } from '../../src/domain/attempt.ts';
import {
  acceptance,
  as,
  carl,
  command,
  complaints,
  dora,
  ed,
  eve,
  max,
  mia,
  now,
  policy,
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

describe('row 3, withdraw', () => {
  it('needs no reason from the proposer, and keeps one that is given', () => {
    const { after } = taken(acceptance(), { on: 'withdraw', revision: 4 }, eve, situation());
    assert.deepEqual(
      [after.state, after.endReason, after.reason, after.endedAt],
      ['Withdrawn', 'byProposer', '', now],
    );
    const given = command('withdraw', { reason: ' No longer\r\nneeded. ' });
    assert.equal(taken(acceptance(), given, eve, situation()).after.reason, 'No longer\nneeded.');
  });

  it('refuses a reason that cannot be kept as it is, from the proposer too (reasonIfOther)', () => {
    const why = (reason: string) =>
      complaints(acceptance(), command('withdraw', { reason }), eve, situation());
    assert.deepEqual(why(long), { reason: tooLong });
    assert.deepEqual(why('a\u0000b c d'), { reason: unshowable });
  });

  it('is for the proposer alone while they are there (isProposerOrGone)', () => {
    for (const who of [ed, mia, carl])
      assert.deepEqual(refusal(acceptance(), command('withdraw'), who, situation()), {
        refusal: 'notYou',
        who: 'whoever proposed it, or an IT manager or CISO once that person has left',
      });
  });

  it('is for an IT manager or a CISO once the proposer has gone, in that role', () => {
    const gone = situation({ proposerGone: true });
    for (const who of [mia, carl])
      assert.equal(taken(acceptance(), command('withdraw'), who, gone).after.state, 'Withdrawn');
    assert.equal(
      'who' in refusal(acceptance(), command('withdraw'), ed, gone),
      true,
      'another engineer may not',
    );
    const both = taken(acceptance(), command('withdraw'), as(mia, 'engineer', 'itManager'), gone);
    assert.equal(both.grant?.role, 'itManager');
  });

  for (const reason of ['', '   ', 'n/a', 'N/A n/a', '-----'])
    it(`needs a reason from the others, and «${reason}» is none (reasonIfOther)`, () => {
      const gone = situation({ proposerGone: true });
      assert.deepEqual(complaints(acceptance(), command('withdraw', { reason }), mia, gone), {
        reason: 'Please give a reason.',
      });
    });
});

describe('row 4, requestChanges', () => {
  it('sends it back with the reason, and keeps the context', () => {
    const { after } = taken(acceptance(), command('requestChanges'), mia, situation());
    assert.equal(after.state, 'ChangesRequested');
    assert.equal(after.reason, 'The supplier closes the gap in March.');
    assert.equal(after.businessContext, 'Sales needs the apps until March.');
    assert.equal(after.reviewerId, null);
  });

  it('leaves the context as it was where none is given', () => {
    const before = acceptance({ businessContext: 'As it was.' });
    const press = command('requestChanges', { businessContext: ' ' });
    assert.equal(taken(before, press, mia, situation()).after.businessContext, 'As it was.');
    const { businessContext: _, ...bare } = press;
    assert.equal(taken(before, bare, mia, situation()).after.businessContext, 'As it was.');
  });

  it('is refused to the proposer, naming who may (isNotProposer)', () => {
    assert.deepEqual(refusal(acceptance(), command('requestChanges'), manager, situation()), {
      refusal: 'notYou',
      who: 'someone other than its proposer: Mia or Max',
    });
  });

  it('needs a reason (reasonGiven)', () => {
    const { reason: _, ...bare } = command('requestChanges');
    for (const press of [bare, command('requestChanges', { reason: 'n/a' })])
      assert.deepEqual(complaints(acceptance(), press, mia, situation()), {
        reason: 'Please give a reason.',
      });
  });

  it('refuses a context that cannot be kept as it is (contextShowable)', () => {
    const press = command('requestChanges', { businessContext: long });
    assert.deepEqual(complaints(acceptance(), press, mia, situation()), {
      businessContext: tooLong,
    });
  });
});

describe('row 6, reject', () => {
  it('ends it with the reason', () => {
    const { after } = taken(acceptance(), command('reject'), mia, situation());
    assert.deepEqual(
      [after.state, after.endReason, after.endedAt, after.reason],
      ['Rejected', 'rejected', now, 'The supplier closes the gap in March.'],
    );
    assert.equal(after.businessContext, '');
  });

  it('is refused to the proposer (isNotProposer)', () => {
    assert.deepEqual(refusal(acceptance(), command('reject'), manager, situation()), {
      refusal: 'notYou',
      who: 'someone other than its proposer: Mia or Max',
    });
  });

  it('needs a reason (reasonGiven)', () => {
    const press = command('reject', { reason: '-----' });
    assert.deepEqual(complaints(acceptance(), press, mia, situation()), {
      reason: 'Please give a reason.',
    });
  });
});

describe('row 7, endorse', () => {
  it('names the reviewer and keeps their context', () => {
    const { after } = taken(acceptance(), command('endorse'), mia, situation());
    assert.deepEqual(
      [after.state, after.reviewerId, after.reviewedAt, after.businessContext],
      ['InApproval', 'mia', now, 'Sales needs the apps until March.'],
    );
  });

  it('is refused to the proposer (isNotProposer)', () => {
    assert.deepEqual(refusal(acceptance(), command('endorse'), manager, situation()), {
      refusal: 'notYou',
      who: 'someone other than its proposer: Mia or Max',
    });
  });

  it('names nobody where nobody else may', () => {
    const alone = situation({ holders: { itManager: [manager], ciso: [carl] } });
    assert.deepEqual(refusal(acceptance(), command('endorse'), manager, alone), {
      refusal: 'notYou',
      who: 'someone other than its proposer',
    });
  });

  it('is refused on the low route (routeIsStandard)', () => {
    assert.deepEqual(refusal(low(), command('endorse'), mia, small()), { refusal: 'wrongState' });
  });

  it('is refused where nobody would be left to approve, naming who should do it instead (someoneCanApprove)', () => {
    const holders = { itManager: [mia, max, dora], ciso: [dora] };
    assert.deepEqual(refusal(acceptance(), command('endorse'), dora, situation({ holders })), {
      refusal: 'notYou',
      who: 'Mia or Max: after your endorsement nobody would be left to approve',
    });
    assert.equal(
      taken(acceptance(), command('endorse'), mia, situation({ holders })).after.state,
      'InApproval',
    );
  });

  it('is refused to everybody where no CISO is left at all (someoneCanApprove)', () => {
    const holders = { itManager: [mia, max], ciso: [as(eve, 'ciso')] };
    assert.deepEqual(refusal(acceptance(), command('endorse'), mia, situation({ holders })), {
      refusal: 'notYou',
      who: 'nobody now: a CISO who has not proposed or endorsed it is missing',
    });
  });

  it('is possible for the only holder of both roles where two people are enough', () => {
    const holders = { itManager: [dora], ciso: [dora] };
    const two = situation({ holders, policy: policy({ minDistinctPeople: 2 }) });
    assert.equal(taken(acceptance(), command('endorse'), dora, two).after.reviewerId, 'dora');
  });

  it('needs the business context (contextGiven)', () => {
    const { businessContext: _, ...bare } = command('endorse');
    for (const press of [bare, command('endorse', { businessContext: 'N/A' })])
      assert.deepEqual(complaints(acceptance(), press, mia, situation()), {
        businessContext: 'Please give the business context.',
      });
    const press = command('endorse', { businessContext: long });
    assert.deepEqual(complaints(acceptance(), press, mia, situation()), {
      businessContext: tooLong,
    });
  });
});
