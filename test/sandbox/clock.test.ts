import assert from 'node:assert/strict';
import { createClock } from '../../src/sandbox/clock.ts';
import { memoryShelf } from '../../src/sandbox/memory-shelf.ts';

const at = (text: string): Date => new Date(text);
const start = at('2026-11-23T09:00:00.000Z');
const hour = 3_600_000;

describe('the movable clock', () => {
  let real: number;
  let shelf: ReturnType<typeof memoryShelf>;
  const create = (startAt = start) => createClock({ shelf, startAt, real: () => real });

  beforeEach(() => {
    real = 1_000_000;
    shelf = memoryShelf();
  });

  it('begins where it is told and runs with real time', async () => {
    const clock = await create();
    assert.deepEqual(clock.now(), start);
    real += hour;
    assert.deepEqual(clock.now(), at('2026-11-23T10:00:00.000Z'));
  });

  it('runs on from where it is put', async () => {
    const clock = await create();
    await clock.set(at('2027-01-01T00:00:00.000Z'));
    real += hour;
    assert.deepEqual(clock.now(), at('2027-01-01T01:00:00.000Z'));
  });

  it('stands still while it is frozen, can be put elsewhere then, and runs on from there', async () => {
    const clock = await create();
    clock.freeze();
    real += hour;
    assert.deepEqual(clock.now(), start);
    await clock.set(at('2026-12-01T00:00:00.000Z'));
    real += hour;
    assert.deepEqual(clock.now(), at('2026-12-01T00:00:00.000Z'));
    clock.run();
    real += hour;
    assert.deepEqual(clock.now(), at('2026-12-01T01:00:00.000Z'));
  });

  it('resumes where it ended', async () => {
    const clock = await create();
    await clock.set(at('2027-01-01T00:00:00.000Z'));
    real += 50 * hour;
    assert.deepEqual((await create()).now(), at('2027-01-01T00:00:00.000Z'));
  });

  it('resumes where it was saved', async () => {
    const clock = await create();
    real += hour;
    await clock.save();
    real += 50 * hour;
    assert.deepEqual((await create()).now(), at('2026-11-23T10:00:00.000Z'));
  });

  it('never resumes before the instant at which it may start', async () => {
    const clock = await create();
    await clock.save();
    const later = at('2026-11-25T00:00:00.000Z');
    assert.deepEqual((await create(later)).now(), later);
  });

  it('starts anew where the shelf holds something else', async () => {
    await shelf.put('clock', 'now', { now: 'yesterday' });
    assert.deepEqual((await create()).now(), start);
  });

  it('tells its listeners of being put, until they leave', async () => {
    const clock = await create();
    const told: string[] = [];
    const leave = clock.onChange((now) => told.push(now.toISOString()));
    await clock.set(at('2027-01-01T00:00:00.000Z'));
    leave();
    await clock.set(at('2027-01-02T00:00:00.000Z'));
    assert.deepEqual(told, ['2027-01-01T00:00:00.000Z']);
  });
});
