import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Control } from '../../src/domain/control.ts';
import { isSameDrift, judge, type Sight, treatmentIn } from '../../src/domain/drift.ts';
import { acceptance, control } from './examples.ts';

const setAt = '2026-11-20T08:00:00.000Z';
const inForceSince = '2026-11-10T08:00:00.000Z';
const readAt = '2026-11-23T09:00:00.000Z';

const set = (state: string, comment = 'our own reasons', fields: Partial<Control> = {}): Control =>
  control({ update: { state, by: 'admin@contoso.example', at: setAt, comment }, ...fields });

const active = (fields: Partial<Acceptance> = {}): Acceptance =>
  acceptance({
    ...{ state: 'Active', decidedAt: '2026-11-10T07:00:00.000Z', inForceSince },
    ...fields,
  });
const ended = (fields: Partial<Acceptance> = {}): Acceptance =>
  active({ state: 'Revoked', endedAt: '2026-11-15T08:00:00.000Z', ...fields });

const sight = (seen: Control, ...acceptances: readonly Acceptance[]): Sight => ({
  control: seen,
  readAt,
  fresh: true,
  open: false,
  acceptances,
});

/** The class and the acceptance of what is found; else what is so. */
const found = (of: Sight): string => {
  const judgement = judge(of);
  if (judgement.is !== 'drift') return judgement.is;
  const { class: is, acceptanceId } = judgement.drift;
  return [is, acceptanceId].filter((word) => word !== null).join(' ');
};

const id = 'RA-2026-0001';

describe('drift', () => {
  const cases: readonly (readonly [string, string, Sight])[] = [
    // Nothing binds.
    ['To address, nothing on record', 'inLine', sight(set('Default'))],
    ['never touched', 'inLine', sight(control())],
    ['Planned', 'inLine', sight(set('Planned'))],
    ['a state that nobody knows', 'inLine', sight(set('SomethingNew'))],
    ['risk accepted by somebody', 'unmanaged', sight(set('Ignored'))],
    ['so, in another spelling', 'unmanaged', sight(set('ignored'))],
    ['resolved through third party', 'unmanaged', sight(set('ThirdParty'))],
    ['reviewed', 'unmanaged', sight(set('Reviewed'))],
    ['alternate mitigation', 'unmanaged', sight(set('AlternateMitigation'))],
    ['a comment that names nothing of ours', 'unmanaged', sight(set('Ignored', 'RA-1999-0007'))],
    ['beside a proposal', 'unmanaged', sight(set('Ignored'), acceptance())],
    [
      'beside a proposal that the comment names',
      'unmanaged',
      sight(set('Ignored', id), acceptance()),
    ],
    [
      'beside a partial acceptance in force',
      'unmanaged',
      sight(set('Ignored'), active({ scope: 'partial' })),
    ],
    ['after an end that the comment does not name', 'unmanaged', sight(set('Ignored'), ended())],
    [
      'after an end that the comment names',
      `stale ${id}`,
      sight(set('Ignored', `${id}. x`), ended()),
    ],
    ['so, in small letters', `stale ${id}`, sight(set('ignored', id.toLowerCase()), ended())],
    [
      'named, but it was rejected and never held anything',
      'unmanaged',
      sight(set('Ignored', id), acceptance({ state: 'Rejected', endedAt: setAt })),
    ],
    [
      'named, but it was partial',
      'unmanaged',
      sight(set('Ignored', id), ended({ scope: 'partial' })),
    ],
    [
      'named, but of another control',
      'unmanaged',
      sight(set('Ignored', id), ended({ controlId: 'other' })),
    ],
    ['To address after an end', 'inLine', sight(set('Default', id), ended())],
    // In force.
    ['in force and so', 'inLine', sight(set('Ignored', id), active())],
    ['in force, in another spelling', 'inLine', sight(set('IGNORED'), active())],
    [
      'in force by another spelling of its control',
      'inLine',
      sight(set('Ignored'), active({ controlId: 'MCAS_Cloud_Discovery' })),
    ],
    ['in force, back at To address', `lost ${id}`, sight(set('Default'), active())],
    ['in force, nothing said', `lost ${id}`, sight(set(''), active())],
    [
      'so, when the review is due',
      `lost ${id}`,
      sight(set('default'), active({ state: 'ReviewDue' })),
    ],
    ['in force, another treatment', `changed ${id}`, sight(set('ThirdParty'), active())],
    ['in force, Planned', `changed ${id}`, sight(set('Planned'), active())],
    ['in force, a state that nobody knows', `changed ${id}`, sight(set('SomethingNew'), active())],
    [
      'in force, another treatment with all points',
      `changed ${id}`,
      sight(set('ThirdParty', '', { score: 4.5 }), active()),
    ],
    [
      'an alternate mitigation, in either word',
      'inLine',
      sight(set('AlternateMitigation'), active({ treatment: 'alternateMitigation' })),
    ],
    [
      'in force, back at To address and completed',
      'inLine',
      sight(set('Default', '', { score: 4.5 }), active()),
    ],
    ['in force for some users only', 'inLine', sight(set('Default'), active({ scope: 'partial' }))],
    // What says nothing yet.
    ['decided and not in force', 'unknown', sight(set('Default'), active({ state: 'Approved' }))],
    [
      'a renewal that is decided and not in force',
      'unknown',
      sight(
        set('Default'),
        active(),
        active({ id: 'RA-2026-0002', state: 'Approved', decidedAt: readAt }),
      ),
    ],
    [
      'a renewal in force beside what it renews: the later decision counts',
      'changed RA-2026-0002',
      sight(
        set('Ignored'),
        active({
          id: 'RA-2026-0002',
          treatment: 'thirdParty',
          decidedAt: '2026-11-12T07:00:00.000Z',
        }),
        active(),
      ),
    ],
    [
      'read before it came into force',
      'unknown',
      { ...sight(set('Default'), active()), readAt: inForceSince },
    ],
    [
      'read before it ended',
      'unknown',
      { ...sight(set('Ignored'), ended()), readAt: '2026-11-15T08:00:00.000Z' },
    ],
    ['something of ours on its way', 'unknown', { ...sight(set('Default'), active()), open: true }],
    ['so, where nothing binds', 'unknown', { ...sight(set('Ignored')), open: true }],
    ['data too old', 'unknown', { ...sight(set('Default'), active()), fresh: false }],
    ['so, where nothing binds any more', 'unknown', { ...sight(set('Ignored')), fresh: false }],
  ];
  for (const [what, is, seen] of cases)
    it(`of "${what}" is ${is}`, () => {
      assert.equal(found(seen), is);
    });

  it('tells what Secure Score says, by whom and since when', () => {
    const judgement = judge(sight(set('Ignored')));
    assert.deepEqual(judgement, {
      is: 'drift',
      state: 'Ignored',
      drift: {
        class: 'unmanaged',
        controlId: 'mcas_cloud_discovery',
        acceptanceId: null,
        state: 'Ignored',
        by: 'admin@contoso.example',
        comment: 'our own reasons',
        at: setAt,
        since: setAt,
      },
    });
  });

  it('is since it came into force, where Secure Score has no date or an older one', () => {
    const since = (at: string | null): string => {
      const update = { state: 'Default', by: '', at, comment: '' };
      const judgement = judge(sight(control({ update }), active()));
      return judgement.is === 'drift' ? judgement.drift.since : '';
    };
    assert.equal(since(null), inForceSince);
    assert.equal(since('2026-01-01T00:00:00.000Z'), inForceSince);
    assert.equal(since(setAt), setAt);
  });

  it('without an acceptance is since it was read, where Secure Score has no date', () => {
    const update = { state: 'Ignored', by: '', at: null, comment: '' };
    const judgement = judge(sight(control({ update })));
    assert(judgement.is === 'drift');
    assert.equal(judgement.drift.since, readAt);
  });

  it('is the same as long as nobody sets it anew', () => {
    const one = judge(sight(set('Ignored')));
    assert(one.is === 'drift');
    const same = (fields: object): boolean => isSameDrift(one.drift, { ...one.drift, ...fields });
    assert.ok(
      same({ state: 'ignored', comment: 'else', since: readAt, controlId: 'MCAS_CLOUD_DISCOVERY' }),
    );
    for (const other of [
      { at: readAt },
      { state: 'ThirdParty' },
      { class: 'stale' },
      { acceptanceId: id },
      { controlId: 'another' },
    ])
      assert.ok(!same(other), JSON.stringify(other));
  });

  it('knows the treatment for which a state stands', () => {
    const states = ['Ignored', 'thirdparty', 'Reviewed', 'alternateMitigation', 'Planned', ''];
    assert.deepEqual(states.map(treatmentIn), [
      'riskAccepted',
      'thirdParty',
      'alternateMitigation',
      'alternateMitigation',
      undefined,
      undefined,
    ]);
  });
});
