import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Acceptance, states, textFields } from '../../src/domain/acceptance.ts';
import { dayOf, plusMonths } from '../../src/domain/calendar.ts';
import { grantOf, holds } from '../../src/domain/person.ts';
import { type LineWithTexts, lineHash, matches, verifier } from '../../src/domain/trail.ts';
import { events } from '../../src/domain/workflow-table.ts';
import { acceptance } from './examples.ts';
import { all, always, becomesApproved, decided, final, linesOf, undecided } from './always.ts';
import { misfits } from './record.ts';
import { walk, type World } from './walk.ts';
import { ways } from './ways.ts';

/** An acceptance built from its lines alone, independently of the product's own replay. */
function rebuilt(lines: readonly LineWithTexts[]): Record<string, unknown> {
  const fields: Record<string, unknown> = Object.fromEntries(
    Object.keys(acceptance()).map((field) => [field, null]),
  );
  for (const field of textFields) fields[field] = field === 'evidence' ? [] : '';
  for (const { acceptanceId, revision, set, texts } of lines) {
    Object.assign(fields, { id: acceptanceId, revision }, set);
    for (const { field, text } of texts)
      fields[field] = field === 'evidence' ? JSON.parse(text ?? '') : text;
  }
  return fields;
}

describe('whatever people, time and Microsoft do', () => {
  it('replaying the trail gives the stored state', () => {
    always((end) => {
      const reader = verifier();
      for (const line of end.record.lines) assert.equal(reader.add(line), undefined);
      for (const stored of all(end)) {
        const said = reader.replayed().get(stored.id);
        assert(said && matches(stored, said));
        assert.deepEqual(rebuilt(linesOf(end, stored)), stored);
      }
    });
  });

  it('each hash covers the one before, and an edit, a removal or another order is found', () => {
    const touched = fc.tuple(ways, fc.nat(), fc.nat({ max: 3 }));
    fc.assert(
      fc.property(touched, ([way, where, how]) => {
        const { lines } = walk(way).end.record;
        const head = lines.at(-1);
        if (!head) return;
        assert.deepEqual(misfits(lines, head), []);
        const at = where % lines.length;
        const line = lines[at];
        assert(line);
        const forged = { ...line, by: 'mallory' };
        const touch = [
          () => lines.with(at, forged),
          () => lines.with(at, { ...forged, hash: lineHash(forged) }),
          () => lines.toSpliced(at, 1),
          () => lines.toSpliced(at, 1).toSpliced((at + 1) % lines.length, 0, line),
        ][how];
        const result = touch?.() ?? [];
        if (result.every((one, index) => one === lines[index])) return;
        assert.notDeepEqual(misfits(result, head), []);
      }),
      { numRuns: 60 },
    );
  });

  it('there is at most one undecided for a control and a scope, and one decided but for what renews it', () => {
    always((end, tried) => {
      for (const world of [...tried.map(({ after }) => after), end])
        for (const states of [undecided, decided]) {
          const there = all(world).filter(({ state }) => states.includes(state));
          const renewed = new Set(
            there
              .filter(({ earlierProposerId }) => earlierProposerId !== null)
              .map(({ previous }) => previous),
          );
          const held = there
            .filter(({ id }) => !renewed.has(id))
            .map(({ controlId, scope }) => `${controlId} ${scope}`);
          assert.equal(new Set(held).size, held.length);
        }
    });
  });

  it('nobody decides on their own proposal, and three people stand behind the standard route unless it says so', () => {
    always((end) => {
      for (const { proposerId, reviewerId, approverId, route, sodReduced } of all(end)) {
        assert.notEqual(proposerId, reviewerId);
        if (approverId === null) continue;
        assert.notEqual(proposerId, approverId);
        const people = new Set([proposerId, reviewerId, approverId]);
        if (route === 'standard') assert.equal(people.size, sodReduced ? 2 : 3);
        else assert.deepEqual([reviewerId, sodReduced], [null, false]);
      }
    });
  });

  it('duties are reduced only where two people are enough and one holds both roles', () => {
    always((_, tried) => {
      for (const { before, decision, person } of tried) {
        const { change } = decision;
        if (!change?.after.sodReduced || change.event !== 'approve') continue;
        assert.equal(before.policy.minDistinctPeople, 2);
        assert(holds(person, 'itManager') && holds(person, 'ciso'));
        assert.equal(change.after.reviewerId, person.id);
      }
    });
  });

  it('nothing becomes approved but by a person in row 8 or 12 who holds the role at that moment', () => {
    always((end, tried) => {
      for (const { decision } of tried)
        if (decision.change?.before && becomesApproved(decision.change)) {
          const { before, by, event, grant } = decision.change;
          const role = before.route === 'low' ? 'itManager' : 'ciso';
          assert.equal(event, 'approve');
          assert.equal(before.state, role === 'ciso' ? 'InApproval' : 'InReview');
          assert.deepEqual(grant, grantOf(by, [role]));
          assert(grant);
        }
      for (const { approverId, state, id } of all(end))
        if (decided.includes(state)) {
          const lines = linesOf(end, { id }).filter(({ event }) => event === 'approve');
          assert.deepEqual(
            lines.map(({ by }) => by),
            [approverId],
          );
        }
    });
  });

  it('nothing is proposed as approved', () => {
    always((_, tried) => {
      for (const { decision } of tried)
        if (decision.change && !decision.change.before)
          assert.equal(decision.change.after.state, 'InReview');
    });
  });

  it('what is active was verified after it was decided', () => {
    always((end) => {
      for (const stored of all(end)) {
        if (stored.inForceSince === null) {
          assert.equal(['Active', 'ReviewDue'].includes(stored.state), false);
          continue;
        }
        assert(stored.decidedAt !== null && stored.decidedAt <= stored.inForceSince);
        const verified = linesOf(end, stored).find(({ event }) => event === 'verified');
        assert.deepEqual([verified?.by, verified?.at], ['system', stored.inForceSince]);
      }
    });
  });

  it('a review date is after the day of the decision and at most 12 months away, 6 where the risk is High', () => {
    always((_, tried) => {
      for (const { before, decision } of tried) {
        const { change } = decision;
        if (change?.event !== 'approve') continue;
        const { reviewOn, originalReviewOn, residualRisk } = change.after;
        const day = dayOf(new Date(change.at), before.policy.timeZone);
        assert(reviewOn !== null && reviewOn > day);
        assert(reviewOn <= plusMonths(day, residualRisk === 'High' ? 6 : 12));
        assert.equal(originalReviewOn, reviewOn);
        const proposed = change.before?.reviewOn;
        if (proposed) assert(reviewOn <= proposed);
      }
    });
  });

  it('a High residual risk is approved only by a press that names it and its date', () => {
    always((_, tried) => {
      for (const { command, decision } of tried)
        if (decision.change?.event === 'approve' && decision.change.after.residualRisk === 'High')
          assert.deepEqual(command.confirm, {
            residualRisk: 'High',
            reviewOn: decision.change.after.reviewOn,
          });
    });
  });

  it('nothing of the substance changes after the decision, the original review date included', () => {
    const moving = [
      'revision',
      'state',
      'reason',
      'markedDoneAt',
      'inForceSince',
      'endedAt',
      'endReason',
      'comment',
    ];
    const substance = (stored: Acceptance) =>
      Object.entries(stored).filter(([field]) => !moving.includes(field));
    always((_, tried) => {
      for (const { decision } of tried)
        if (decision.change?.before?.decidedAt) {
          const { before, after, event } = decision.change;
          // Whose review is brought forward is due at once; what was decided first stays on record.
          const { reviewOn } = event === 'bringForward' ? after : before;
          assert.deepEqual(substance(after), substance({ ...before, reviewOn }));
        }
    });
  });

  it('every final acceptance has a reason and an end, and is never opened again', () => {
    always((end, tried) => {
      for (const { state, endReason, endedAt } of all(end))
        assert.equal(final.includes(state), endReason !== null && endedAt !== null);
      for (const { decision } of tried)
        if (decision.change?.before && final.includes(decision.change.before.state))
          assert.equal(decision.change.after.state, decision.change.before.state);
    });
  });

  it('a refused step leaves the record untouched, but for the route that the system raises', () => {
    always((_, tried) => {
      for (const { before, after, acceptance: tried_, decision } of tried) {
        if (decision.ok) continue;
        if (!decision.change) assert.equal(after.record, before.record);
        else {
          assert.equal(decision.refusal, 'stale');
          const { revision, route, routeRaised, routeReasons } = decision.change.after;
          assert.deepEqual(decision.change.after, {
            ...tried_,
            revision,
            route,
            routeRaised,
            routeReasons,
          });
          assert.deepEqual([route, routeRaised], ['standard', true]);
        }
      }
    });
  });

  it('a step counts the revision up by one, and nobody acts on an older one', () => {
    always((_, tried) => {
      for (const { acceptance: stored, command, decision } of tried) {
        if (!decision.change) continue;
        const renews = command.on === 'renew';
        assert.equal(decision.change.after.revision, renews ? 1 : (stored?.revision ?? 0) + 1);
        if (stored) assert.equal(command.revision, stored.revision);
      }
    });
  });

  it('a raised route is never low again', () => {
    always((end, tried) => {
      for (const { decision } of tried)
        if (decision.change?.before?.routeRaised) assert(decision.change.after.routeRaised);
      for (const { route, routeRaised } of all(end))
        if (routeRaised) assert.equal(route, 'standard');
    });
  });
});

describe('the ways on which this is tried', () => {
  it('lead to every state and event that is built', () => {
    const ends = fc.sample(ways, { numRuns: 400, seed: 2026 }).map((way) => walk(way).end);
    const seen = (of: (world: World) => readonly string[]) => [...new Set(ends.flatMap(of))].sort();
    assert.deepEqual(
      seen(({ record }) =>
        record.lines.flatMap(({ set }) => (typeof set['state'] === 'string' ? [set['state']] : [])),
      ),
      [...states].sort(),
    );
    assert.deepEqual(
      seen(({ record }) => record.lines.map(({ event }) => event)),
      [...events.filter((event) => event !== 'renew'), 'routeRaised'].sort(),
    );
    assert(ends.some((world) => all(world).some(({ sodReduced }) => sodReduced)));
  });
});
