import assert from 'node:assert/strict';
import { gate, within } from '../../src/graph/gate.ts';

const never = new AbortController().signal;
const reason = new Error('too late');

describe('the gate', () => {
  it('lets nobody in whose time is up', async () => {
    const enter = gate(1);
    const work = () => Promise.reject(new Error('not to be done'));
    await assert.rejects(enter(work, AbortSignal.abort(reason)), reason);
    assert.equal(await enter(() => Promise.resolve('in'), never), 'in');
  });

  it('gives a place back after a failure', async () => {
    const enter = gate(1);
    await assert.rejects(
      enter(() => Promise.reject(reason), never),
      reason,
    );
    assert.equal(await enter(() => Promise.resolve('in'), never), 'in');
  });

  it('lets those who wait go first, and never one too many', async () => {
    const enter = gate(2);
    const order: number[] = [];
    let inside = 0;
    const work = (n: number) => async () => {
      inside += 1;
      assert.ok(inside <= 2);
      order.push(n);
      await new Promise(setImmediate);
      inside -= 1;
      if (n < 3) void enter(work(n + 10), never);
    };
    await Promise.all([0, 1, 2, 3, 4].map((n) => enter(work(n), never)));
    await new Promise((done) => setTimeout(done, 10));
    assert.deepEqual(order, [0, 1, 2, 3, 4, 10, 11, 12]);
  });

  it('does not wait beyond a signal', async () => {
    const work = new Promise(() => undefined);
    await assert.rejects(within(work, AbortSignal.abort(reason)), reason);
    const later = new AbortController();
    const waiting = within(work, later.signal);
    later.abort(reason);
    await assert.rejects(waiting, reason);
    assert.equal(await within(Promise.resolve('done'), later.signal).catch(() => 'late'), 'done');
  });
});
