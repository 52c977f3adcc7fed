import assert from 'node:assert/strict';
import {
  type Appointment,
  appointmentComplaint,
  type Deputy,
  deputySource,
  mayAppoint,
  mayEnd,
  withDeputed,
} from '../../src/domain/deputy.ts';
import type { Person } from '../../src/domain/person.ts';
import { as, aude, carl, cora, ed, eve, mia, zed } from './examples.ts';

const today = '2026-11-23';

const asked = (fields: Partial<Appointment> = {}): Appointment => ({
  role: 'ciso',
  principal: carl,
  deputy: ed,
  byId: carl.id,
  deputyBarred: false,
  principalBarred: false,
  validFrom: today,
  validTo: '2026-12-04',
  reason: 'holiday',
  ...fields,
});

const deputy = (fields: Partial<Deputy> = {}): Deputy => ({
  id: 'one',
  role: 'ciso',
  principalId: carl.id,
  deputyId: ed.id,
  validFrom: today,
  validTo: '2026-12-04',
  reason: 'holiday',
  byId: carl.id,
  at: '2026-11-23T10:00:00.000Z',
  endedAt: null,
  endedById: null,
  ...fields,
});

const complaint = (fields: Partial<Appointment>, known: readonly Deputy[] = []): string =>
  appointmentComplaint(asked(fields), known, today)?.complaint ?? '';

/** Ed as he is while he stands in for Carl. */
const edForCarl: Person = {
  ...ed,
  grants: [...ed.grants, { role: 'ciso', from: deputySource(deputy()) }],
};

describe('Naming a deputy', () => {
  it('goes well from today on, for 60 days', () => {
    assert.equal(complaint({}), '');
    assert.equal(complaint({ validTo: '2027-01-21' }), '');
    assert.equal(complaint({ validTo: today }), '');
  });

  it('is refused for oneself', () => {
    assert.match(complaint({ deputy: carl }), /their own deputy/);
  });

  it('is refused to whoever would give themselves the role', () => {
    const itself = { principal: mia, role: 'itManager', deputy: cora, byId: cora.id } as const;
    assert.match(complaint(itself), /^Nobody gives themselves a role: Mia/);
  });

  it('is refused for days that are past', () => {
    assert.match(complaint({ validFrom: '2026-11-22' }), /22 Nov 2026 is past/);
  });

  it('is refused where the end comes before the beginning', () => {
    assert.match(
      complaint({ validFrom: '2026-12-05', validTo: '2026-12-04' }),
      /4 Dec 2026 is before 5 Dec 2026/,
    );
  });

  it('is refused for 61 days, and says how long it may be', () => {
    assert.match(complaint({ validTo: '2027-01-22' }), /61 days.*60 days at most.*21 Jan 2027/);
  });

  it('is refused to a deputy, and to whoever has not got the role', () => {
    assert.match(complaint({ principal: edForCarl, deputy: eve }), /cannot have a deputy/);
    assert.match(complaint({ principal: mia }), /Mia is no CISO in their own right/);
    assert.match(complaint({ principalBarred: true }), /Carl is no CISO/);
  });

  it('is refused for the disabled and for guests', () => {
    assert.match(complaint({ deputyBarred: true }), /disabled or a guest/);
    assert.match(complaint({ deputy: aude }), /an auditor, who reads and changes nothing/);
  });

  it('is refused where it is so already on one of the days', () => {
    const days = { validFrom: '2026-12-04', validTo: '2026-12-10' };
    assert.match(complaint(days, [deputy()]), /already, 23 Nov to 4 Dec 2026/);
    assert.equal(complaint({ ...days, validFrom: '2026-12-05' }, [deputy()]), '');
    assert.equal(complaint(days, [deputy({ endedAt: '2026-11-23T11:00:00.000Z' })]), '');
    for (const other of [
      { role: 'itManager' },
      { principalId: cora.id },
      { deputyId: eve.id },
    ] as const)
      assert.equal(complaint(days, [deputy(other)]), '');
  });

  it('needs a reason', () => {
    for (const reason of ['', 'n/a'])
      assert.deepEqual(appointmentComplaint(asked({ reason }), [], today)?.field, 'reason');
  });

  it('is for the principal and for a CISO in their own right', () => {
    assert.equal(mayAppoint(mia, mia.id), true);
    assert.equal(mayAppoint(cora, mia.id), true);
    assert.equal(mayAppoint(ed, mia.id), false);
    assert.equal(mayAppoint(edForCarl, mia.id), false);
  });

  it('can be undone by the same, and by the deputy', () => {
    const one = deputy({ principalId: mia.id, role: 'itManager' });
    assert.deepEqual(
      [mia, cora, ed, eve, zed].map((who) => mayEnd(who, one)),
      [true, true, true, false, false],
    );
  });
});

describe('A deputy', () => {
  const principals = new Map([[carl.id, carl]]);

  it('holds the role behind their own, from the principal and the days', () => {
    assert.deepEqual(withDeputed(ed, [deputy()], principals).grants, [
      ...ed.grants,
      { role: 'ciso', from: `deputy:${today}:2026-12-04:carl` },
    ]);
  });

  it('holds nothing where the principal has lost the role, is a deputy or is not known', () => {
    for (const one of [as(carl, 'engineer'), { ...edForCarl, id: carl.id }])
      assert.equal(withDeputed(ed, [deputy()], new Map([[carl.id, one]])), ed);
    assert.equal(withDeputed(ed, [deputy()], new Map()), ed);
  });

  it('lends nothing to an auditor, who changes nothing', () => {
    assert.equal(withDeputed(aude, [deputy({ deputyId: aude.id })], principals), aude);
  });

  it('who holds the role uses their own', () => {
    assert.equal(withDeputed(cora, [deputy({ deputyId: cora.id })], principals), cora);
  });
});
