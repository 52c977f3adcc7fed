import assert from 'node:assert/strict';
import { states } from '../../src/domain/acceptance.ts';
import type { Command, Situation } from '../../src/domain/attempt.ts';
import type { Person } from '../../src/domain/person.ts';
import {
  acceptance,
  as,
  carl,
  command,
  complaints,
  control,
  dora,
  ed,
  eve,
  mia,
  policy,
  proposal,
  refusal,
  situation,
  smallControl,
  taken,
} from './examples.ts';

const returned = acceptance({
  state: 'ChangesRequested',
  reviewerId: 'mia',
  reviewedAt: '2026-11-21T10:00:00.000Z',
  businessContext: 'Sales needs the apps until March.',
  reason: 'Say which apps.',
});

type Tried = Readonly<{ press?: Partial<Command>; where?: Partial<Situation>; who?: Person }>;

/** Rows 1 and 2 share their guards: whatever stops one of them stops the other. */
const doors = [
  { name: 'row 1, propose', on: 'propose', before: undefined },
  { name: 'row 2, resubmit', on: 'resubmit', before: returned },
] as const;

for (const { name, on, before } of doors) {
  const submit = ({ press = {}, where = {}, who = eve }: Tried) =>
    [before, command(on, press), who, situation(where)] as const;

  describe(name, () => {
    it('puts the proposal before the IT managers (lets a good one through)', () => {
      assert.equal(taken(...submit({})).after.state, 'InReview');
    });

    it('refuses a recommendation that Secure Score does not have (knownControl)', () => {
      assert.deepEqual(complaints(...submit({ where: { control: undefined } })), {
        form: 'Secure Score has no such recommendation.',
      });
    });

    it('refuses a recommendation that Microsoft has retired (notDeprecated)', () => {
      const where = { control: control({ deprecated: true }) };
      assert.deepEqual(complaints(...submit({ where })), {
        form: 'Microsoft has retired this recommendation: there is nothing to accept.',
      });
    });

    it('refuses a completed recommendation (notCompleted)', () => {
      const where = { control: control({ score: 4.5 }) };
      assert.deepEqual(complaints(...submit({ where })), {
        form: 'This recommendation is completed: there is no risk left to accept.',
      });
    });

    for (const state of states) {
      const other = acceptance({ id: 'RA-2026-0007', state });
      const where = { others: [other] };
      if (['InReview', 'ChangesRequested', 'InApproval'].includes(state))
        it(`refuses a second one beside one that is ${state} (oneUndecided)`, () => {
          assert.deepEqual(complaints(...submit({ where })), {
            form: 'RA-2026-0007 is already proposed for this recommendation and not decided yet.',
          });
        });
      else if (['Approved', 'Active', 'ReviewDue'].includes(state))
        it(`refuses a second one beside one that is ${state} (oneDecided)`, () => {
          assert.deepEqual(complaints(...submit({ where })), {
            form: 'RA-2026-0007 already covers this recommendation.',
          });
        });
      else
        it(`does not mind an earlier one that is ${state}`, () => {
          assert.equal(taken(...submit({ where })).after.state, 'InReview');
        });
    }

    it('does not mind one of the other scope', () => {
      const others = (['InReview', 'Active'] as const).map((state, index) =>
        acceptance({ id: `RA-2026-001${String(index)}`, state, scope: 'partial' }),
      );
      assert.equal(taken(...submit({ where: { others } })).after.scope, 'tenant');
      const press = { proposal: proposal({ scope: 'partial' }) };
      const why = complaints(...submit({ press, where: { others } }));
      assert.match(String(why['form']), /^RA-2026-001/);
    });

    it('refuses an empty form (fieldsValid)', () => {
      const { proposal: _, ...bare } = command(on);
      assert.deepEqual(complaints(before, bare, eve, situation()), { form: 'The form is empty.' });
    });

    it('refuses a review date that has passed since the form was read (fieldsValid)', () => {
      const press = { proposal: proposal({ reviewOn: '2026-11-23' }) };
      assert.deepEqual(complaints(...submit({ press })), {
        reviewOn: 'The review date must be after today, 23 Nov 2026.',
      });
    });

    const missing = (...step: Parameters<typeof refusal>) => complaints(...step)['form'];
    const nobodyIs = (role: string) =>
      `Nobody but people already involved holds the role ${role}: ask your administrator to name one.`;

    it('names the IT manager where nobody can review (partsFilled)', () => {
      const where = { holders: { itManager: [], ciso: [carl] } };
      assert.equal(missing(...submit({ where })), nobodyIs('IT manager'));
    });

    it('names the IT manager where the proposer is the only one (partsFilled)', () => {
      const manager = as(eve, 'itManager');
      const where = { holders: { itManager: [manager], ciso: [carl] } };
      assert.equal(missing(...submit({ where, who: manager })), nobodyIs('IT manager'));
    });

    it('names the CISO where nobody can approve (partsFilled)', () => {
      const where = { holders: { itManager: [mia], ciso: [] } };
      assert.equal(missing(...submit({ where })), nobodyIs('CISO'));
    });

    it('names the CISO where the proposer is the only one (partsFilled)', () => {
      const ciso = as(eve, 'ciso');
      const where = { holders: { itManager: [mia], ciso: [ciso] } };
      assert.equal(missing(...submit({ where, who: ciso })), nobodyIs('CISO'));
    });

    it('names the CISO where one person holds both parts, unless two people are enough (partsFilled)', () => {
      const holders = { itManager: [dora], ciso: [dora] };
      assert.equal(missing(...submit({ where: { holders } })), nobodyIs('CISO'));
      const two = { holders, policy: policy({ minDistinctPeople: 2 }) };
      assert.equal(taken(...submit({ where: two })).after.state, 'InReview');
    });

    it('needs no CISO on the low route', () => {
      const where = { control: smallControl(), holders: { itManager: [mia], ciso: [] } };
      const [was, ...rest] = submit({ where });
      const low = was && ({ ...was, route: 'low' } as const);
      assert.equal(taken(low, ...rest).after.route, 'low');
    });

    it('complains of a form and of what is the matter with the recommendation in one go', () => {
      const press = { proposal: proposal({ reviewOn: '2026-01-01' }) };
      const where = { control: control({ deprecated: true }) };
      assert.deepEqual(Object.keys(complaints(...submit({ press, where }))).sort(), [
        'form',
        'reviewOn',
      ]);
    });
  });
}

describe('a proposal', () => {
  it('keeps the facts, the route with its reasons and the words', () => {
    const {
      before,
      after,
      event,
      grant,
      policy: version,
      at,
      effects,
    } = taken(
      undefined,
      command('propose', { controlId: 'x', previous: 'RA-2025-0003' }),
      eve,
      situation({ policyVersion: 7 }),
    );
    assert.equal(before, undefined);
    assert.deepEqual(
      after,
      acceptance({
        id: '',
        revision: 1,
        proposedAt: '2026-11-23T10:00:00.000Z',
        facts: { ...acceptance().facts, asOf: '2026-11-23T09:00:00.000Z' },
        previous: 'RA-2025-0003',
        proposerRoleFrom: 'group:engineer',
      }),
    );
    assert.deepEqual(
      [event, grant, version, at],
      ['propose', { role: 'engineer', from: 'group:engineer' }, 7, '2026-11-23T10:00:00.000Z'],
    );
    assert.deepEqual(effects, [
      { kind: 'show', acceptanceId: '' },
      { kind: 'clock', acceptanceId: '' },
      { kind: 'announce', acceptanceId: '', revision: 1 },
    ]);
  });

  it('is a first attempt where no earlier one is named', () => {
    assert.equal(taken(undefined, command('propose'), eve, situation()).after.previous, null);
  });
});

describe('a proposal that is submitted again', () => {
  const again = (fields = {}, where: Partial<Situation> = {}, press: Partial<Command> = {}) =>
    taken({ ...returned, ...fields }, command('resubmit', press), eve, situation(where)).after;

  it('has lost its endorsement, and keeps its number and who proposed it when', () => {
    const after = again();
    assert.deepEqual(
      [after.reviewerId, after.reviewedAt, after.reason, after.revision],
      [null, null, '', 5],
    );
    assert.deepEqual(
      [after.id, after.proposerId, after.proposedAt],
      [returned.id, returned.proposerId, returned.proposedAt],
    );
    assert.equal(after.businessContext, returned.businessContext);
  });

  it('takes the route that its new words and the newest facts call for', () => {
    const small = { control: smallControl() };
    const low = { route: 'low' } as const;
    assert.equal(again(low, small).route, 'low');
    assert.equal(again(low, small).facts.pointsAtRisk, 2);
    const press = { proposal: proposal({ residualRisk: 'Medium' }) };
    assert.equal(again(low, small, press).route, 'standard');
  });

  it('is not lowered by new words once it was for the CISO', () => {
    const small = { control: smallControl() };
    const before = { route: 'standard', routeReasons: ['residual risk is Medium'] } as const;
    const press = { proposal: proposal({ residualRisk: 'Low' }) };
    assert.equal(again(before, small, press).route, 'standard');
    assert.deepEqual(again(before, small, press).routeReasons, ['residual risk is Medium']);
  });

  it('stays on the standard route once it was raised, and needs a CISO then', () => {
    const raised = { routeRaised: true, routeReasons: ['sent to the CISO by its reviewer'] };
    const small = { control: smallControl() };
    assert.equal(again(raised, small).route, 'standard');
    assert.deepEqual(again(raised, small).routeReasons, raised.routeReasons);
    const where = situation({ ...small, holders: { itManager: [mia], ciso: [] } });
    const why = complaints({ ...returned, ...raised }, command('resubmit'), eve, where);
    assert.match(String(why['form']), /role CISO/);
  });

  it('is refused to everybody but its proposer (isProposer)', () => {
    assert.deepEqual(refusal(returned, command('resubmit'), ed, situation()), {
      refusal: 'notYou',
      who: 'whoever proposed it',
    });
  });

  it('finds no rival in itself', () => {
    assert.equal(again({}, { others: [returned] }).state, 'InReview');
  });

  it('counts the parts from its proposer (partsFilled)', () => {
    const ciso = as(eve, 'ciso');
    const where = situation({ holders: { itManager: [mia], ciso: [ciso] } });
    assert.match(
      String(complaints(returned, command('resubmit'), ciso, where)['form']),
      /role CISO/,
    );
  });
});
