import assert from 'node:assert/strict';
import { remindedOf } from '../../src/app/responsible.ts';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Person } from '../../src/domain/person.ts';
import { answers } from '../domain/examples.ts';
import {
  aude,
  carl,
  complaints,
  cora,
  day,
  discovery,
  done,
  ed,
  eve,
  mia,
  refusal,
  type World,
  world,
} from '../support/world.ts';

describe('a renewal', () => {
  let w: World;
  let first: Acceptance;
  beforeEach(async () => {
    w = await world();
    first = await w.approved();
    await w.settle();
    first = await w.find(first);
    w.clock.at = Date.parse('2027-11-23T09:00:00Z');
    await w.settle();
    first = await w.find(first);
  });
  afterEach(() => w.end());

  const renew = (who: Person = ed, more: object = {}) =>
    w.press(first, 'renew', who, { answers, draftId: `draft-${who.id}`, ...more });
  const state = async (one: Acceptance) => (await w.find(one)).state;

  it('is a new acceptance with the text of the one before, its answers and nobody’s approval', async () => {
    const again = done(await renew());
    assert.deepEqual(
      [again.id, again.state, again.previous, again.earlierProposerId, again.proposerId],
      ['RA-2027-0001', 'InReview', first.id, eve.id, ed.id],
    );
    assert.deepEqual(
      [again.justification, again.riskChange, again.approverId, again.reviewerId, again.reviewOn],
      [first.justification, answers.riskChange, null, null, null],
    );
    assert.equal(await state(first), 'ReviewDue');
  });

  it('may say that more risk is left, and when to look again', async () => {
    const again = done(await renew(ed, { residualRisk: 'High', reviewOn: '2028-02-01' }));
    assert.deepEqual([again.residualRisk, again.reviewOn], ['High', '2028-02-01']);
  });

  it('closes the one before once it is in force, without a write to Secure Score', async () => {
    const again = done(await renew());
    const writes = w.graph.writes.length;
    await w.approve(await w.endorse(again));
    assert.equal(await state(first), 'ReviewDue');
    await w.settle();
    assert.equal(await state(again), 'Active');
    const closed = await w.find(first);
    assert.deepEqual([closed.state, closed.endReason], ['Closed', 'renewed']);
    await w.later(10_000);
    assert.equal(w.graph.writes.length, writes);
    assert.equal((await w.store.sync(discovery.id)).trouble, '');
  });

  it('ends the reminders of what it renews, while it waits', async () => {
    assert.ok((await remindedOf(w.ports, first)).length > 0);
    const again = done(await renew());
    assert.deepEqual(await remindedOf(w.ports, first), []);
    await w.reject(again);
    assert.ok((await remindedOf(w.ports, first)).length > 0);
  });

  it('may be approved by the same approver, and not by the proposer of the one before', async () => {
    const again = done(await renew());
    w.entra.put({ ...eve, grants: [...eve.grants, { role: 'ciso', from: 'group:ciso' }] });
    const endorsed = await w.endorse(again);
    assert.deepEqual(refusal(await w.press(endorsed, 'approve', eve)), {
      refusal: 'notYou',
      who: 'someone other than who proposed what it renews: Carl or Cora',
    });
    assert.equal((await w.approve(endorsed, carl)).state, 'Approved');
  });

  it('does not hold up the end of the one before', async () => {
    const again = done(await renew());
    await w.later(14 * day);
    assert.equal(await state(first), 'Expired');
    await w.later(2_000);
    assert.equal(w.graph.writes.at(-1)?.state, 'Default');
    await w.approve(await w.endorse(again));
    await w.later(2_000);
    assert.equal(w.graph.writes.at(-1)?.state, 'Ignored');
    assert.equal(await state(again), 'Active');
    assert.equal(await state(first), 'Expired');
  });

  it('is one, however often it is delivered', async () => {
    const [one, other] = await Promise.all([renew(), renew()]);
    assert.equal(done(one).id, done(other).id);
    assert.equal(done(await renew()).id, done(one).id);
    assert.equal((await w.store.list({ states: ['InReview'] })).length, 1);
  });

  it('is refused where one waits already', async () => {
    done(await renew());
    assert.match(complaints(await renew(mia))['form'] ?? '', /RA-2027-0001 is already proposed/);
  });

  it('can be tried again once one was rejected', async () => {
    await w.reject(done(await renew()));
    assert.equal(done(await renew(ed, { draftId: 'draft-second' })).previous, first.id);
  });

  it('asks for all three answers', async () => {
    const none = { riskChange: '', mitigationsNow: 'n/a', reasonsHold: 'They do.' };
    assert.deepEqual(Object.keys(complaints(await renew(ed, { answers: none }))), [
      'riskChange',
      'mitigationsNow',
    ]);
    assert.deepEqual(Object.keys(complaints(await renew(ed, { answers: undefined }))).length, 3);
  });

  it('is for the three roles that propose', async () => {
    assert.equal(done(await renew(cora)).proposerId, cora.id);
    assert.equal((refusal(await renew(aude)) as { refusal: string }).refusal, 'notYou');
  });

  it('is refused on an older card, and for what is not in force', async () => {
    assert.deepEqual(refusal(await renew(ed, { revision: first.revision - 1 })), {
      refusal: 'stale',
    });
    await w.revoke(first);
    first = await w.find(first);
    assert.deepEqual(refusal(await renew()), { refusal: 'wrongState' });
  });
});

describe('what else may be done with what is in force', () => {
  let w: World;
  let one: Acceptance;
  beforeEach(async () => {
    w = await world();
    one = await w.approved();
    await w.settle();
    one = await w.find(one);
  });
  afterEach(() => w.end());

  it('its review is brought forward by any role with a reason, and its card comes at once', async () => {
    w.quiet();
    const { state, reviewOn, originalReviewOn } = done(await w.press(one, 'bringForward', ed));
    assert.deepEqual(
      [state, reviewOn, originalReviewOn],
      ['ReviewDue', '2026-11-23', '2027-11-23'],
    );
    await w.settle();
    assert.deepEqual(w.cards(eve).length, 1);
    await w.later(14 * day);
    assert.equal((await w.find(one)).state, 'Expired');
  });

  it('its review is brought forward only with a reason', async () => {
    const acted = await w.press(one, 'bringForward', ed, { reason: ' ' });
    assert.deepEqual(Object.keys(complaints(acted)), ['reason']);
  });

  it('it is reported as implemented, and Secure Score goes back to Default', async () => {
    const { state, endReason } = done(await w.press(one, 'reportImplemented', mia));
    assert.deepEqual([state, endReason], ['Closed', 'implemented']);
    await w.later(2_000);
    assert.equal(w.graph.writes.at(-1)?.state, 'Default');
  });

  it('a comment is kept with its author, and makes no other card stale', async () => {
    const commented = done(await w.press(one, 'comment', ed, { comment: 'Seen in the audit.' }));
    assert.equal(commented.comment, 'Seen in the audit.');
    const revoked = await w.press(one, 'revoke', carl, { revision: one.revision });
    assert.equal(done(revoked).state, 'Revoked');
    const [line] = (await w.trail(one)).filter(({ event }) => event === 'comment');
    assert.deepEqual([line?.by, line?.texts[0]?.text], [ed.id, 'Seen in the audit.']);
  });

  it('a second comment from the same card is no second delivery', async () => {
    const say = (comment: string) => w.press(one, 'comment', ed, { comment });
    await say('First.');
    await say('Second.');
    await say('Second.');
    assert.equal((await w.events(one)).split(' ').filter((event) => event === 'comment').length, 2);
  });

  it('it is asked for again only where Secure Score says otherwise', async () => {
    assert.deepEqual(refusal(await w.press(one, 'reapply', ed)), { refusal: 'wrongState' });
    w.clock.at += day;
    w.graph.setByHand(discovery.id, 'Default');
    await w.later(1);
    const { readControls } = await import('../../src/app/read-controls.ts');
    await readControls(w.ports);
    const writes = w.graph.writes.length;
    done(await w.press(one, 'reapply', ed));
    await w.later(1_000);
    assert.deepEqual(
      w.graph.writes.slice(writes).map(({ state }) => state),
      ['Ignored'],
    );
    assert.equal((await w.find(one)).state, 'Active');
  });
});
