import assert from 'node:assert/strict';
import {
  approvers,
  endorsers,
  lowApprovers,
  mayDouble,
  mayFollow,
  missingPart,
  reviewers,
} from '../../src/domain/duties.ts';
import type { Person } from '../../src/domain/person.ts';
import { as, carl, cora, dora, max, mia, policy } from './examples.ts';

const three = policy();
const two = policy({ minDistinctPeople: 2 });
const ids = (people: readonly Person[]) => people.map(({ id }) => id);
const parts = (
  proposerId: string,
  reviewerId: string | null = null,
  earlierProposerId: string | null = null,
) => ({ proposerId, reviewerId, earlierProposerId });
const holders = { itManager: [mia, dora], ciso: [carl, dora] };

describe('the separation of duties', () => {
  it('never lets the proposer review', () => {
    assert.deepEqual(ids(reviewers(holders, parts('mia'))), ['dora']);
  });

  it('never lets the proposer approve, however few people there are', () => {
    for (const each of [two, three])
      assert.deepEqual(ids(approvers(holders, parts('dora', 'dora'), each)), ['carl']);
  });

  it('never lets the proposer of what it renews approve, on either route', () => {
    const renewal = parts('eve', null, 'carl');
    assert.deepEqual(ids(approvers(holders, renewal, three)), ['dora']);
    assert.deepEqual(ids(lowApprovers(holders, parts('eve', null, 'mia'))), ['dora']);
    const few = { itManager: [mia], ciso: [carl] };
    assert.equal(missingPart(few, parts('eve', null, 'mia'), 'low', three), 'itManager');
    assert.equal(missingPart(few, renewal, 'standard', three), 'ciso');
  });

  it('lets nobody double by the right of another', () => {
    const deputy = {
      ...as(dora, 'ciso'),
      grants: [
        { role: 'ciso', from: 'group:ciso' },
        { role: 'itManager', from: 'deputy:2026-08-01:2026-08-14:mia' },
      ],
    } as const;
    assert.equal(mayFollow(deputy, { reviewerId: 'dora' }, two), false);
  });

  it('lets whoever endorsed approve only where two people are enough', () => {
    const endorsed = parts('eve', 'dora');
    assert.deepEqual(ids(approvers(holders, endorsed, three)), ['carl']);
    assert.deepEqual(ids(approvers(holders, endorsed, two)), ['carl', 'dora']);
    assert.deepEqual([mayDouble(two), mayDouble(three)], [true, false]);
  });

  it('asks of whoever does both parts to hold both roles', () => {
    const endorsed = { reviewerId: 'dora' };
    assert.equal(mayFollow(as(dora, 'ciso'), endorsed, two), false);
    assert.equal(mayFollow(dora, endorsed, two), true);
    assert.equal(mayFollow(carl, endorsed, three), true);
  });

  it('knows after whose endorsement somebody is left to approve', () => {
    const one = { itManager: [mia, dora], ciso: [dora] };
    assert.deepEqual(ids(endorsers(one, parts('eve'), three)), ['mia']);
    assert.deepEqual(ids(endorsers(one, parts('eve'), two)), ['mia', 'dora']);
    assert.deepEqual(ids(endorsers(one, parts('mia'), three)), []);
  });
});

describe('the part that nobody can take', () => {
  for (const [what, who, route, rules, missing] of [
    ['is none where everybody is there', { itManager: [mia], ciso: [carl] }, 'standard', three],
    ['is the IT manager', { itManager: [], ciso: [carl] }, 'low', three, 'itManager'],
    ['is the CISO', { itManager: [mia], ciso: [] }, 'standard', three, 'ciso'],
    ['is no CISO on the low route', { itManager: [mia], ciso: [] }, 'low', three],
    [
      'is the CISO for one with both',
      { itManager: [dora], ciso: [dora] },
      'standard',
      three,
      'ciso',
    ],
    [
      'is none for one with both where two are enough',
      { itManager: [dora], ciso: [dora] },
      'standard',
      two,
    ],
    [
      'is none for two with both',
      { itManager: [dora, max], ciso: [dora, cora] },
      'standard',
      three,
    ],
  ] as const)
    it(what, () => {
      assert.equal(missingPart(who, parts('eve'), route, rules), missing);
    });

  it('counts without the proposer', () => {
    assert.equal(
      missingPart({ itManager: [mia], ciso: [carl] }, parts('mia'), 'low', two),
      'itManager',
    );
    assert.equal(
      missingPart({ itManager: [mia], ciso: [carl] }, parts('carl'), 'standard', two),
      'ciso',
    );
  });
});
