import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { GraphFault } from '../../src/app/graph-ports.ts';
import type { Trouble } from '../../src/app/ports.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { discovery, carl, minute, type World, world } from '../support/world.ts';

const { id } = discovery;

describe('a write-back that is hindered', () => {
  let w: World;
  let acceptance: Acceptance;
  beforeEach(async () => {
    w = await world();
    const endorsed = await w.endorse(await w.propose());
    // So that there is a card on which trouble can be shown.
    await w.settle();
    acceptance = await w.approve(endorsed);
    w.quiet();
  });
  afterEach(() => w.end());

  const state = async () => (await w.find(acceptance)).state;
  const dueIn = async (): Promise<number> =>
    ((await w.store.nextDue())?.getTime() ?? NaN) - w.clock.at;
  /** What Mia's card says of it now. */
  const onTheCard = (): Trouble | undefined =>
    w.teams.updates.findLast(({ to }) => to === carl.id)?.view?.sync.trouble;
  const fault = (trouble: GraphFault['trouble'], retryAfterMs?: number): GraphFault => ({
    ok: false,
    trouble,
    ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
  });

  for (const trouble of ['forbidden', 'unauthorized', 'notFound', 'unavailable'] as const)
    it(`shows why on the card and goes on: ${trouble}`, async () => {
      w.graph.state.writes = fault(trouble);
      await w.settle();
      assert.equal(onTheCard(), trouble);
      assert.equal(await state(), 'Approved');
      const pending = await w.store.pending(`sync:${id}`);
      assert.deepEqual(pending, { attempts: 1, lastError: trouble });
      assert.equal(await dueIn(), 30_000);
      delete w.graph.state.writes;
      await w.later(30_000);
      assert.equal(await state(), 'Active');
      assert.equal(onTheCard(), '');
    });

  it('shows it once, and updates nothing while it lasts', async () => {
    w.graph.state.writes = fault('forbidden');
    await w.settle();
    w.quiet();
    await w.later(30_000);
    await w.later(minute);
    assert.deepEqual([...w.teams.updates, ...w.teams.posts], []);
  });

  it('waits as long as it is told to when Graph is busy', async () => {
    w.graph.state.writes = fault('throttled', 7 * minute);
    await w.settle();
    assert.equal(await dueIn(), 7 * minute);
    assert.equal(onTheCard(), 'throttled');
    w.graph.state.writes = fault('unavailable', 40_000);
    await w.later(7 * minute);
    assert.equal(await dueIn(), 40_000);
    delete w.graph.state.writes;
    await w.later(40_000);
    assert.equal(await state(), 'Active');
  });

  it('believes nothing while Secure Score cannot be read', async () => {
    w.graph.state.updates = fault('unavailable');
    w.graph.setByHand(id, 'Ignored');
    await w.settle();
    assert.equal(await state(), 'Approved');
    assert.equal(onTheCard(), 'unavailable');
    assert.deepEqual(w.graph.writes, []);
    delete w.graph.state.updates;
    await w.later(30_000);
    assert.equal(await state(), 'Active');
  });

  it('takes the trouble off the card once it has passed, shown or not', async () => {
    w.graph.state.ignoresWrites = true;
    w.graph.state.writes = fault('forbidden');
    await w.settle();
    delete w.graph.state.writes;
    await w.later(30_000);
    assert.equal(onTheCard(), '');
    w.graph.state.updates = fault('unavailable');
    await w.later(2_000);
    assert.equal(onTheCard(), 'unavailable');
    delete w.graph.state.updates;
    await w.later(8 * minute);
    assert.equal(onTheCard(), '');
    assert.equal(await state(), 'Approved');
  });

  it('shows what stands in the way of putting a status back, too', async () => {
    await w.settle();
    await w.revoke(acceptance);
    w.graph.state.writes = fault('forbidden');
    await w.settle();
    assert.equal(onTheCard(), 'forbidden');
  });

  describe('by an update that Secure Score does not take', () => {
    it('is tried twice, and then a person has to set it', async () => {
      w.graph.state.writes = fault('badRequest');
      const { write } = w.graph.secureScore;
      await w.settle();
      assert.equal(onTheCard(), 'badRequest');
      assert.equal((await w.store.sync(id)).badRequests, 1);
      await w.later(30_000);
      assert.equal((await w.store.sync(id)).badRequests, 2);
      await w.later(minute);
      assert.equal(onTheCard(), 'byHand');
      assert.equal(write.callCount, 2);
      const [card] = w.cards({ ...carl, id: acceptance.proposerId });
      assert.ok(card?.view?.choices.includes('markDone'));
      await w.later(24 * 60 * minute);
      assert.equal(write.callCount, 2);
    });

    it('is forgiven once a write was taken', async () => {
      w.graph.state.writes = fault('badRequest');
      await w.settle();
      delete w.graph.state.writes;
      await w.later(30_000);
      assert.equal(await state(), 'Active');
      assert.equal((await w.store.sync(id)).badRequests, 0);
    });
  });

  it('is put into words for nobody: what goes wrong is a key', async () => {
    w.graph.state.writes = fault('unauthorized');
    await w.settle();
    assert.equal((await w.store.sync(id)).trouble, 'unauthorized');
    assert.deepEqual(w.log.fault.args, []);
  });
});
