import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import sinon from 'sinon';
import { compareDays } from '../../src/app/comparing.ts';
import type { StatusUpdate } from '../../src/domain/history.ts';
import { control } from '../domain/examples.ts';
import { eve, type World, world } from '../support/world.ts';
import { brief, snapshot } from './answer-days.ts';

const controls = ['One', 'Two'].map((id) => control({ id, title: id, maxScore: 10, score: 5 }));

describe('the comparison of two days', () => {
  let w: World;
  beforeEach(async () => {
    w = await world({ controls });
    await w.store.saveSnapshots([
      snapshot('2026-11-10', { One: 10, Two: 10 }),
      snapshot('2026-11-17', { One: 10, Two: 10 }),
      snapshot('2026-11-20', { One: 0, Two: 10 }),
    ]);
  });
  afterEach(() => w.end());

  const set = (...updates: readonly Partial<StatusUpdate>[]) =>
    w.store.saveControls(
      {
        controls,
        score: undefined,
        updates: updates.map((one) => ({
          key: 'one',
          at: '2026-11-18T00:00:00.000Z',
          state: 'Ignored',
          by: 'pat@contoso.example',
          comment: '',
          ...one,
        })),
      },
      '2026-11-23T09:00:00.000Z',
    );
  const compared = async (from = '2026-11-17', to = '2026-11-23') => {
    const comparison = await compareDays(w.ports, from, to);
    assert(comparison);
    return comparison;
  };

  it('takes the nearest days on record that are not after those asked for', async () => {
    const { from, to } = await compared('2026-11-16', '2026-11-22');
    assert.deepEqual([from.day, to.day], ['2026-11-10', '2026-11-20']);
    assert.deepEqual(from, { day: '2026-11-10', current: 20, max: 20 });
  });

  it('is none where the record begins later', async () => {
    assert.equal(await compareDays(w.ports, '2026-11-09', '2026-11-23'), undefined);
    assert.equal(await compareDays(w.ports, '2026-11-01', '2026-11-09'), undefined);
  });

  it('is none on an empty record', async () => {
    await w.end();
    w = await world({ controls });
    assert.equal(await compareDays(w.ports, '2026-11-09', '2026-11-23'), undefined);
  });

  it('of a day with itself holds nothing', async () => {
    const { changes, parts, points, percent } = await compared('2026-11-21', '2026-11-22');
    assert.deepEqual(
      { changes, parts, points, percent },
      {
        changes: [],
        parts: [],
        points: 0,
        percent: 0,
      },
    );
  });

  it('knows statuses from a week before the earlier day to the end of the later one', async () => {
    for (const [at, cause] of [
      ['2026-11-09T23:59:59.999Z', 'fell'],
      ['2026-11-10T00:00:00.000Z', 'status'],
      ['2026-11-20T23:59:59.999Z', 'status'],
      ['2026-11-21T00:00:00.000Z', 'fell'],
    ] as const) {
      await w.end();
      w = await world({ controls });
      await w.store.saveSnapshots([
        snapshot('2026-11-17', { One: 10 }),
        snapshot('2026-11-20', { One: 0 }),
      ]);
      await set({ at });
      assert.deepEqual(brief(await compared()), [`one -10 ${cause}`], at);
    }
  });

  it('finds the acceptance that explains a change, whatever became of it', async () => {
    w.clock.at = Date.parse('2026-11-18T10:00:00Z');
    const acceptance = await w.approved({}, eve, { controlId: 'ONE' });
    await set({ at: '2026-11-18T11:00:00.000Z', comment: `Risk accepted ${acceptance.id}.` });
    const [change] = (await compared()).changes;
    assert.deepEqual([change?.cause, change?.acceptanceId], ['ours', acceptance.id]);
    w.clock.at = Date.parse('2026-11-22T10:00:00Z');
    await w.revoke(acceptance);
    assert.equal((await compared()).changes[0]?.acceptanceId, acceptance.id);
  });

  it('reads no acceptance that was never decided, nor one of long after', async () => {
    await set({ at: '2026-11-18T11:00:00.000Z' });
    const store = sinon.spy({ ...w.store });
    const read = async (): Promise<number> => {
      await compareDays({ ...w.ports, store }, '2026-11-17', '2026-11-20');
      return (await store.list.lastCall.returnValue).length;
    };
    w.clock.at = Date.parse('2026-11-18T10:00:00Z');
    await w.reject(await w.propose({}, eve, { controlId: 'ONE' }));
    assert.equal(await read(), 0);
    // Our clock may be an hour ahead of Microsoft's.
    w.clock.at = Date.parse('2026-11-21T00:30:00Z');
    const acceptance = await w.approved({}, eve, { controlId: 'ONE' });
    assert.equal(await read(), 1);
    await w.revoke(acceptance);
    w.clock.at = Date.parse('2026-11-23T10:00:00Z');
    await w.approved({}, eve, { controlId: 'ONE' });
    assert.equal(await read(), 1);
  });

  it('asks for nothing that cannot matter', async () => {
    const asked = async (from: string): Promise<string> => {
      const store = sinon.spy({ ...w.store });
      await compareDays({ ...w.ports, store }, from, '2026-11-23');
      return (['courses', 'statusUpdates', 'lives', 'list'] as const)
        .filter((query) => store[query].called)
        .join(' ');
    };
    assert.equal(await asked('2026-11-21'), '');
    assert.equal(await asked('2026-11-17'), 'courses statusUpdates');
    await set({ key: 'two', at: '2026-11-17T12:00:00.000Z' });
    assert.equal(await asked('2026-11-17'), 'courses statusUpdates');
    await set({ key: 'one', at: '2026-11-12T12:00:00.000Z' });
    assert.equal(await asked('2026-11-17'), 'courses statusUpdates list');
    await set({ key: 'two' });
    assert.equal(await asked('2026-11-17'), 'courses statusUpdates lives list');
  });

  it('tells of a status that moved no points, or none yet', async () => {
    await w.store.saveSnapshots([
      snapshot('2026-11-19', { One: 10, Two: { points: 4, measuredOn: '2026-11-01' } }),
      snapshot('2026-11-20', { One: 10, Two: { points: 4, measuredOn: '2026-11-01' } }),
    ]);
    await set({ key: 'two', at: '2026-11-20T12:00:00.000Z' }, { key: 'never' });
    const { changes, points } = await compared('2026-11-19');
    assert.deepEqual(brief({ changes }), ['two 0 status']);
    assert.equal(points, 0);
    assert.deepEqual(changes[0]?.before, { points: 10, maxScore: 10 });
    await set({ at: '2026-11-19T23:59:59.000Z' });
    assert.deepEqual(brief(await compared('2026-11-19')), ['two 0 status']);
  });
});
