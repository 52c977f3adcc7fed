import assert from 'node:assert/strict';
import { endDeputy } from '../../src/app/end-deputy.ts';
import { carl, cora, day, ed, eve, people, type World, world } from '../support/world.ts';
import { appoint } from './deputy-world.ts';

/** A Monday, at ten in the morning. */
const monday = '2026-11-23T10:00:00.000Z';

describe('What has waited for five business days', () => {
  let w: World;
  beforeEach(async () => {
    w = await world({ now: monday });
  });
  afterEach(() => w.end());

  /** Day by day, as time passes. */
  const days = async (count: number): Promise<void> => {
    for (let at = 0; at < count; at++) await w.later(day);
  };
  const waiting = async () => {
    const acceptance = await w.endorse(await w.propose());
    await w.settle();
    w.quiet();
    return acceptance;
  };
  const two = { validTo: '2026-12-31' };

  it('goes to the deputy too, as a new message with its buttons, once', async () => {
    await appoint(w, two);
    const acceptance = await waiting();
    await days(6);
    assert.deepEqual(w.cards(ed), [], 'Sunday: four business days');
    await days(1);
    const [card, ...more] = w.cards(ed);
    assert.deepEqual([card?.view?.acceptance.id, more.length], [acceptance.id, 0]);
    assert.ok(card?.view?.choices.includes('approve'));
    await w.store.arm([{ kind: 'show', acceptanceId: acceptance.id }], w.ports.now());
    await w.settle();
    assert.equal(w.cards(ed).length, 1);
  });

  it('is what the deputy is reminded of from then on, beside the principals', async () => {
    await appoint(w, two);
    await waiting();
    await days(4);
    assert.equal(people(w.teams.posts.filter(({ view }) => view)), 'carl carl cora cora');
    await days(3);
    w.quiet();
    await days(1);
    assert.equal(people(w.teams.posts.filter(({ view }) => view)), 'carl cora ed');
  });

  it('goes to a deputy who is named later, at once', async () => {
    await waiting();
    await days(8);
    await appoint(w, { ...two, validFrom: '2026-12-01' });
    await w.settle();
    assert.equal(w.cards(ed).length, 1);
  });

  it('goes to no deputy whose duty it is not, who begins later, or with whom it was ended', async () => {
    await appoint(w, { ...two, deputyId: eve.id });
    const { id } = await appoint(w, two);
    await appoint(w, { ...two, validFrom: '2026-12-25', principalId: cora.id }, cora);
    await endDeputy(w.ports, id, carl.id);
    await waiting();
    await days(8);
    assert.deepEqual([w.cards(ed), w.cards(eve)], [[], []]);
  });

  it('loses its buttons on the deputy’s card once they are no deputy any more', async () => {
    const { id } = await appoint(w, two);
    await waiting();
    await days(7);
    w.quiet();
    await endDeputy(w.ports, id, ed.id);
    await w.settle();
    const [update] = w.teams.updates.filter(({ to }) => to === ed.id);
    assert.deepEqual(update?.view?.choices.includes('approve'), false);
  });
});
