import assert from 'node:assert/strict';
import { approvalIn } from '../../src/domain/authority.ts';
import type { Person, Role } from '../../src/domain/person.ts';
import type { Line } from '../../src/domain/trail.ts';
import { choices } from '../../src/domain/workflow.ts';
import { acceptance, carl, command, endorsed, refusal, situation, taken, zed } from './examples.ts';

const source = (lender: string, to = '2026-12-06'): string => `deputy:2026-11-01:${to}:${lender}`;
const lent = (role: Role, lender: string, to?: string): Person => ({
  ...zed,
  grants: [{ role, from: source(lender, to) }],
});
const refused = (...step: Parameters<typeof refusal>): unknown =>
  (refusal(...step) as { refusal?: unknown }).refusal;

describe('a lent right', () => {
  it('endorses, and approves, what others proposed', () => {
    const manager = lent('itManager', 'mia');
    assert.equal(taken(acceptance(), command('endorse'), manager, situation()).by.id, 'zed');
    const ciso = lent('ciso', 'carl');
    assert.equal(taken(endorsed(), command('approve'), ciso, situation()).by.id, 'zed');
  });

  it('is its lender’s doing: not for what the lender proposed, on either route', () => {
    const manager = lent('itManager', 'mia');
    const own = { proposerId: 'mia' };
    assert.equal(refused(acceptance(own), command('endorse'), manager, situation()), 'notYou');
    const low = acceptance({ ...own, route: 'low' });
    assert.equal(refused(low, command('approve'), manager, situation()), 'notYou');
    const ciso = lent('ciso', 'carl');
    const carls = endorsed({ proposerId: 'carl' });
    assert.equal(refused(carls, command('approve'), ciso, situation()), 'notYou');
    const again = endorsed({ proposerId: 'ed', earlierProposerId: 'carl' });
    assert.equal(refused(again, command('approve'), ciso, situation()), 'notYou');
  });

  it('does not approve what its lender, or the lender’s other deputy, endorsed', () => {
    const ciso = lent('ciso', 'mia');
    assert.equal(refused(endorsed(), command('approve'), ciso, situation()), 'notYou');
    const forCarl = endorsed({ reviewerId: 'ed', reviewerRoleFrom: source('carl') });
    const byOther = lent('ciso', 'carl');
    assert.equal(refused(forCarl, command('approve'), byOther, situation()), 'notYou');
    assert.equal(refused(forCarl, command('approve'), carl, situation()), 'notYou');
  });

  it('ends with its last day', () => {
    const over = lent('ciso', 'carl', '2026-11-22');
    assert.equal(refused(endorsed(), command('approve'), over, situation()), 'notYou');
    assert.deepEqual(choices(endorsed(), over, situation()), []);
  });
});

describe('an approval in the trail by a lent right', () => {
  const line = (event: string, by: string, role: Role, roleFrom = 'group:x'): Line => ({
    ...{ seq: 1, at: '2026-11-23T10:00:00.000Z', acceptanceId: 'RA-2026-0001', revision: 1 },
    ...{ event, by, role, roleFrom, policy: 1, set: {}, prev: '', hash: '' },
  });
  const propose = line('propose', 'eve', 'engineer');
  const standard = { route: 'standard', sodReduced: false } as const;

  it('stands where its lender has no other part', () => {
    const endorse = line('endorse', 'mia', 'itManager');
    const approve = line('approve', 'zed', 'ciso', source('carl'));
    assert.equal(approvalIn([propose, endorse, approve], standard), approve);
  });

  it('does not where its lender proposed or endorsed, or endorsed through another', () => {
    const by = (lender: string) => line('approve', 'zed', 'ciso', source(lender));
    const endorse = line('endorse', 'mia', 'itManager');
    for (const lender of ['eve', 'mia'])
      for (const sodReduced of [false, true])
        assert.equal(
          approvalIn([propose, endorse, by(lender)], { route: 'standard', sodReduced }),
          undefined,
          lender,
        );
    const forCarl = line('endorse', 'ed', 'itManager', source('carl'));
    assert.equal(approvalIn([propose, forCarl, by('carl')], standard), undefined);
    assert.equal(
      approvalIn([propose, forCarl, line('approve', 'carl', 'ciso')], standard),
      undefined,
    );
    const forEve = line('endorse', 'ed', 'itManager', source('eve'));
    assert.equal(
      approvalIn([propose, forEve, line('approve', 'carl', 'ciso')], standard),
      undefined,
    );
    const low = line('approve', 'zed', 'itManager', source('eve'));
    assert.equal(approvalIn([propose, low], { route: 'low', sodReduced: false }), undefined);
  });
});
