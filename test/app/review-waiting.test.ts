import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { DirectorySilent } from '../../src/app/directory-silent.ts';
import { reviewView } from '../../src/app/review.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { as } from '../domain/examples.ts';
import { cora, eve, max, mia, type World } from '../support/world.ts';
import { lines, only, reviewing, wait } from './review-world.ts';

describe('the weekly review of what waits for somebody', () => {
  let w: World;
  beforeEach(async () => {
    w = await reviewing();
  });
  afterEach(() => w.end());

  const proposed = (): Promise<Acceptance> => w.propose({}, eve, { controlId: 'Mfa' });
  const stuck = async (): Promise<readonly string[]> =>
    (await only(w, 'stuck')).map(({ since, waitsFor }) => [since, ...waitsFor].join(' '));

  it('tells for whom, from the second day on', async () => {
    await proposed();
    wait(w, 1);
    assert.deepEqual(await stuck(), []);
    wait(w, 1);
    assert.deepEqual(await stuck(), ['2026-11-23 Max Mia']);
  });

  it('begins anew with everybody whose turn it becomes', async () => {
    const acceptance = await proposed();
    wait(w, 2);
    await w.endorse(acceptance, mia);
    assert.deepEqual(await stuck(), []);
    wait(w, 2);
    assert.deepEqual(await stuck(), ['2026-11-25 Carl Cora']);
    await w.requestChanges(acceptance, cora);
    wait(w, 2);
    assert.deepEqual(await stuck(), ['2026-11-27 Eve']);
    const { id, revision } = await w.find(acceptance);
    await w.submit({}, eve, { controlId: 'Mfa', resubmits: { id, revision } });
    assert.deepEqual(await stuck(), []);
    wait(w, 4);
    assert.deepEqual(await stuck(), ['2026-11-29 Max Mia']);
    await w.withdraw(acceptance);
    assert.deepEqual(await stuck(), []);
  });

  it('names nobody who could not take it', async () => {
    w.entra.put(as(eve, 'engineer', 'itManager'));
    await proposed();
    wait(w, 2);
    assert.deepEqual(await stuck(), ['2026-11-23 Max Mia']);
  });

  it('names nobody while the directory does not answer, and holds nothing up', async () => {
    await proposed();
    wait(w, 2);
    const { directory } = w.ports;
    const holders = () => Promise.reject(new DirectorySilent('no answer'));
    const view = await reviewView({ ...w.ports, directory: { ...directory, holders } });
    assert.deepEqual(
      view.lines.map(({ kind, waitsFor }) => [kind, ...waitsFor]),
      [['stuck']],
    );
    const broken = () => Promise.reject(new TypeError('a fault of ours'));
    await assert.rejects(
      reviewView({ ...w.ports, directory: { ...directory, holders: broken } }),
      TypeError,
    );
  });

  it('asks the directory only where something waits', async () => {
    w.entra.directory.holders.resetHistory();
    await lines(w);
    assert.equal(w.entra.directory.holders.callCount, 0);
  });

  it('names a proposer as somebody whose name nobody knows, and is since it was proposed at the latest', async () => {
    await w.requestChanges(await proposed(), max);
    wait(w, 3);
    await w.db.deleteFrom('person').execute();
    assert.deepEqual(await stuck(), ['2026-11-23 somebody']);
    await w.db.updateTable('trail').set({ event: 'else' }).execute();
    assert.deepEqual(await stuck(), ['2026-11-23 somebody']);
  });
});
