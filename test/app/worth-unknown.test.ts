import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { compareDays } from '../../src/app/comparing.ts';
import { takeSnapshot } from '../../src/app/take-snapshot.ts';
import { plusDays } from '../../src/domain/calendar.ts';
import type { Snapshot } from '../../src/domain/history.ts';
import { control } from '../domain/examples.ts';
import { measured, snapshot } from '../domain/days.ts';
import { type World, world } from '../support/world.ts';

const today = '2026-11-25';
const back = (days: number): string => plusDays(today, -days);

/** As it comes where nothing says what the recommendation is worth. */
const unknown = measured('Mfa', { points: 0, maxScore: 0 });
const complete = measured('Mfa', { points: 10, maxScore: 10 });

describe('a recommendation without points that Secure Score does not describe', () => {
  let w: World;
  beforeEach(async () => {
    w = await world({ now: `${today}T10:00:00Z`, controls: [control({ id: 'Other' })] });
  });
  afterEach(() => w.end());

  const take = async (...days: readonly Snapshot[]): Promise<void> => {
    w.graph.setDays(...days);
    assert.equal(await takeSnapshot(w.ports, today), 'done');
  };
  const rows = async () =>
    ((await w.store.lives(['mfa']))[0]?.rows ?? []).map(
      ({ day, points, maxScore }) => `${day} ${String(points)}/${String(maxScore)}`,
    );
  const causes = async (from: string) =>
    (await compareDays(w.ports, from, today))?.changes.map(({ cause }) => cause);

  it('is worth what it was, and fell', async () => {
    await take(snapshot(back(1), complete));
    await take(snapshot(today, unknown));
    assert.deepEqual(await rows(), [`${back(1)} 10/10`, `${today} 0/10`]);
    assert.deepEqual(await causes(back(1)), ['fell']);
  });

  it('is worth what another day that came with it tells', async () => {
    await take(snapshot(today, unknown), snapshot(back(1), unknown), snapshot(back(2), complete));
    assert.deepEqual(await rows(), [`${back(2)} 10/10`, `${back(1)} 0/10`]);
  });

  it('is worth what is told after that, where nothing was before', async () => {
    await take(snapshot(today, complete), snapshot(back(1), unknown));
    assert.deepEqual(await rows(), [`${back(1)} 0/10`, `${today} 10/10`]);
  });

  it('is worth what was known last, not first', async () => {
    const less = measured('Mfa', { points: 8, maxScore: 8 });
    await take(snapshot(today, unknown), snapshot(back(1), less), snapshot(back(2), complete));
    assert.deepEqual((await rows()).at(-1), `${today} 0/8`);
  });

  it('is not in scope while nobody knows what it is worth', async () => {
    await take(snapshot(today, unknown, measured('Other')));
    assert.deepEqual(await rows(), []);
  });

  it('stays worth nothing where it was known to be', async () => {
    await w.store.saveSnapshots([snapshot(back(1), unknown)]);
    await take(snapshot(today, unknown));
    assert.deepEqual(await rows(), [`${back(1)} 0/0`]);
  });

  it('is worth nothing where Secure Score says so', async () => {
    const named = control({ id: 'Mfa', maxScore: 0 });
    await w.end();
    w = await world({ now: `${today}T10:00:00Z`, controls: [named] });
    await take(snapshot(back(1), complete));
    await take(snapshot(today, unknown));
    assert.deepEqual(await rows(), [`${back(1)} 10/10`, `${today} 0/0`]);
  });
});
