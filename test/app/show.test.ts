import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { viewFor } from '../../src/app/acceptance-view.ts';
import { carryOut } from '../../src/app/carry-out.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { as } from '../domain/examples.ts';
import {
  aude,
  carl,
  cora,
  day,
  device,
  ed,
  eve,
  max,
  mia,
  minute,
  people,
  small,
  type World,
  world,
} from '../support/world.ts';

describe('showing an acceptance', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  /** Whoever got a new card since the last time, and whoever had theirs updated. */
  const shown = async (): Promise<readonly [string, string]> => {
    await w.settle();
    const news = [
      people(w.teams.posts.filter(({ view }) => view)),
      people(w.teams.updates),
    ] as const;
    w.quiet();
    return news;
  };
  const showAgain = ({ id }: Acceptance): Promise<void> =>
    w.store.arm([{ kind: 'show', acceptanceId: id }], w.ports.now());

  describe('sends a new card to whoever must act', () => {
    it('at each turn of the standard route, and updates all others', async () => {
      const acceptance = await w.propose();
      assert.deepEqual(await shown(), ['max mia', '']);
      await w.endorse(acceptance);
      assert.deepEqual(await shown(), ['carl cora', 'max mia']);
      await w.requestChanges(acceptance, carl);
      assert.deepEqual(await shown(), ['eve', 'carl cora max mia']);
      const { id, revision } = await w.find(acceptance);
      await w.submit({}, eve, { resubmits: { id, revision } });
      assert.deepEqual(await shown(), ['max mia', 'carl cora eve max mia']);
      await w.endorse(acceptance, max);
      assert.deepEqual(await shown(), ['carl cora', 'carl cora eve max max mia mia']);
      await w.approve(acceptance, cora);
      const [posted, updated] = await shown();
      assert.equal(posted, '');
      // Twice each: once decided, and once it is in force.
      assert.equal(new Set(updated.split(' ')).size, 5);
    });

    it('once a turn, however often it is shown', async () => {
      const acceptance = await w.propose();
      assert.deepEqual(await shown(), ['max mia', '']);
      for (let n = 0; n < 3; n++) await showAgain(acceptance).then(() => w.settle());
      assert.deepEqual(await shown(), ['', '']);
    });

    it('and never to its proposer as a reviewer', async () => {
      w.entra.put(as(eve, 'engineer', 'itManager'));
      await w.propose();
      assert.deepEqual(await shown(), ['max mia', '']);
    });

    it('and to somebody who takes the role later', async () => {
      const acceptance = await w.propose();
      await shown();
      w.entra.put(as(ed, 'itManager'));
      await showAgain(acceptance);
      assert.deepEqual((await shown())[0], 'ed');
    });

    it('not when it is only raised to the CISO’s route: it is still the reviewers’ turn', async () => {
      const acceptance = await w.propose({}, eve, { controlId: small.id });
      await shown();
      await w.press(acceptance, 'raiseRoute', mia);
      assert.deepEqual(await shown(), ['', 'max mia']);
      assert.deepEqual((await w.find(acceptance)).routeReasons, [
        'sent to the CISO by its reviewer',
      ]);
    });
  });

  it('updates a copy only if what it shows has changed', async () => {
    const acceptance = await w.propose();
    await shown();
    w.clock.at += minute;
    await showAgain(acceptance);
    assert.deepEqual(await shown(), ['', '']);
    w.entra.put(as(mia, 'itManager', 'auditor'));
    await showAgain(acceptance);
    assert.deepEqual(await shown(), ['', 'mia']);
  });

  it('updates the cards that somebody asked for, without taking them for news', async () => {
    const acceptance = await w.propose();
    await w.store.savePost({
      acceptanceId: acceptance.id,
      personId: aude.id,
      conversationId: 'chat-aude',
      activityId: 'asked-for',
      shown: 'something else',
      askedRevision: 0,
    });
    assert.deepEqual(await shown(), ['max mia', 'aude']);
    await w.endorse(acceptance);
    assert.deepEqual(await shown(), ['carl cora', 'aude max mia']);
  });

  it('shows a person what they may do, and nothing to those who have left', async () => {
    const acceptance = await w.propose();
    await w.settle();
    const view = w.cards(mia)[0]?.view;
    assert.ok(view);
    assert.ok(view.choices.includes('endorse'));
    assert.deepEqual(view.waitsFor, ['Max', 'Mia']);
    w.quiet();
    w.entra.remove(mia);
    await w.reject(acceptance, max);
    assert.deepEqual(await shown(), ['', 'max']);
  });

  it('waits for the directory, and then goes on', async () => {
    const acceptance = await w.propose();
    assert.deepEqual(await shown(), ['max mia', '']);
    await w.endorse(acceptance);
    const recent = async () => ({ ok: false as const, why: 'unreachable' as const });
    await carryOut({ ...w.ports, directory: { ...w.ports.directory, recent } });
    assert.deepEqual(await shown(), ['', '']);
    w.clock.at += 30_000;
    assert.deepEqual(await shown(), ['carl cora', 'max mia']);
  });

  it('forgets a card that was deleted, and does not send it again at the same turn', async () => {
    const acceptance = await w.propose();
    await w.settle();
    const [card] = w.cards(mia);
    assert.ok(card);
    w.teams.deleted.add(card.activityId);
    await w.endorse(acceptance);
    assert.deepEqual(await shown(), ['carl cora max mia', 'max']);
    assert.deepEqual(await w.store.posts(acceptance.id, mia.id), []);
    assert.equal((await w.store.posts(acceptance.id, max.id)).length, 1);
  });

  describe('that a person has to carry out in the portal', () => {
    it('goes to the proposer as a new message, once', async () => {
      const acceptance = await w.approved({}, eve, { controlId: device.id });
      await w.settle();
      const cards = w.cards(eve);
      assert.equal(cards.length, 1);
      assert.ok(cards[0]?.view?.sync.byHand);
      assert.ok(cards[0].view.choices.includes('markDone'));
      w.quiet();
      await w.markDone(acceptance, ed);
      assert.deepEqual(await shown().then(([posted]) => posted), '');
    });

    it('goes to the proposer again when it has to be taken back', async () => {
      const acceptance = await w.approved({}, eve, { controlId: device.id });
      w.graph.setByHand(device.id, 'Ignored');
      await w.settle();
      w.quiet();
      await w.revoke(acceptance);
      assert.deepEqual((await shown())[0], 'eve');
    });

    it('is not asked for by another acceptance of the same recommendation', async () => {
      const old = await w.approved({}, eve, { controlId: device.id });
      w.graph.setByHand(device.id, 'Ignored');
      await w.settle();
      w.clock.at += minute;
      await w.revoke(old);
      await w.settle();
      w.quiet();
      await w.propose({}, ed, { controlId: device.id });
      await w.settle();
      assert.deepEqual(people(w.teams.posts.filter(({ view }) => view)), 'max mia');
    });
  });

  it('says when Secure Score does not show a decision after 48 hours', async () => {
    w.graph.state.ignoresWrites = true;
    const acceptance = await w.approved();
    await w.settle();
    w.clock.at += 2 * day;
    const late = async () => (await viewFor(w.ports, await w.find(acceptance), mia)).sync.late;
    assert.equal(await late(), false);
    w.clock.at += 1;
    assert.equal(await late(), true);
  });
});
