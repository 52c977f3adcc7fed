import assert from 'node:assert/strict';
import {
  approvers,
  endorsers,
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
const holders = { itManager: [mia, dora], ciso: [carl, dora] };

describe('the separation of duties', () => {
  it('never lets the proposer review', () => {
    assert.deepEqual(ids(reviewers(holders, { proposerId: 'mia', reviewerId: null })), ['dora']);
  });

  it('never lets the proposer approve, however few people there are', () => {
    for (const each of [two, three])
      assert.deepEqual(ids(approvers(holders, { proposerId: 'dora', reviewerId: 'dora' }, each)), [
        'carl',
      ]);
  });

  it('lets whoever endorsed approve only where two people are enough', () => {
    const parts = { proposerId: 'eve', reviewerId: 'dora' };
    assert.deepEqual(ids(approvers(holders, parts, three)), ['carl']);
    assert.deepEqual(ids(approvers(holders, parts, two)), ['carl', 'dora']);
    assert.deepEqual([mayDouble(two), mayDouble(three)], [true, false]);
  });

  it('asks of whoever does both parts to hold both roles', () => {
    const parts = { reviewerId: 'dora' };
    assert.equal(mayFollow(as(dora, 'ciso'), parts, two), false);
    assert.equal(mayFollow(dora, parts, two), true);
    assert.equal(mayFollow(carl, parts, three), true);
  });

  it('knows after whose endorsement somebody is left to approve', () => {
    const one = { itManager: [mia, dora], ciso: [dora] };
    assert.deepEqual(ids(endorsers(one, 'eve', three)), ['mia']);
    assert.deepEqual(ids(endorsers(one, 'eve', two)), ['mia', 'dora']);
    assert.deepEqual(ids(endorsers(one, 'mia', three)), []);
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
      assert.equal(missingPart(who, 'eve', route, rules), missing);
    });

  it('counts without the proposer', () => {
    assert.equal(missingPart({ itManager: [mia], ciso: [carl] }, 'mia', 'low', two), 'itManager');
    assert.equal(missingPart({ itManager: [mia], ciso: [carl] }, 'carl', 'standard', two), 'ciso');
  });
});
