import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { readControls } from '../../src/app/read-controls.ts';
import type { Area } from '../../src/domain/question.ts';
import { control } from '../domain/examples.ts';
import { eve, mia, type World, world } from '../support/world.ts';
import { asked, of, snapshot } from './answer-days.ts';

const some = (id: string, fields: Parameters<typeof control>[0] = {}) =>
  control({ id, title: id, maxScore: 10, score: 0, ...fields });

const controls = [
  some('Old', { score: 8 }),
  some('Fell', { category: 'Identity' }),
  some('A little', { score: 9.5 }),
  some('Late', { score: 4 }),
  some('Done', { score: 10 }),
];

describe('an answer about what is undecided', () => {
  let w: World;
  beforeEach(async () => {
    w = await world({ controls });
    await w.store.saveSnapshots([
      snapshot('2026-10-01', { old: 8, Fell: 0, Done: 10 }),
      snapshot('2026-10-10', { old: 8, Fell: 10, Done: 10 }),
      snapshot('2026-11-02', { old: 8, Fell: 5, Late: 4, Done: 10, 'A little': 9.5 }),
      snapshot('2026-11-20', { old: 8, Fell: 0, Late: 4, Done: 10, 'A little': 9.5 }),
    ]);
  });
  afterEach(() => w.end());

  const undecided = async (area?: Area) =>
    of('undecided', await asked(w, { ask: 'undecided', ...(area && { area }) }));
  const brief = async (area?: Area) =>
    (await undecided(area)).items
      .map((one) => `${one.control.id} ${one.since}`)
      .filter((one) => !one.startsWith('A little'));

  const own = async (at: string): Promise<void> => {
    const { policyVersion: policy } = w.ports;
    const owners = [{ subject: 'control:fell', personId: eve.id, byId: mia.id, at }];
    const event = 'ownerAssigned';
    await w.store.note({ at, event, by: mia, owners, set: {}, policy, effects: [] });
  };

  it('has what is to address, the oldest first, then by points at risk', async () => {
    const { items, points } = await undecided();
    assert.deepEqual(
      items.map(({ control: { id }, since }) => `${id} ${since}`),
      ['Old 2026-10-01', 'Fell 2026-11-02', 'Late 2026-11-02', 'A little 2026-11-02'],
    );
    assert.equal(points, 18.5);
  });

  it('leaves out what has an acceptance, decided or not, until that has ended', async () => {
    const proposed = await w.propose({}, eve, { controlId: 'OLD' });
    await w.approved({}, eve, { controlId: 'Late' });
    assert.deepEqual(await brief(), ['Fell 2026-11-02']);
    await w.reject(proposed);
    assert.deepEqual(await brief(), ['Old 2026-10-01', 'Fell 2026-11-02']);
  });

  it('leaves out what somebody sees to', async () => {
    await own('2026-11-02T10:00:00.000Z');
    assert.deepEqual(await brief(), ['Old 2026-10-01', 'Late 2026-11-02']);
  });

  it('has what somebody saw to once, and what has fallen again since', async () => {
    await own('2026-11-01T23:59:00.000Z');
    assert.deepEqual(await brief(), ['Old 2026-10-01', 'Fell 2026-11-02', 'Late 2026-11-02']);
  });

  it('leaves out what a person gave another status in the portal', async () => {
    w.graph.setByHand('Old', 'Ignored');
    await readControls(w.ports);
    assert.deepEqual(await brief(), ['Fell 2026-11-02', 'Late 2026-11-02']);
  });

  it('counts from the day on which a person put it back to address', async () => {
    w.clock.at = Date.parse('2026-11-12T10:00:00Z');
    w.graph.setByHand('Old', 'Default');
    await readControls(w.ports);
    assert.deepEqual(await brief(), ['Fell 2026-11-02', 'Late 2026-11-02', 'Old 2026-11-12']);
  });

  it('counts from the last time it fell', async () => {
    await w.store.saveSnapshots([
      snapshot('2026-11-21', { old: 8, Fell: 10, Late: 4, Done: 10 }),
      snapshot('2026-11-22', { old: 8, Fell: 3, Late: 4, Done: 10 }),
      snapshot('2026-11-23', { old: 8, Fell: 0, Late: 4, Done: 10 }),
    ]);
    assert.deepEqual(await brief(), ['Old 2026-10-01', 'Late 2026-11-02', 'Fell 2026-11-22']);
  });

  it('counts not from a status of long before', async () => {
    w.clock.at = Date.parse('2026-10-05T10:00:00Z');
    w.graph.setByHand('Fell', 'Default');
    await readControls(w.ports);
    assert.deepEqual(await brief(), ['Old 2026-10-01', 'Fell 2026-11-02', 'Late 2026-11-02']);
  });

  it('counts from the newest day what the record does not show as open yet', async () => {
    w.graph.change('Late', { id: 'Unseen' });
    w.graph.change('Done', { score: 3 });
    w.graph.remove('Fell');
    await readControls(w.ports);
    assert.deepEqual(await brief(), ['Old 2026-10-01', 'Done 2026-11-20', 'Unseen 2026-11-20']);
  });

  it('counts anew what left and came back, and not what fell further', async () => {
    await w.store.saveSnapshots([
      snapshot('2026-11-21', { Fell: 0, Late: 4, Done: 10 }),
      snapshot('2026-11-22', { old: 8, Fell: 0, Late: 1, Done: 10 }),
    ]);
    assert.deepEqual(await brief(), ['Fell 2026-11-02', 'Late 2026-11-02', 'Old 2026-11-22']);
  });

  it('says which part of Secure Score it is about', async () => {
    const area: Area = { by: 'category', values: ['IDENTITY'], name: 'Identity' };
    const answer = await undecided(area);
    assert.deepEqual(await brief(area), ['Fell 2026-11-02']);
    assert.deepEqual([answer.area, answer.points], [area, 10]);
  });

  it('is empty where all is decided, and none without data', async () => {
    const area: Area = { by: 'category', values: ['Device'], name: 'Devices' };
    assert.deepEqual((await undecided(area)).items, []);
    await w.end();
    w = await world({ controls });
    of('noData', await asked(w, { ask: 'undecided' }));
  });
});
