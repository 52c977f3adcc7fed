import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { type ExportedRegister, exportFormat } from '../../src/app/exported-register.ts';
import { verifyExport } from '../../src/app/verify-export.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { changedFields, type LineWithTexts } from '../../src/domain/trail.ts';
import { acceptance, endorsed, policy } from '../domain/examples.ts';
import { chained, salts, type Unsealed, unsealed } from '../domain/record.ts';

type Example = ExportedRegister & { readonly lines: readonly LineWithTexts[] };

const decision: Partial<Acceptance> = {
  ...{ approverId: 'carl', approverRole: 'ciso', approverRoleFrom: 'group:ciso' },
  ...{ decidedAt: '2026-11-22T10:00:00.000Z', reviewOn: '2027-11-22' },
};

/** An acceptance that went all the way, with a policy before and an export behind it. */
function example(forged: Partial<Acceptance> = {}, who: Partial<Unsealed> = {}): Example {
  const salt = salts();
  const first = acceptance({ revision: 1 });
  const second = endorsed({ revision: 2 });
  const third = endorsed({ revision: 3, state: 'Approved', ...decision, ...forged });
  const version = { version: 1, deployedAt: '2026-11-01T00:00:00.000Z', policy: policy() };
  const byNobody = { acceptanceId: '', revision: 0, role: null, roleFrom: null };
  const lines = chained([
    unsealed({ ...byNobody, event: 'policy', by: 'system', set: version }),
    unsealed(changedFields(undefined, first, salt)),
    unsealed({
      ...{ revision: 2, event: 'endorse', by: 'mia', role: 'itManager' },
      ...changedFields(first, second, salt),
    }),
    unsealed({
      ...{ revision: 3, event: 'approve', by: 'carl', role: 'ciso' },
      ...changedFields(second, third, salt),
      ...who,
    }),
    unsealed({ ...byNobody, event: 'exported', by: 'aude', set: { format: 'json' } }),
  ]);
  return {
    format: exportFormat,
    exportedAt: '2026-11-23T10:00:00.000Z',
    exportedBy: { id: 'aude', name: 'Aude' },
    timeZone: 'UTC',
    head: { seq: 5, hash: lines[4]?.hash ?? '' },
    policies: [{ ...version, at: '2026-11-01T00:00:00.000Z' }],
    acceptances: [third],
    lines,
    names: {},
  };
}

const why = (register: ExportedRegister): readonly unknown[] | undefined => {
  const { misfit } = verifyExport(register);
  return misfit && [misfit.why, misfit.seq, misfit.acceptanceId];
};
const [id] = ['RA-2026-0001'];
const edited = (register: Example, seq: number, fields: Partial<LineWithTexts>): Example => ({
  ...register,
  lines: register.lines.map((line) => (line.seq === seq ? { ...line, ...fields } : line)),
});
/** Sealed anew from its first line on, as whoever owns a file can. */
const resealed = (register: Example): Example => {
  const lines = chained(register.lines);
  const { seq = 0, hash = '' } = lines.at(-1) ?? {};
  return { ...register, lines, head: { seq, hash } };
};

describe('an exported register', () => {
  it('fits together as it was exported', () => {
    const hash = example().lines[2]?.hash;
    assert.deepEqual(verifyExport(example(), 3), { misfit: undefined, lines: 5, asked: hash });
    assert.equal(verifyExport(example(), 6).asked, undefined);
    assert.equal(verifyExport(example()).asked, undefined);
  });

  it('does not fit where a line was edited, removed, or put elsewhere', () => {
    const register = example();
    assert.deepEqual(why(edited(register, 3, { by: 'zed' })), ['hash', 3, id]);
    const { lines } = register;
    const [one, two, three, four, five] = lines;
    assert(one && two && three && four && five);
    assert.deepEqual(why({ ...register, lines: [one, two, four, five] }), ['order', 4, id]);
    assert.deepEqual(why({ ...register, lines: [one, three, two, four, five] }), ['order', 3, id]);
    assert.deepEqual(why({ ...register, lines: [two, three, four, five] }), ['order', 2, id]);
  });

  it('does not fit where a text was edited', () => {
    const register = example();
    const texts = register.lines[1]?.texts.map((text) => ({ ...text, text: 'Something else.' }));
    assert.deepEqual(why(edited(register, 2, { texts: texts ?? [] })), ['text', 2, id]);
  });

  it('does not fit where its end was cut off and its head was not', () => {
    const register = example();
    assert.deepEqual(why({ ...register, lines: register.lines.slice(0, 4) }), ['head', 5, '']);
    const { hash } = register.lines[3] ?? { hash: '' };
    const head = { seq: 5, hash };
    assert.deepEqual(why({ ...register, head }), ['head', 5, '']);
    assert.deepEqual(why({ ...register, head: { seq: 4, hash } }), ['head', 5, '']);
  });

  it('does not fit where an acceptance says something else than its lines', () => {
    const register = example();
    const [one] = register.acceptances;
    assert(one);
    const forged = { ...one, reviewOn: '2029-01-01' };
    assert.deepEqual(why({ ...register, acceptances: [forged] }), ['record', 4, id]);
    assert.deepEqual(why({ ...register, acceptances: [] }), ['missing', 4, id]);
    const more = { ...one, id: 'RA-2026-0002', state: 'InReview', approverId: null } as const;
    assert.deepEqual(why({ ...register, acceptances: [one, more] }), ['unknown', 0, more.id]);
  });

  it('does not fit where a policy says something else than its line', () => {
    const register = example();
    assert.deepEqual(why({ ...register, policies: [] }), ['record', 1, '']);
    const [one] = register.policies;
    assert(one);
    const laxer = { ...one, policy: policy({ minDistinctPeople: 2 }) };
    assert.deepEqual(why({ ...register, policies: [laxer] }), ['record', 1, '']);
    const more = { ...laxer, version: 2 };
    assert.deepEqual(why({ ...register, policies: [one, more] }), ['policy', 5, '']);
    assert.deepEqual(why({ ...register, timeZone: 'Pacific/Auckland' }), ['zone', 5, '']);
  });

  it('does not fit where somebody else is said to have exported it, or at another time', () => {
    const register = example();
    const later = '2026-11-24T10:00:00.000Z';
    for (const other of [{ exportedBy: { id: 'eve', name: 'Aude' } }, { exportedAt: later }])
      assert.deepEqual(why({ ...register, ...other }), ['exported', 5, '']);
  });

  it('does not fit where nobody who could has approved it, though all of it was sealed anew', () => {
    assert.deepEqual(why(example({ approverId: 'eve' }, { by: 'eve' })), ['approval', 4, id]);
    assert.deepEqual(why(example({ approverId: 'mia' }, { by: 'mia' })), ['approval', 4, id]);
    assert.deepEqual(why(example({}, { role: 'engineer' })), ['approval', 4, id]);
    assert.deepEqual(why(example({}, { event: 'verified' })), ['approval', 3, id]);
    assert.deepEqual(why(example({ approverId: 'cora' })), ['approval', 4, id]);
    for (const state of ['Active', 'Expired', 'Revoked', 'Closed'] as const)
      assert.deepEqual(why(example({ state, approverId: null })), ['approval', 4, id], state);
    assert.equal(why(example({ state: 'Rejected', approverId: null })), undefined);
  });

  it('does not fit where somebody acted for another and was not their deputy', () => {
    const roleFrom = 'deputy:2026-11-20:2026-11-30:cora';
    const by = { approverRoleFrom: roleFrom };
    assert.deepEqual(why(example(by, { roleFrom })), ['approval', 4, id]);
    const { lines, ...rest } = example(by, { roleFrom });
    const deputy = {
      ...{ id: 'd1', role: 'ciso', principalId: 'cora', deputyId: 'carl' },
      ...{ validFrom: '2026-11-20', validTo: '2026-11-30' },
    };
    const named = unsealed({
      ...{ acceptanceId: '', revision: 0, event: 'deputyNamed', by: 'cora', role: 'ciso' },
      ...{ roleFrom: 'group:ciso', set: deputy },
    });
    const [policyLine, ...others] = lines;
    assert(policyLine);
    const first = { seq: 0, prev: '', hash: '', ...named };
    assert.equal(why(resealed({ ...rest, lines: [policyLine, first, ...others] })), undefined);
  });

  it('names the first line that does not fit', () => {
    const register = example();
    const [one] = register.acceptances;
    assert(one);
    const both = edited(edited(register, 4, { by: 'zed' }), 2, { by: 'zed' });
    assert.deepEqual(why(both), ['hash', 2, id]);
    // Decided by nobody, and otherwise than its lines: the line of the approval comes first.
    const forged = resealed(edited(register, 4, { role: 'engineer' }));
    const later = resealed({
      ...forged,
      lines: [
        ...forged.lines,
        { ...unsealed({ revision: 4, event: 'comment' }), seq: 6, prev: '', hash: '' },
      ],
    });
    assert.deepEqual(why(later), ['approval', 4, id]);
  });

  it('fits in itself when it was made anew, and then has another hash at every line that somebody knows', () => {
    const register = example();
    const forged = resealed(edited(register, 2, { at: '2020-01-01T00:00:00.000Z' }));
    const { misfit, asked } = verifyExport(forged, 4);
    assert.equal(misfit, undefined);
    assert.notEqual(asked, register.lines[3]?.hash);
  });
});
