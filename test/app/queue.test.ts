import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { queueOf, type Waiting } from '../../src/app/queue.ts';
import type { Person } from '../../src/domain/person.ts';
import {
  aude,
  carl,
  cora,
  device,
  done,
  ed,
  eve,
  max,
  mia,
  small,
  type World,
  world,
} from '../support/world.ts';

describe('the queue', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  const brief = ({ acceptance, what }: Waiting): string => `${acceptance.id.slice(-1)} ${what}`;
  const mine = async (who: Person) => (await queueOf(w.ports, who)).mine.map(brief);
  const others = async (who: Person) => (await queueOf(w.ports, who)).others.map(brief);

  it('holds what waits for a person, the oldest first, and for nobody else', async () => {
    await w.propose();
    await w.endorse(await w.propose({}, ed, { controlId: device.id }), mia);
    await w.propose({}, eve, { controlId: small.id });
    assert.deepEqual(await mine(max), ['1 review', '3 review']);
    assert.deepEqual(await mine(carl), ['2 decide']);
    for (const who of [eve, ed, aude]) assert.deepEqual(await mine(who), []);
  });

  it('holds what a proposer has to answer', async () => {
    await w.requestChanges(await w.propose());
    assert.deepEqual(await mine(eve), ['1 answer']);
    assert.deepEqual(await mine(ed), []);
    assert.deepEqual(await mine(mia), []);
  });

  it('holds what of theirs waits for others, and for whom', async () => {
    await w.endorse(await w.propose(), mia);
    for (const who of [eve, mia]) assert.deepEqual(await others(who), ['1 waitsForOthers']);
    for (const who of [ed, max, carl]) assert.deepEqual(await others(who), []);
    const [waiting] = (await queueOf(w.ports, eve)).others;
    assert.deepEqual(waiting?.waitsFor, ['Carl', 'Cora']);
  });

  it('names those who cannot be reached', async () => {
    await w.endorse(await w.propose(), mia);
    w.teams.unreachable.add(cora.id);
    const [waiting] = (await queueOf(w.ports, eve)).others;
    assert.deepEqual(waiting?.unreachable, ['Cora']);
  });

  it('holds what has to be set by hand, for every engineer and its proposer', async () => {
    await w.approved({}, max, { controlId: device.id });
    for (const who of [eve, ed, max]) assert.deepEqual(await mine(who), ['1 setByHand']);
    for (const who of [mia, carl, aude]) assert.deepEqual(await mine(who), []);
  });

  it('is empty once all is done', async () => {
    await w.approved();
    await w.settle();
    await w.reject(await w.propose({}, eve, { controlId: small.id }));
    for (const who of [eve, ed, mia, max, carl]) {
      assert.deepEqual(await mine(who), []);
      assert.deepEqual(await others(who), []);
    }
  });

  it('holds what ended and a person has to put back', async () => {
    const approved = await w.approved({}, eve, { controlId: device.id });
    w.graph.setByHand(device.id, 'Ignored');
    await w.settle();
    await w.revoke(await w.find(approved));
    const store: World['store'] = {
      ...w.store,
      list: (filter) => {
        assert.ok(!filter.states?.includes('Revoked'), 'all that ever ended is read');
        return w.store.list(filter);
      },
    };
    const { mine: waiting } = await queueOf({ ...w.ports, store }, ed);
    assert.deepEqual(waiting.map(brief), ['1 setByHand']);
  });

  it('reads nothing of what is in force and in order', async () => {
    await w.approved();
    await w.settle();
    const asked: string[] = [];
    const store: World['store'] = {
      ...w.store,
      list: async (filter) => {
        const found = await w.store.list(filter);
        asked.push(...found.map(({ id }) => id));
        return found;
      },
    };
    await queueOf({ ...w.ports, store }, ed);
    assert.deepEqual(asked, []);
  });

  it('holds what is in force and somebody asked Secure Score for again, until it is seen', async () => {
    const approved = await w.approved({}, eve, { controlId: device.id });
    w.graph.setByHand(device.id, 'Ignored');
    await w.settle();
    assert.deepEqual(await mine(ed), []);
    const { askedSeq } = await w.store.sync(device.id);
    await w.store.saveSync(device.id, { askedSeq: askedSeq + 1 });
    assert.equal((await w.find(approved)).state, 'Active');
    assert.deepEqual(await mine(ed), ['1 setByHand']);
  });

  it('holds a review that is due, for its proposer and its risk owner, until it is renewed', async () => {
    const approved = await w.approved({ riskOwnerId: ed.id });
    await w.settle();
    const due = done(await w.press(await w.find(approved), 'bringForward', mia));
    assert.equal(due.state, 'ReviewDue');
    for (const who of [eve, ed]) assert.deepEqual(await mine(who), ['1 renew']);
    for (const who of [mia, max, carl, aude]) assert.deepEqual(await mine(who), []);
    const answers = {
      riskChange: 'The supplier is certified now.',
      mitigationsNow: 'A proxy logs every upload.',
      reasonsHold: 'Sales still needs it until March.',
    };
    const renewal = { answers, residualRisk: 'Low', draftId: 'a-renewal' };
    done(await w.press(due, 'renew', eve, renewal));
    assert.deepEqual(await mine(ed), []);
    assert.deepEqual(await others(eve), ['2 waitsForOthers']);
  });

  it('holds nothing of what ended while the bot itself puts it back', async () => {
    await w.revoke(await w.approved());
    assert.deepEqual(await mine(eve), []);
    assert.deepEqual(await others(eve), []);
  });
});
