import assert from 'node:assert/strict';
import { dayOf, plusDays } from '../../src/domain/calendar.ts';
import { all, always } from './always.ts';

describe('whatever time and renewals bring', () => {
  it('nobody approves what renews an acceptance that they proposed', () => {
    always((end) => {
      for (const { earlierProposerId, previous, approverId } of all(end)) {
        if (earlierProposerId === null) continue;
        assert.equal(end.record.acceptances.get(previous ?? '')?.proposerId, earlierProposerId);
        assert.notEqual(approverId, earlierProposerId);
      }
    });
  });

  it('what renews another begins without anybody’s approval, with its text', () => {
    always((_, tried) => {
      for (const { command, acceptance: earlier, decision } of tried) {
        if (command.on !== 'renew' || !decision.change) continue;
        const { after } = decision.change;
        assert.deepEqual(
          [after.state, after.reviewerId, after.approverId, after.decidedAt, after.businessContext],
          ['InReview', null, null, null, ''],
        );
        assert.deepEqual(
          [after.previous, after.justification],
          [earlier?.id, earlier?.justification],
        );
      }
    });
  });

  it('what is renewed closes only once its renewal is in force', () => {
    always((_, tried) => {
      for (const { before: world, decision } of tried) {
        if (decision.change?.event !== 'renewed') continue;
        const id = decision.change.after.id;
        const renewals = all(world).filter(({ previous }) => previous === id);
        assert(renewals.some(({ state }) => ['Active', 'ReviewDue'].includes(state)));
      }
    });
  });

  it('nothing stays in force past its grace once time has been looked at', () => {
    always((_, tried) => {
      for (const { before: world, acceptance: stored, decision, person } of tried) {
        if (person.id !== 'system' || stored?.state !== 'ReviewDue') continue;
        if (decision.change?.event !== 'graceOver') continue;
        const today = dayOf(new Date(world.at), world.policy.timeZone);
        assert(stored.reviewOn !== null && plusDays(stored.reviewOn, 14) <= today);
        assert.equal(decision.change.after.state, 'Expired');
      }
    });
  });

  it('nothing is moved by data that are too old, or seen too few times', () => {
    always((_, tried) => {
      for (const { decision, observed } of tried) {
        const event = decision.change?.event;
        if (!observed.daily || !event) continue;
        assert(observed.daily.fresh);
        if (event === 'completed') assert(observed.daily.completedDays >= 2);
        if (event === 'gone') assert(observed.daily.goneDays >= 3);
      }
    });
  });
});
