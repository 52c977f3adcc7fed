import assert from 'node:assert/strict';
import type { Deputy } from '../../src/domain/deputy.ts';
import {
  deputyMisfit,
  isAboutDeputy,
  isCovered,
  namedFields,
} from '../../src/domain/deputy-trail.ts';
import { digest, type LineWithTexts } from '../../src/domain/trail.ts';

const deputy: Deputy = {
  id: 'one',
  role: 'ciso',
  principalId: 'carl',
  deputyId: 'ed',
  validFrom: '2026-11-23',
  validTo: '2026-12-04',
  reason: 'holiday',
  byId: 'carl',
  at: '2026-11-23T10:00:00.000Z',
  endedAt: null,
  endedById: null,
};

const line = (fields: Partial<LineWithTexts>): LineWithTexts => ({
  seq: 5,
  at: '2026-11-24T10:00:00.000Z',
  acceptanceId: '',
  revision: 0,
  event: 'deputyNamed',
  by: 'carl',
  role: 'ciso',
  roleFrom: 'group:ciso',
  policy: 1,
  set: {},
  prev: '',
  hash: '',
  texts: [],
  ...fields,
});

const salt = '0'.repeat(32);
const named = line({
  at: deputy.at,
  set: { ...namedFields(deputy), reason: digest(salt, 'holiday') },
  texts: [{ field: 'reason', salt, text: 'holiday' }],
});
const ended = line({ seq: 8, event: 'deputyEnded', by: 'ed', set: { id: 'one' } });
const approval = line({
  seq: 7,
  event: 'approve',
  by: 'ed',
  roleFrom: 'deputy:2026-11-23:2026-12-04:carl',
});
const covered = (
  fields: Partial<LineWithTexts> = {},
  lines: readonly LineWithTexts[] = [named],
  zone = 'UTC',
): boolean => isCovered({ ...approval, ...fields }, lines, zone);

describe('A step taken for another', () => {
  it('is covered by the line that named the deputy', () => {
    assert.equal(covered(), true);
    assert.equal(covered({}, [named, ended]), true);
  });

  it('needs no cover where the right was one’s own', () => {
    for (const roleFrom of ['group:ciso', null]) assert.equal(covered({ roleFrom }, []), true);
  });

  it('is not covered by another deputy, role, principal or days, nor by none', () => {
    assert.equal(covered({}, []), false);
    assert.equal(covered({ by: 'eve' }), false);
    assert.equal(covered({ role: 'itManager' }), false);
    for (const roleFrom of [
      'deputy:2026-11-23:2026-12-04:cora',
      'deputy:2026-11-23:2026-12-05:carl',
      'deputy:2026-11-22:2026-12-04:carl',
      'deputy:carl',
    ])
      assert.equal(covered({ roleFrom }), false, roleFrom);
  });

  it('is not covered on other days, as they pass in the tenant’s zone', () => {
    assert.equal(covered({ at: '2026-12-05T00:30:00.000Z' }), false);
    assert.equal(covered({ at: '2026-11-22T23:30:00.000Z' }), false);
    assert.equal(covered({ at: '2026-12-05T00:30:00.000Z' }, [named], 'America/New_York'), true);
  });

  it('is not covered by a line that came later, or once there was an end to it', () => {
    assert.equal(covered({}, [{ ...named, seq: 8 }]), false);
    assert.equal(covered({}, [named, { ...ended, seq: 6 }]), false);
  });

  it('is not covered by whoever may not name a deputy', () => {
    assert.equal(covered({}, [{ ...named, by: 'cora' }]), true);
    assert.equal(covered({}, [{ ...named, by: 'mia', role: 'itManager' }]), false);
    const roleFrom = 'deputy:2026-11-23:2026-12-04:cora';
    assert.equal(covered({}, [{ ...named, by: 'mia', roleFrom }]), false);
  });
});

describe('The deputies in the table', () => {
  const endedRow = { ...deputy, endedAt: ended.at, endedById: 'ed' };

  it('are as their lines say', () => {
    assert.equal(deputyMisfit([], []), undefined);
    assert.equal(deputyMisfit([deputy], [named]), undefined);
    assert.equal(deputyMisfit([endedRow], [named, ended]), undefined);
    assert.deepEqual([named, ended, approval].map(isAboutDeputy), [true, true, false]);
  });

  it('may have blank words where those are blanked', () => {
    const blanked = { ...named, texts: [{ field: 'reason', salt: null, text: null }] };
    assert.equal(deputyMisfit([{ ...deputy, reason: '' }], [blanked]), undefined);
    assert.deepEqual(deputyMisfit([deputy], [blanked]), { seq: 5 });
  });

  it('are found where one was changed, is missing, or was written past the trail', () => {
    for (const change of [
      { role: 'itManager' },
      { principalId: 'cora' },
      { deputyId: 'eve' },
      { validFrom: '2026-11-01' },
      { validTo: '2027-12-04' },
      { reason: 'another' },
      { byId: 'cora' },
      { at: '2026-11-20T10:00:00.000Z' },
      { endedAt: '2026-11-24T10:00:00.000Z' },
      { endedById: 'ed' },
    ] as const)
      assert.deepEqual(
        deputyMisfit([{ ...deputy, ...change }], [named]),
        { seq: 5 },
        JSON.stringify(change),
      );
    assert.deepEqual(deputyMisfit([deputy], [named, ended]), { seq: 5 });
    assert.deepEqual(deputyMisfit([], [named]), { seq: 5 });
    assert.deepEqual(deputyMisfit([deputy, { ...deputy, id: 'two' }], [named]), { seq: 0 });
  });
});
