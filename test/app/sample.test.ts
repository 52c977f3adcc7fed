import assert from 'node:assert/strict';
import { sampleInForce } from '../../src/app/sample.ts';
import { sampleCard } from '../../src/cards/sample-card.ts';
import { witness } from '../../src/domain/trail.ts';
import { ofType, wordsOf } from '../cards/walk.ts';
import { control } from '../domain/examples.ts';
import { ed, eve, type World, world } from '../support/world.ts';
import { appoint } from './deputy-world.ts';

describe('a sample of what is in force', () => {
  const controls = Array.from({ length: 8 }, (_, at) =>
    control({ id: `c${String(at)}`, title: `Control ${String(at)}` }),
  );
  let w: World;
  beforeEach(async () => {
    w = await world({ controls });
    for (const { id } of controls.slice(0, 6)) await w.approved({}, eve, { controlId: id });
    await w.settle();
    await w.propose({}, eve, { controlId: 'c6' });
    await w.approved({}, eve, { controlId: 'c7' });
  });
  afterEach(() => w.end());

  const sample = (count: number, seed = 'abc') => sampleInForce(w.ports, { count, seed });
  const ids = async (...asked: Parameters<typeof sample>): Promise<readonly string[]> =>
    (await sample(...asked)).items.map(({ acceptance }) => acceptance.id);

  it('is of what is in force alone, and says how many there are', async () => {
    const { items, total } = await sample(20);
    assert.equal(total, 6);
    assert.deepEqual(new Set(items.map(({ acceptance }) => acceptance.state)), new Set(['Active']));
    assert.equal(new Set(await ids(20)).size, 6);
  });

  it('is drawn by its seed: the same one draws the same', async () => {
    assert.deepEqual(await ids(3), await ids(3));
    const others = await Promise.all(['b', 'c', 'd', 'e'].map((seed) => ids(3, seed)));
    assert.ok(others.some((one) => one.join() !== others[0]?.join()));
  });

  it('has the whole trail of each, with the witness of every step', async () => {
    const { items } = await sample(3);
    const words = wordsOf(sampleCard(await sample(3)));
    for (const { acceptance, trail } of items) {
      assert.deepEqual(
        trail.map(({ event }) => event),
        ['propose', 'endorse', 'approve', 'verified'],
      );
      for (const line of await w.trail(acceptance)) assert.ok(words.includes(witness(line)));
    }
    assert.match(words, /23 Nov 2026: Carl \(CISO\) approved it/);
  });

  it('names for whom a deputy approved', async () => {
    await appoint(w, { deputyId: ed.id });
    const [proposed] = await w.store.list({ states: ['InReview'] });
    const waiting = await w.endorse(proposed ?? assert.fail());
    await w.approve(waiting, ed);
    await w.settle();
    const { names } = await sample(20);
    assert.deepEqual([names['ed'], names['carl']], ['Ed', 'Carl']);
  });

  it('says on its card how it was drawn, and has a way to everything about each', async () => {
    const card = sampleCard(await sample(3));
    const words = wordsOf(card);
    assert.match(words, /^Sample\n3 of 6 acceptances in force on 23 Nov 2026\.\n/);
    assert.match(words, /SHA-256 of “abc:” and the id.*“sample 3 seed abc” draws the same/);
    assert.deepEqual(
      ofType(card, /^Action\.Execute$/).map(({ data }) => data),
      (await ids(3)).map((id) => ({ text: `details ${id}` })),
    );
  });

  it('fits a card however long the trails are, and says what it leaves out', async () => {
    const whole = await sample(3);
    const [one] = whole.items;
    assert.ok(one);
    const trail = Array.from({ length: 90 }, () => one.trail).flat();
    const items = Array.from({ length: 20 }, () => ({ ...one, trail }));
    const card = sampleCard({ ...whole, items });
    assert.ok(JSON.stringify(card).length <= 14_000, String(JSON.stringify(card).length));
    assert.match(wordsOf(card), /\nType “details” and an id for everything about one\./);
    assert.match(wordsOf(card), /360 steps: 3\d\d earlier steps in Details; #\d+ /);
  });

  it('shows the hashes of every step of twenty', async () => {
    const whole = await sample(1);
    const items = Array.from({ length: 20 }, () => whole.items).flat();
    const card = sampleCard({ ...whole, items });
    const [line] = whole.items[0]?.trail ?? [];
    assert.ok(line && JSON.stringify(card).length <= 14_000);
    assert.equal(wordsOf(card).split(witness(line)).length, 21);
  });

  it('is empty where nothing is in force', async () => {
    await w.end();
    w = await world({ controls });
    assert.match(wordsOf(sampleCard(await sample(5))), /^Sample\n0 of 0 acceptances in force/);
  });
});
