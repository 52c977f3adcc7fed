import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { acceptance as example, control, policy } from '../domain/examples.ts';
import { isByHand } from '../../src/app/by-hand.ts';
import { queueOf } from '../../src/app/queue.ts';
import type { SyncState } from '../../src/app/ports.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import {
  day,
  device,
  discovery,
  ed,
  eve,
  hour,
  mia,
  refusal,
  type World,
  type WorldOptions,
  world,
} from '../support/world.ts';

describe('what a person has to set in the portal', () => {
  let w: World;
  const begin = async (options: WorldOptions = {}): Promise<void> => {
    w = await world(options);
  };
  afterEach(() => w.end());

  const state = async (acceptance: Acceptance) => (await w.find(acceptance)).state;
  const tasks = async (who = ed) =>
    (await queueOf(w.ports, who)).mine.map(({ acceptance, what }) => [acceptance.id, what]);

  describe('for a device control', () => {
    let acceptance: Acceptance;
    beforeEach(async () => {
      await begin();
      acceptance = await w.approved({}, eve, { controlId: device.id });
      await w.settle();
    });

    it('is never written, and said so', async () => {
      await w.later(day);
      assert.deepEqual(w.graph.writes, []);
      assert.equal(await state(acceptance), 'Approved');
      assert.equal((await w.store.sync(device.id)).trouble, 'byHand');
    });

    it('is in force once Secure Score shows it, whether or not anybody said so', async () => {
      w.graph.setByHand(device.id, 'Ignored', '');
      await w.later(6 * hour);
      assert.equal(await state(acceptance), 'Active');
    });

    it('is looked at as soon as somebody says that it is done', async () => {
      w.clock.at += 5_000;
      w.graph.setByHand(device.id, 'Ignored', '');
      const marked = await w.markDone(acceptance, ed);
      assert.equal(marked.state, 'Approved');
      await w.settle();
      assert.equal(await state(acceptance), 'Active');
      assert.equal(await w.events(acceptance), 'propose endorse approve markDone verified');
    });

    it('is not in force on somebody’s word alone, and goes on being looked at', async () => {
      await w.markDone(acceptance);
      await w.settle();
      assert.equal(await state(acceptance), 'Approved');
      w.graph.setByHand(device.id, 'Ignored', '');
      await w.later(30_000);
      assert.equal(await state(acceptance), 'Active');
      assert.deepEqual(refusal(await w.press(await w.find(acceptance), 'markDone', ed)), {
        refusal: 'wrongState',
      });
    });

    it('stands in every engineer’s queue, and in nobody else’s', async () => {
      assert.deepEqual(await tasks(ed), [[acceptance.id, 'setByHand']]);
      assert.deepEqual(await tasks(eve), [[acceptance.id, 'setByHand']]);
      assert.deepEqual(await tasks(mia), []);
      w.graph.setByHand(device.id, 'Ignored');
      await w.later(hour);
      assert.deepEqual(await tasks(ed), []);
    });

    it('stands there again when it has to be taken back, until it is', async () => {
      w.graph.setByHand(device.id, 'Ignored');
      await w.later(hour);
      await w.revoke(acceptance);
      await w.settle();
      assert.deepEqual(await tasks(ed), [[acceptance.id, 'setByHand']]);
      w.clock.at += 1_000;
      w.graph.setByHand(device.id, 'Default');
      await w.markDone(acceptance, ed);
      await w.settle();
      assert.deepEqual(await tasks(ed), []);
      assert.deepEqual(w.graph.writes, []);
    });
  });

  it('is everything where the bot may not write, and the bot verifies it', async () => {
    await begin({ policy: { writeBack: 'manual' } });
    const acceptance = await w.approved();
    await w.settle();
    assert.deepEqual(await tasks(ed), [[acceptance.id, 'setByHand']]);
    w.graph.setByHand(discovery.id, 'Ignored');
    await w.later(hour);
    assert.equal(await state(acceptance), 'Active');
    assert.equal(w.graph.secureScore.write.callCount, 0);
  });

  it('is an alternate mitigation, but not its end', async () => {
    await begin();
    const sync = (fields: Partial<SyncState> = {}): SyncState => ({
      controlId: discovery.id,
      askedSeq: 3,
      askedAt: null,
      writtenAt: null,
      writtenSeq: 0,
      agreedSeq: 0,
      seenState: '',
      seenAt: null,
      badRequests: 0,
      trouble: '',
      ...fields,
    });
    const alternate = example({ treatment: 'alternateMitigation', state: 'Approved' });
    const { writeBack } = policy();
    assert.equal(isByHand(writeBack, alternate, control(), sync()), true);
    assert.equal(isByHand(writeBack, { ...alternate, state: 'Revoked' }, control(), sync()), false);
    const accepted = example({ state: 'Approved' });
    assert.equal(isByHand(writeBack, accepted, control(), sync()), false);
    assert.equal(isByHand(writeBack, accepted, control(), sync({ badRequests: 1 })), false);
    assert.equal(isByHand(writeBack, accepted, control({ category: 'Device' }), sync()), true);
    const gone = { ...accepted, controlId: 'SCID_7' };
    assert.equal(isByHand(writeBack, gone, undefined, sync()), true);
  });
});
