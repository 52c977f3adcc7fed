import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Person } from '../../src/domain/person.ts';
import {
  carl,
  cora,
  day,
  device,
  discovery,
  eve,
  max,
  mia,
  people,
  small,
  type World,
  world,
} from '../support/world.ts';

/** Monday, 23 November 2026, 10:00 in UTC. */
describe('the clock of an acceptance', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  const to = async (instant: string): Promise<void> => {
    w.clock.at = Date.parse(instant);
    await w.settle();
  };
  const morning = (on: string): Promise<void> => to(`${on}T09:00:00Z`);
  const state = async (one: Acceptance) => (await w.find(one)).state;
  const sentTo = (who: Person) => w.teams.posts.filter((one) => one.to === who.id);
  const active = async (): Promise<Acceptance> => {
    const one = await w.approved();
    await w.later(1_000);
    return w.find(one);
  };

  describe('reminds', () => {
    it('whoever must decide after two business days at nine, and every two after that', async () => {
      await w.propose();
      await w.settle();
      w.quiet();
      await to('2026-11-25T08:59:59Z');
      assert.equal(people(w.teams.posts), '');
      await morning('2026-11-25');
      assert.equal(people(w.teams.posts), 'max mia');
      await morning('2026-11-26');
      assert.equal(people(w.teams.posts), 'max mia');
      await morning('2026-11-27');
      assert.equal(people(w.teams.posts), 'max max mia mia');
    });

    it('with one card for all that waits, once a day', async () => {
      for (const { id } of [discovery, small, device]) await w.propose({}, eve, { controlId: id });
      await w.settle();
      w.quiet();
      await morning('2026-11-25');
      await w.settle();
      assert.equal(people(w.teams.posts), 'max mia');
      assert.deepEqual(
        sentTo(mia)[0]?.reminder?.items.map(({ acceptance, why }) => [acceptance.controlId, why]),
        [discovery, small, device].map(({ id }) => [id, 'decide']),
      );
    });

    it('once after a week off, and not for every day that was missed', async () => {
      await w.propose();
      await w.settle();
      w.quiet();
      await morning('2026-12-02');
      assert.equal(sentTo(mia).length, 1);
    });

    it('nobody once it is decided, and nobody who lost the role', async () => {
      const one = await w.propose();
      await w.settle();
      await w.reject(one);
      await w.settle();
      w.quiet();
      await morning('2026-11-27');
      assert.equal(people(w.teams.posts), '');
    });

    it('only who took it, where one of them did', async () => {
      const one = await w.propose();
      await w.settle();
      const owner = {
        subject: one.id,
        personId: mia.id,
        byId: mia.id,
        at: w.ports.now().toISOString(),
      };
      const note = {
        at: owner.at,
        event: 'ownerAssigned',
        by: mia,
        set: {},
        policy: 1,
        effects: [],
      };
      await w.store.note({ ...note, owners: [owner] });
      w.quiet();
      await morning('2026-11-25');
      assert.equal(people(w.teams.posts), 'mia');
    });

    it('the proposer once, a week after changes were requested', async () => {
      await w.requestChanges(await w.propose());
      await w.settle();
      w.quiet();
      await morning('2026-11-29');
      assert.equal(people(w.teams.posts), '');
      await morning('2026-11-30');
      await morning('2026-12-20');
      assert.equal(people(w.teams.posts), 'eve');
    });

    it('whoever is responsible before a review: monthly from 60 days on, and a week before', async () => {
      const one = await active();
      assert.equal(one.reviewOn, '2027-11-23');
      w.quiet();
      const sent: string[] = [];
      for (const on of [
        '2027-09-23',
        '2027-10-01',
        '2027-10-20',
        '2027-11-01',
        '2027-11-16',
        '2027-11-22',
      ]) {
        await morning(on);
        if (w.teams.posts.length > 0) sent.push(`${on} ${people(w.teams.posts)}`);
        w.quiet();
      }
      assert.deepEqual(sent, ['2027-10-01 carl eve', '2027-11-01 carl eve', '2027-11-16 carl eve']);
    });
  });

  it('tells the CISOs what has waited eight business days for the IT managers, and hands nothing over', async () => {
    const one = await w.propose();
    await w.settle();
    w.quiet();
    await morning('2026-12-03');
    const told = [...w.told(carl), ...w.told(cora)].map(({ text }) => text);
    assert.equal(told.length, 2);
    assert.match(told[0] ?? '', /RA-2026-0001.*has waited for Max or Mia since 23 Nov 2026/);
    assert.equal(await state(one), 'InReview');
    await morning('2026-12-10');
    assert.equal(w.told(carl).length, 1);
  });

  it('tells the IT managers what has waited for the CISOs', async () => {
    await w.endorse(await w.propose());
    await w.settle();
    w.quiet();
    await morning('2026-12-03');
    assert.equal(w.told(mia).length + w.told(max).length, 2);
  });

  it('lets what nobody decided lapse after 30 days, and tells its proposer', async () => {
    const one = await w.endorse(await w.propose());
    await w.settle();
    await morning('2026-12-22');
    assert.equal(await state(one), 'InApproval');
    w.quiet();
    await morning('2026-12-23');
    const { state: now, endReason } = await w.find(one);
    assert.deepEqual([now, endReason], ['Withdrawn', 'noDecision']);
    assert.equal(w.told(eve).length, 1);
    assert.equal(w.graph.writes.length, 0);
  });

  it('counts the days anew where it became another’s turn', async () => {
    const one = await w.propose();
    await w.settle();
    await to('2026-12-20T10:00:00Z');
    await w.endorse(one);
    await w.settle();
    await morning('2027-01-18');
    assert.equal(await state(one), 'InApproval');
    await morning('2027-01-19');
    assert.equal(await state(one), 'Withdrawn');
  });

  it('reaches the review on its day, ends two weeks later, and puts Secure Score back', async () => {
    const one = await active();
    await morning('2027-11-22');
    assert.equal(await state(one), 'Active');
    w.quiet();
    await morning('2027-11-23');
    assert.equal(await state(one), 'ReviewDue');
    assert.equal(people(w.teams.posts), 'carl eve');
    await morning('2027-12-06');
    assert.equal(await state(one), 'ReviewDue');
    w.quiet();
    await morning('2027-12-07');
    const ended = await w.find(one);
    assert.deepEqual([ended.state, ended.endReason], ['Expired', 'expired']);
    await w.later(2_000);
    assert.equal(w.graph.writes.at(-1)?.state, 'Default');
    assert.equal(w.told(carl).length + w.told(cora).length, 2);
  });

  it('goes through everything in order where the bot was off for a year', async () => {
    const one = await active();
    await morning('2028-06-01');
    assert.deepEqual(
      await w.events(one),
      'propose endorse approve verified reviewReached graceOver',
    );
  });

  it('does nothing twice where the clock jumps back', async () => {
    const one = await active();
    await morning('2027-11-23');
    w.quiet();
    await morning('2027-11-20');
    await morning('2027-11-23');
    assert.equal(people(w.teams.posts), '');
    assert.equal(await state(one), 'ReviewDue');
  });

  it('ends on its date what Secure Score never showed', async () => {
    w.graph.state.updates = { ok: false, trouble: 'unavailable' };
    const one = await w.approved();
    await morning('2027-11-23');
    assert.equal(await state(one), 'Expired');
  });

  it('is not held up by another that fails', async () => {
    const [one, other] = [await active(), await w.propose({}, eve, { controlId: small.id })];
    const find = (id: string) =>
      id === one.id ? Promise.reject(new Error('broken')) : w.store.find(id);
    w.clock.at += 40 * day;
    await w.with({ store: { ...w.store, find } }).settle();
    assert.equal(await state(other), 'Withdrawn');
  });
});
