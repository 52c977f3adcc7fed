import assert from 'node:assert/strict';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, it } from 'mocha';
import sinon from 'sinon';
import { type Engine, startEngine } from '../../src/app/engine.ts';
import type { Ports } from '../../src/app/ports.ts';
import type { Effect } from '../../src/domain/effect.ts';
import { discovery, type World, world } from '../support/world.ts';

const sync: Effect = { kind: 'syncControl', controlId: discovery.id };

describe('the engine', () => {
  let w: World;
  let engine: Engine;
  let ports: Ports;
  beforeEach(async () => {
    w = await world();
    ports = w.ports;
    engine = startEngine(() => ports);
    // Before the day's reading is due: nothing to do but what a test asks for.
    w.clock.at = Date.parse('2026-11-23T08:00:00Z');
  });
  afterEach(async () => {
    sinon.restore();
    await engine.stop();
    await w.end();
  });

  const arm = (): Promise<void> => w.store.arm([sync], w.ports.now());
  const reads = (): number => w.graph.readings.length;
  const until = async (is: () => boolean): Promise<void> => {
    for (let n = 0; n < 500 && !is(); n++) await setTimeout(5);
    assert.ok(is());
  };

  it('has done what is due when it has settled', async () => {
    await arm();
    await engine.settle();
    assert.equal(reads(), 1);
  });

  it('looks soon after it was woken, and not before the one who woke it is done', async () => {
    await arm();
    engine.wake();
    assert.equal(reads(), 0);
    await until(() => reads() === 1);
  });

  it('looks every second even if nobody wakes it', async () => {
    await engine.stop();
    const clock = sinon.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    engine = startEngine(() => ports);
    await arm();
    clock.tick(999);
    await setImmediate();
    assert.equal(reads(), 0);
    clock.tick(1);
    await until(() => reads() === 1);
  });

  it('looks again where it is woken when it has just looked', async () => {
    let nothing = 0;
    const claim = async (now: Date) => {
      const task = await w.store.claim(now);
      // The last of its workers has found nothing: nobody sees what comes now.
      if (!task && ++nothing === 4) {
        await arm();
        void engine.settle();
      }
      return task;
    };
    ports = { ...w.ports, store: { ...w.store, claim } };
    await engine.settle();
    assert.equal(reads(), 1);
  });

  it('does as much with many wakings as with one', async () => {
    const secureScore = {
      ...w.graph.secureScore,
      update: async (id: string) => {
        if (reads() === 0) {
          await w.store.arm([{ ...sync, controlId: 'SmallOne' }], w.ports.now());
          engine.wake();
          engine.wake();
        }
        return w.graph.secureScore.update(id);
      },
    };
    ports = { ...w.ports, secureScore };
    await arm();
    engine.wake();
    await Promise.all([engine.settle(), engine.settle()]);
    assert.equal(reads(), 2);
  });

  it('takes the day’s reading when it is due', async () => {
    const { read } = w.graph.secureScore;
    await engine.settle();
    assert.equal(read.callCount, 1);
    w.clock.at = Date.parse('2026-11-23T09:00:00Z');
    await engine.settle();
    await engine.settle();
    assert.equal(read.callCount, 2);
  });

  it('does nothing by itself while it is held, and what was asked for once it is let go', async () => {
    const letGo = await engine.hold();
    await arm();
    engine.wake();
    await setTimeout(60);
    assert.equal(reads(), 0);
    await engine.settle();
    assert.equal(reads(), 1);
    await arm();
    letGo();
    // Not only when it next looks for itself.
    await setTimeout(200);
    assert.equal(reads(), 2);
  });

  it('is held once what it was doing is done', async () => {
    const inside = Promise.withResolvers<undefined>();
    const goOn = Promise.withResolvers<undefined>();
    const update = async (id: string) => {
      inside.resolve(undefined);
      await goOn.promise;
      return w.graph.secureScore.update(id);
    };
    ports = { ...w.ports, secureScore: { ...w.graph.secureScore, update } };
    await arm();
    engine.wake();
    await inside.promise;
    const holding = engine.hold();
    assert.equal(await Promise.race([holding, setTimeout(5, 'busy')]), 'busy');
    goOn.resolve(undefined);
    (await holding)();
    assert.equal(reads(), 1);
  });

  it('goes on after an error that nobody expected', async () => {
    const claim = sinon.stub().rejects(new Error('the database said something secret'));
    ports = { ...w.ports, store: { ...w.store, claim } };
    await engine.settle();
    assert.equal(w.log.fault.lastCall.args[0], 'engine-failed');
    ports = w.ports;
    await arm();
    await engine.settle();
    assert.equal(reads(), 1);
  });

  it('waits for what it is doing when it is stopped, and takes nothing new', async () => {
    const inside = Promise.withResolvers<undefined>();
    const goOn = Promise.withResolvers<undefined>();
    const secureScore = {
      ...w.graph.secureScore,
      update: async (id: string) => {
        inside.resolve(undefined);
        await goOn.promise;
        await w.store.arm([{ ...sync, controlId: 'SmallOne' }], w.ports.now());
        return w.graph.secureScore.update(id);
      },
    };
    // Who asks for work before the end is given some.
    let asking = 0;
    const claim: typeof w.store.claim = async (at) => {
      asking += 1;
      return w.store.claim(at).finally(() => (asking -= 1));
    };
    ports = { ...w.ports, secureScore, store: { ...w.store, claim } };
    await arm();
    engine.wake();
    await inside.promise;
    while (asking > 0) await setTimeout(1);
    let stopped = false;
    const stopping = engine.stop().then(() => {
      stopped = true;
    });
    await setTimeout(5);
    assert.equal(stopped, false);
    goOn.resolve(undefined);
    await stopping;
    assert.equal(reads(), 1);
    assert.equal(await w.store.pending('sync:smallone').then((row) => row?.attempts), 0);
  });

  it('does nothing more once it is stopped, even if it was woken just before', async () => {
    await arm();
    engine.wake();
    await engine.stop();
    let asked = 0;
    const closed = async () => {
      asked++;
      return undefined;
    };
    ports = { ...w.ports, store: { ...w.store, claim: closed, armOnce: closed } };
    w.clock.at = Date.parse('2026-11-23T09:00:00Z');
    engine.wake();
    await engine.settle();
    await setTimeout(10);
    assert.deepEqual([reads(), asked], [0, 0]);
  });
});
