import assert from 'node:assert/strict';
import fc from 'fast-check';
import { states } from '../../src/domain/acceptance.ts';
import { theSystem } from '../../src/domain/person.ts';
import { events } from '../../src/domain/workflow-table.ts';
import { choices, decide, type Decision, obstacle } from '../../src/domain/workflow.ts';
import {
  acceptance,
  as,
  aude,
  carl,
  control,
  ed,
  endorsed,
  eve,
  max,
  mia,
  policy,
  situation,
  smallControl,
  zed,
} from './examples.ts';
import { goodPress, situationOf, walk } from './walk.ts';
import { ways } from './ways.ts';

const people = [
  ed,
  eve,
  as(eve, 'itManager', 'ciso'),
  mia,
  max,
  as(mia, 'itManager', 'ciso'),
  carl,
];

/** No for a reason that no press could mend, although the step as such is this person's. */
function isSurprise(decision: Decision): boolean {
  if (decision.ok) return false;
  if (decision.refusal === 'stale') return decision.change !== undefined;
  if (decision.refusal !== 'invalid') return false;
  const { reviewOn, form, ...others } = decision.complaints;
  if (Object.keys(others).length > 0) return false;
  return reviewOn !== undefined || (form ?? '').startsWith('Nobody but people already involved');
}

describe('the choices of a person', () => {
  it('are exactly the steps that would be let through with everything they ask for', () => {
    for (const route of ['low', 'standard'] as const)
      for (const byHand of [true, false])
        for (const proposerGone of [true, false])
          for (const minDistinctPeople of [2, 3] as const)
            for (const state of states) {
              const before =
                route === 'standard' && state !== 'InReview'
                  ? endorsed({ state })
                  : acceptance({ state, route });
              const rules = policy({ minDistinctPeople });
              const where = { control: smallControl(), byHand, proposerGone, policy: rules };
              const now = situation({ ...where, others: [before] });
              for (const who of [...people, aude, zed])
                assert.deepEqual(
                  choices(before, who, now),
                  events.filter((on) => decide(before, goodPress(before, on, now), who, now).ok),
                  `${who.name} ${state} ${route}`,
                );
            }
  });

  it('are what decide lets through, wherever people and time have led', () => {
    fc.assert(
      fc.property(ways, (way) => {
        const { end } = walk(way);
        for (const stored of end.record.acceptances.values()) {
          const now = situationOf(end, stored);
          for (const who of end.people) {
            const offered = choices(stored, who, now);
            for (const on of events) {
              const decision = decide(stored, goodPress(stored, on, now), who, now);
              if (offered.includes(on)) assert(decision.ok || isSurprise(decision), on);
              else assert(!decision.ok, on);
            }
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  it('hold back a second submission that nothing typed could save', () => {
    const before = acceptance({ state: 'ChangesRequested' });
    assert.deepEqual(choices(before, eve, situation()), ['resubmit', 'withdraw', 'comment']);
    for (const about of [undefined, control({ deprecated: true }), control({ score: 4.5 })])
      assert.deepEqual(choices(before, eve, situation({ control: about })), [
        'withdraw',
        'comment',
      ]);
  });

  it('are in the order of the table’s events', () => {
    assert.deepEqual(choices(acceptance(), mia, situation()), [
      'requestChanges',
      'reject',
      'endorse',
      'comment',
    ]);
    const low = acceptance({ route: 'low' });
    assert.deepEqual(choices(low, mia, situation()), [
      'requestChanges',
      'raiseRoute',
      'reject',
      'approve',
      'comment',
    ]);
  });

  it('are none for the system, who needs no buttons', () => {
    for (const state of states)
      assert.deepEqual(choices(acceptance({ state }), theSystem, situation()), []);
  });
});

describe('what stands in the way of a proposal', () => {
  it('is nothing where it can be proposed', () => {
    assert.equal(obstacle(situation()), undefined);
  });

  it('is the first thing that nobody’s words could mend', () => {
    const other = (state: 'InReview' | 'Active') => acceptance({ id: 'RA-2026-0007', state });
    for (const [where, said] of [
      [{ control: undefined }, /no such recommendation/],
      [{ control: control({ deprecated: true }) }, /has retired/],
      [{ control: control({ score: 4.5 }) }, /is completed/],
      [{ control: control({ score: 4.5, deprecated: true }) }, /has retired/],
      [{ others: [other('InReview')] }, /RA-2026-0007 is already proposed/],
      [{ others: [other('Active')] }, /RA-2026-0007 already covers/],
    ] as const)
      assert.match(obstacle(situation(where)) ?? '', said);
  });
});
