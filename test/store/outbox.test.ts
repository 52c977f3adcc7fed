import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Task } from '../../src/app/outbox-ports.ts';
import type { Store } from '../../src/app/ports.ts';
import type { Effect } from '../../src/domain/effect.ts';
import { sqlStore } from '../../src/store/open.ts';
import { emptyDatabase, type TestDatabase } from '../support/database.ts';
import { opened, stepped } from './sample.ts';

const now = new Date('2026-11-23T09:00:00.000Z');
const later = (ms: number): Date => new Date(now.getTime() + ms);
const show = (acceptanceId: string): Effect => ({ kind: 'show', acceptanceId });
const showTo = (acceptanceId: string, personId: string): Effect => ({
  kind: 'showTo',
  acceptanceId,
  personId,
});

describe('the outbox', () => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await emptyDatabase();
    store = sqlStore(database.db);
  });
  afterEach(async () => {
    sinon.restore();
    await database.drop();
  });

  const claimed = async (at = now): Promise<Task> => {
    const task = await store.claim(at);
    assert(task);
    return task;
  };

  it('hands each task to one caller, however many ask at once', async () => {
    for (const round of ['first', 'second', 'third', 'fourth', 'fifth']) {
      const ids = Array.from({ length: 12 }, (_, i) => `${round}-${String(i + 10)}`);
      await store.arm(ids.map(show), now);
      const tasks = await Promise.all([...ids, ...ids].map(() => store.claim(now)));
      assert.deepEqual(
        tasks.flatMap((task) => task?.key ?? []).sort(),
        ids.map((id) => `show:${id}`),
      );
      assert.equal(new Set(tasks.map((task) => task?.claim)).size, ids.length + 1);
    }
  });

  it('hands out the effect as it was asked for', async () => {
    const effect: Effect = { kind: 'syncControl', controlId: 'McasCloudDiscovery' };
    await store.arm([effect], now);
    const { claim, ...task } = await claimed();
    assert.deepEqual(task, {
      key: 'sync:mcasclouddiscovery',
      effect,
      attempts: 1,
      generation: 1,
    });
    assert.notEqual(claim, '');
  });

  it('hands out what is due, the oldest first', async () => {
    await store.arm([show('b')], later(-1));
    await store.arm([show('c'), show('a')], later(-2));
    await store.arm([show('not yet')], later(1));
    const keys = [await claimed(), await claimed(), await claimed()].map(({ key }) => key);
    assert.deepEqual(keys, ['show:a', 'show:c', 'show:b']);
    assert.equal(await store.claim(now), undefined);
    assert.equal((await claimed(later(1))).key, 'show:not yet');
  });

  it('hands a task out once until it is armed again', async () => {
    await store.arm([show('a')], now);
    await store.finish(await claimed());
    assert.equal(await store.claim(later(1e9)), undefined);
    assert.equal(await store.pending('show:a'), undefined);
    await store.arm([show('a')], now);
    const again = await claimed();
    assert.deepEqual([again.attempts, again.generation], [1, 2]);
  });

  it('asks once for what is asked for twice', async () => {
    await store.arm([show('a'), show('a')], now);
    await store.arm([], now);
    await store.armOnce([], now);
    await store.finish(await claimed());
    assert.equal(await store.claim(now), undefined);
  });

  it('does not put off what is asked for again, but makes due what was put off', async () => {
    await store.arm([show('a')], now);
    await store.arm([show('a')], later(5_000));
    await store.postpone(await claimed(), later(60_000), 'unavailable');
    assert.equal(await store.claim(later(59_999)), undefined);
    await store.arm([show('a')], later(10));
    const task = await claimed(later(10));
    assert.equal(task.attempts, 1);
  });

  it('starts anew what was asked for again while somebody was busy with it', async () => {
    await store.arm([show('a'), show('b')], now);
    const [a, b] = [await claimed(), await claimed()];
    await store.arm([show('a'), show('b')], now);
    assert.equal(await store.claim(now), undefined);
    await store.finish(a);
    await store.postpone(b, later(60_000), 'unavailable');
    const anew = [await claimed(), await claimed()];
    assert.deepEqual(
      anew.map(({ key, attempts, generation }) => [key, attempts, generation]),
      [
        ['show:a', 1, 2],
        ['show:b', 1, 2],
      ],
    );
    for (const task of anew) await store.finish(task);
    assert.equal(await store.claim(later(1e9)), undefined);
  });

  it('counts attempts, and keeps why the last one failed', async () => {
    await store.arm([show('a')], now);
    assert.deepEqual(await store.pending('show:a'), { attempts: 0, lastError: '' });
    await store.postpone(await claimed(), later(30_000), 'throttled');
    assert.deepEqual(await store.pending('show:a'), { attempts: 1, lastError: 'throttled' });
    assert.equal((await claimed(later(30_000))).attempts, 2);
    await store.arm([show('a')], now);
    assert.deepEqual(await store.pending('show:a'), { attempts: 0, lastError: '' });
  });

  it('holds a lease for a minute and a half of real time, whatever the clock of the product says', async () => {
    const clock = sinon.useFakeTimers({ now, toFake: ['Date'] });
    await store.arm([show('a')], now);
    const lost = await claimed();
    assert.equal(await store.claim(later(365 * 86_400_000)), undefined);
    clock.tick(89_999);
    assert.equal(await store.claim(now), undefined);
    clock.tick(2);
    const taken = await claimed();
    assert.deepEqual([taken.key, taken.attempts], ['show:a', 2]);
    await store.finish(lost);
    await store.postpone(lost, later(1e9), 'too late');
    assert.deepEqual(await store.pending('show:a'), { attempts: 2, lastError: '' });
    assert.equal(await store.claim(now), undefined);
    await store.finish(taken);
    assert.equal(await store.pending('show:a'), undefined);
  });

  it('holds a claim as long as it is kept, by whoever has it', async () => {
    const clock = sinon.useFakeTimers({ now, toFake: ['Date'] });
    await store.arm([show('a')], now);
    const task = await claimed();
    for (let times = 0; times < 3; times++) {
      clock.tick(80_000);
      await store.keep(task);
    }
    assert.equal(await store.claim(now), undefined);
    clock.tick(90_001);
    const taken = await claimed();
    await store.keep(task);
    clock.tick(90_001);
    assert.equal((await claimed()).attempts, taken.attempts + 1);
  });

  it('arms once what ought to happen once, ever', async () => {
    const reading: Effect = { kind: 'readControls', day: '2026-11-23' };
    await store.armOnce([reading], now);
    await store.armOnce([reading, show('a')], later(-1));
    assert.equal((await claimed()).key, 'show:a');
    await store.finish(await claimed());
    await store.armOnce([reading], now);
    assert.equal(await store.claim(later(1e9)), undefined);
  });

  it('makes due what waits for a person who came back, and nothing else', async () => {
    await store.arm([showTo('a', 'ada'), showTo('a', 'bo'), showTo('b', 'ada')], now);
    const [a, bo, b] = [await claimed(), await claimed(), await claimed()];
    await store.postpone(a, later(1e6), 'unreachable');
    await store.postpone(bo, later(1e6), 'unreachable');
    await store.finish(b);
    await store.rearmPerson('ada', later(10));
    const task = await claimed(later(10));
    assert.deepEqual([task.key, task.attempts], ['show:a:ada', 1]);
    assert.equal(await store.claim(later(10)), undefined);
  });

  it('lets nobody wait who comes back while a message to them fails, and tells nobody twice', async () => {
    await store.arm([showTo('fails', 'ada'), showTo('works', 'ada')], now);
    const [fails, works] = [await claimed(), await claimed()];
    await store.rearmPerson('ada', now);
    await store.postpone(fails, later(1e6), 'unreachable');
    await store.finish(works);
    assert.equal((await claimed()).key, 'show:fails:ada');
    assert.equal(await store.claim(later(1e9)), undefined);
  });

  it('says when the next task is due that nobody is busy with', async () => {
    assert.equal(await store.nextDue(), undefined);
    await store.arm([show('a')], now);
    await store.arm([show('b')], later(500));
    assert.deepEqual(await store.nextDue(), now);
    const task = await claimed();
    assert.deepEqual(await store.nextDue(), later(500));
    await store.postpone(task, later(200), 'unavailable');
    assert.deepEqual(await store.nextDue(), later(200));
  });

  it('is filled by each step, with one row a thing', async () => {
    const first = await opened(store);
    const second = await stepped(store, first, { state: 'InApproval' });
    const task = await claimed();
    assert.deepEqual([task.key, task.generation], [`show:${first.id}`, 2]);
    await stepped(store, second, { state: 'Rejected' });
    assert.equal(await store.claim(later(1e9)), undefined);
    await store.finish(task);
    assert.equal((await claimed()).generation, 3);
  });
});
