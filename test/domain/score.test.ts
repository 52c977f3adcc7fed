import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { states, treatments } from '../../src/domain/acceptance.ts';
import type { Control } from '../../src/domain/control.ts';
import {
  achievablePercent,
  percentOf,
  portalAccepted,
  riskAccepted,
  splitScore,
  undecidedControls,
} from '../../src/domain/score.ts';
import { acceptance, control } from './examples.ts';

const status = (state: string): Control['update'] => ({ state, by: '', at: null, comment: '' });
const active = (fields: Partial<Acceptance> = {}): Acceptance =>
  acceptance({ state: 'Active', ...fields });

const split = (
  controls: readonly Control[],
  acceptances: readonly Acceptance[] = [],
  totals = { current: 50, max: 100 },
) => splitScore({ totals, controls, acceptedKeys: riskAccepted(acceptances) });

describe('the split of the score', () => {
  it('is reached and undecided while nothing is accepted', () => {
    assert.deepEqual(split([control()]), { reached: 50, planned: 0, accepted: 0, undecided: 50 });
  });

  it('has as accepted what is at risk now by a decision of ours', () => {
    for (const state of ['Approved', 'Active', 'ReviewDue'] as const)
      assert.equal(split([control({ score: 1 })], [active({ state })]).accepted, 3.5);
  });

  it('has as accepted what Secure Score alone shows so, in any case', () => {
    for (const state of ['Ignored', 'ignored'])
      assert.equal(split([control({ update: status(state) })]).accepted, 4.5);
  });

  it('tells what of it Secure Score alone shows so, within what is not reached', () => {
    const ignored = { update: status('Ignored') };
    const controls = [control(ignored), control({ ...ignored, id: 'other', maxScore: 9 })];
    const alone = (acceptances: readonly Acceptance[], current = 50): number =>
      portalAccepted({
        totals: { current, max: 100 },
        controls,
        acceptedKeys: riskAccepted(acceptances),
      });
    assert.equal(alone([]), 13.5);
    assert.equal(alone([active()]), 9);
    assert.equal(alone([active()], 93), 2.5);
    assert.equal(alone([active()], 100), 0);
  });

  it('counts each recommendation once, however it is spelt', () => {
    const ignored = control({ update: status('Ignored') });
    const both = [active({ controlId: 'MCAS_Cloud_Discovery' }), active()];
    assert.equal(split([ignored, { ...ignored, id: 'MCAS_CLOUD_DISCOVERY' }], both).accepted, 4.5);
  });

  it('has nothing as accepted that is not decided, not about all of the tenant, or not a risk', () => {
    for (const fields of [
      { state: 'InApproval' },
      { state: 'Expired' },
      { scope: 'partial' },
      { treatment: 'thirdParty' },
      { treatment: 'alternateMitigation' },
      { controlId: 'other' },
    ] as const)
      assert.equal(split([control()], [active(fields)]).accepted, 0, JSON.stringify(fields));
    const elsewhere = control({ update: status('ThirdParty') });
    assert.equal(split([elsewhere]).accepted, 0);
  });

  it('leaves out what the tenant does not measure: it is not in the maximum', () => {
    const unmeasured = control({ score: null, update: status('Ignored') });
    assert.equal(split([unmeasured], [active()]).accepted, 0);
  });

  it('never has more as accepted than is not reached', () => {
    assert.deepEqual(split([control()], [active()], { current: 98, max: 100 }), {
      reached: 98,
      planned: 0,
      accepted: 2,
      undecided: 0,
    });
    assert.deepEqual(split([control()], [active()], { current: 101, max: 100 }), {
      reached: 100,
      planned: 0,
      accepted: 0,
      undecided: 0,
    });
    assert.deepEqual(split([], [], { current: 0, max: 0 }), {
      reached: 0,
      planned: 0,
      accepted: 0,
      undecided: 0,
    });
  });

  it('adds up to the maximum, to the cent', () => {
    const points = fc.integer({ min: 0, max: 100_000 }).map((cents) => cents / 100);
    const some = fc.array(
      fc.record({
        maxScore: points,
        score: fc.option(points),
        state: fc.constantFrom('Default', 'Ignored', 'ThirdParty'),
        accepted: fc.option(
          fc.record({
            state: fc.constantFrom(...states),
            treatment: fc.constantFrom(...treatments),
          }),
        ),
      }),
    );
    fc.assert(
      fc.property(points, points, some, (current, max, given) => {
        const controls = given.map(({ maxScore, score, state }, at) =>
          control({ id: String(at), maxScore, score, update: status(state) }),
        );
        const acceptances = given.flatMap(({ accepted }, at) =>
          accepted ? [acceptance({ controlId: String(at), ...accepted })] : [],
        );
        const { reached, planned, accepted, undecided } = split(controls, acceptances, {
          current,
          max,
        });
        const parts = [reached, planned, accepted, undecided];
        assert(parts.every((part) => part >= 0));
        const cents = parts.reduce((sum, part) => sum + Math.round(part * 100), 0);
        assert.equal(cents, Math.round(max * 100));
        assert.deepEqual(
          parts,
          parts.map((part) => Math.round(part * 100) / 100),
        );
      }),
    );
  });
});

describe('a percentage of the score', () => {
  it('is points of the maximum; none where that is 0', () => {
    assert.equal(percentOf({ current: 45, max: 60 }), 75);
    assert.equal(percentOf({ current: 0, max: 0 }), null);
  });

  it('is achievable less what is accepted; none where the maximum is 0', () => {
    const achievable = (max: number, acceptances: readonly Acceptance[]) =>
      achievablePercent({
        totals: { current: 0, max },
        controls: [control()],
        acceptedKeys: riskAccepted(acceptances),
      });
    assert.equal(achievable(18, [active()]), 75);
    assert.equal(achievable(18, []), 100);
    assert.equal(achievable(0, [active()]), null);
  });
});

describe('what is undecided', () => {
  const isUndecided = (
    fields: Partial<Control>,
    acceptances: readonly Acceptance[] = [],
  ): boolean => undecidedControls([control(fields)], acceptances).length === 1;

  it('is to address: neither complete nor of another status', () => {
    assert(isUndecided({}));
    assert(isUndecided({ score: 4.4, update: status('default') }));
    assert(!isUndecided({ score: 4.5 }));
    for (const state of ['Ignored', 'ThirdParty', 'Reviewed', 'Planned', 'Newish'])
      assert(!isUndecided({ update: status(state) }), state);
  });

  it('is measured, and not on its way out', () => {
    assert(!isUndecided({ score: null }));
    assert(!isUndecided({ deprecated: true }));
  });

  it('has nobody who proposed to accept it, and no decision that holds it', () => {
    for (const state of states) {
      const open = [
        'InReview',
        'ChangesRequested',
        'InApproval',
        'Approved',
        'Active',
        'ReviewDue',
      ];
      const one = acceptance({ state, controlId: 'MCAS_cloud_discovery' });
      assert.equal(isUndecided({}, [one]), !open.includes(state), state);
    }
    assert(isUndecided({}, [active({ controlId: 'other' })]));
  });

  it('may be accepted in a part of the tenant; proposed for a part, it is in hand', () => {
    assert(isUndecided({}, [active({ scope: 'partial' })]));
    assert(!isUndecided({}, [acceptance({ scope: 'partial' })]));
  });

  it('comes in the order given', () => {
    const all = ['b', 'done', 'a'].map((id) => control({ id, score: id === 'done' ? 4.5 : 0 }));
    assert.deepEqual(
      undecidedControls(all, []).map(({ id }) => id),
      ['b', 'a'],
    );
  });
});
