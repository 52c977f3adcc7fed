import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { approvalIn } from '../../src/domain/authority.ts';
import type { Role } from '../../src/domain/person.ts';
import type { Line } from '../../src/domain/trail.ts';

const line = (event: string, by: string, role: Role | null = null): Line => ({
  seq: 1,
  at: '2026-11-23T09:00:00.000Z',
  acceptanceId: 'RA-2026-0001',
  revision: 1,
  event,
  by,
  role,
  roleFrom: null,
  policy: 1,
  set: {},
  prev: '',
  hash: '',
});
const proposed = line('propose', 'eve', 'engineer');
const endorsed = line('endorse', 'mia', 'itManager');
const standard = { route: 'standard', sodReduced: false } as const;
const low = { route: 'low', sodReduced: false } as const;

describe('the approval in a trail', () => {
  it("is a CISO's after another person's endorsement", () => {
    const approved = line('approve', 'carl', 'ciso');
    assert.equal(approvalIn([proposed, endorsed, approved], standard), approved);
    assert.equal(
      approvalIn([proposed, endorsed, approved, line('verified', 'system')], standard),
      approved,
    );
  });

  it("is an IT manager's on the low route, and on no other", () => {
    const approved = line('approve', 'mia', 'itManager');
    assert.equal(approvalIn([proposed, approved], low), approved);
    assert.equal(approvalIn([proposed, approved], standard), undefined);
  });

  it('is none that the workflow could not have written', () => {
    const no = (...lines: readonly Line[]): void => {
      assert.equal(approvalIn(lines, standard), undefined);
    };
    no();
    no(proposed, endorsed);
    no(proposed, endorsed, line('approve', 'eve', 'engineer'));
    no(proposed, endorsed, line('approve', 'eve', 'ciso'));
    no(proposed, endorsed, line('approve', 'carl', null));
    no(proposed, line('approve', 'carl', 'ciso'));
    no(proposed, line('endorse', 'eve', 'itManager'), line('approve', 'carl', 'ciso'));
    no(proposed, line('endorse', 'mia', 'engineer'), line('approve', 'carl', 'ciso'));
    no(proposed, endorsed, line('resubmit', 'eve', 'engineer'), line('approve', 'carl', 'ciso'));
  });

  it('is by one person for both parts only where the record says that duties were reduced', () => {
    const both = [proposed, line('endorse', 'dora', 'itManager'), line('approve', 'dora', 'ciso')];
    assert.equal(approvalIn(both, standard), undefined);
    assert.equal(approvalIn(both, { ...standard, sodReduced: true }), both[2]);
  });
});
