import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { syncControl } from '../../src/app/sync-control.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { day, discovery, mia, minute, small, type World, world } from '../support/world.ts';

const { id } = discovery;

describe('writing back', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  const state = async (acceptance: Acceptance) => (await w.find(acceptance)).state;
  const sync = () => w.store.sync(id);
  const arm = (): Promise<void> =>
    w.store.arm([{ kind: 'syncControl', controlId: id }], w.ports.now());

  describe('beside somebody who works in the portal', () => {
    it('does not overwrite what they did after the decision', async () => {
      const acceptance = await w.propose();
      await w.settle();
      await w.approve(await w.endorse(acceptance));
      w.clock.at += minute;
      w.graph.setByHand(id, 'ThirdParty');
      await w.settle();
      await w.later(7 * day);
      assert.deepEqual(w.graph.writes, []);
      assert.equal(await state(acceptance), 'Approved');
      assert.equal((await sync()).trouble, 'changedByPerson');
      const last = w.teams.updates.findLast(({ to }) => to === mia.id);
      assert.equal(last?.view?.sync.trouble, 'changedByPerson');
    });

    it('overwrites what they did before it: that is what was decided about', async () => {
      w.graph.setByHand(id, 'ThirdParty');
      w.clock.at += minute;
      const acceptance = await w.approved();
      await w.settle();
      assert.equal(await state(acceptance), 'Active');
      assert.equal(w.graph.writes.length, 1);
    });

    it('takes their word where they did what was decided', async () => {
      const acceptance = await w.approved();
      w.clock.at += minute;
      w.graph.setByHand(id, 'Ignored');
      await w.settle();
      assert.equal(await state(acceptance), 'Active');
    });

    it('never overwrites a change of what had agreed', async () => {
      const acceptance = await w.approved();
      await w.settle();
      for (const status of ['Default', 'ThirdParty', 'Reviewed']) {
        w.clock.at += 40 * day;
        w.graph.setByHand(id, status);
        await arm();
        await w.settle();
      }
      assert.equal(w.graph.writes.length, 1);
      assert.equal(await state(acceptance), 'Active');
      assert.equal((await sync()).seenState, 'Reviewed');
      assert.equal(await w.store.pending(`sync:${id}`), undefined);
    });

    it('never touches a control of which nothing of ours is on record', async () => {
      w.graph.setByHand(small.id, 'Ignored');
      await w.store.arm([{ kind: 'syncControl', controlId: small.id }], w.ports.now());
      await w.settle();
      assert.deepEqual(w.graph.writes, []);
    });
  });

  describe('when somebody revokes at the very moment', () => {
    const revokeWhen = async (
      what: 'sync' | 'binding' | 'update',
      acceptance: Acceptance,
    ): Promise<void> => {
      let left = 1;
      const first = async () => {
        if (left-- > 0) await w.revoke(acceptance);
      };
      const { store, secureScore } = w.ports;
      const before =
        <A, B>(name: typeof what, ask: (asked: A) => Promise<B>) =>
        async (asked: A): Promise<B> => {
          if (name === what) await first();
          return ask(asked);
        };
      const ports = {
        ...w.ports,
        store: {
          ...store,
          sync: before('sync', (of: string) => store.sync(of)),
          binding: before('binding', (of: string) => store.binding(of)),
        },
        secureScore: {
          ...secureScore,
          update: before('update', (of: string) => secureScore.update(of)),
        },
      };
      await syncControl(ports, id);
    };

    for (const what of ['sync', 'binding', 'update'] as const)
      it(`the status is put back, though it agreed with what was read (${what})`, async () => {
        const acceptance = await w.approved();
        w.graph.setByHand(id, 'Ignored', 'RA-2026-0001');
        w.clock.at += minute;
        await revokeWhen(what, acceptance);
        await w.settle();
        assert.equal(await state(acceptance), 'Revoked');
        assert.deepEqual(
          w.graph.writes.map((one) => one.state),
          ['Default'],
        );
        const { agreedSeq, askedSeq } = await sync();
        assert.equal(agreedSeq, askedSeq);
      });
  });
});
