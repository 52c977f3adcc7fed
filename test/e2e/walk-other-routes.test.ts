import assert from 'node:assert/strict';
import type { Control } from '../../src/domain/control.ts';
import { titlesOf, valueOf, wordsOf } from './cards.ts';
import { carl, context, createWorld, ed, eve, isOpen, isPlain, mia, type World } from './world.ts';

const isSmall = (control: Control): boolean =>
  isOpen(control) && control.category !== 'Device' && control.maxScore - (control.score ?? 0) <= 2;
const isDevice = (control: Control): boolean => isOpen(control) && control.id.startsWith('scid_');

describe('The low route', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());

  const lowOne = async (): Promise<string> =>
    world.propose(eve, (await world.control(isSmall)).id, { residualRisk: 'Low' });

  it('is decided by the IT manager alone, and the CISO is not asked', async () => {
    const id = await lowOne();
    const card = world.offer(mia, 'approve', id);
    assert.match(wordsOf(card.card), /The IT manager decides alone/);
    assert.ok(!titlesOf(card.card).includes('Endorse'));
    await world.press(mia, card, 'approve', { businessContext: context });
    await world.settle();
    const acceptance = await world.find(id);
    assert.equal(acceptance.state, 'Active');
    assert.equal(acceptance.approverId, mia);
    assert.equal(acceptance.approverRole, 'itManager');
    assert.equal(world.cards(carl, id).length, 0);
  });

  it('wants the business context as well', async () => {
    const id = await lowOne();
    const answer = await world.step(mia, id, 'approve', { conditions: 'While we watch it.' });
    assert.match(wordsOf(answer.card), /Please give the business context/);
    assert.equal(valueOf(answer.card, 'conditions'), 'While we watch it.');
    assert.equal((await world.find(id)).state, 'InReview');
  });

  it('can be raised to the CISO, and then no IT manager decides it', async () => {
    const id = await lowOne();
    const old = world.offer(mia, 'approve', id);
    await world.press(mia, old, 'raiseRoute', {});
    await world.settle();
    const acceptance = await world.find(id);
    assert.equal(acceptance.route, 'standard');
    const refused = await world.press(mia, { ...old, card: old.card }, 'approve', {
      businessContext: context,
    });
    assert.equal((await world.find(id)).state, 'InReview');
    assert.match(wordsOf(refused.card), /out of date|no longer open/);
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
    await world.step(carl, id, 'approve');
    assert.equal((await world.find(id)).state, 'Approved');
  });

  it('can be revoked by the IT manager', async () => {
    const id = await lowOne();
    await world.step(mia, id, 'approve', { businessContext: context });
    await world.settle();
    await world.say(mia, `show ${id}`);
    await world.step(mia, id, 'revoke', { reason: 'We have the time for it now.' });
    assert.equal((await world.find(id)).state, 'Revoked');
  });
});

describe('What raises the score on our word', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());

  it('is written as ThirdParty, with its evidence on record', async () => {
    const control = await world.control(isPlain);
    const sum = 'ab'.repeat(32);
    const id = await world.propose(eve, control.id, {
      treatment: 'thirdParty',
      evidence: `https://evidence.example/contract.pdf ${sum}`,
    });
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
    const details = await world.press(carl, world.offer(carl, 'approve', id), 'details');
    assert.match(wordsOf(details.card), /evidence\.example\/contract\.pdf/);
    assert.ok(wordsOf(details.card).includes(sum));
    await world.step(carl, id, 'show');
    await world.step(carl, id, 'approve');
    await world.settle();
    assert.equal((await world.find(id)).state, 'Active');
    const shown = world.graph.tenant.control(control.id);
    assert.ok(shown);
    assert.equal(shown.status, 'Resolved through third party');
    assert.match(shown.history.at(-1)?.comment ?? '', /^Resolved through third party RA-/);
  });
});

/** The tenant's administrator does what the card says. */
const setInPortal = (world: World, controlId: string, comment: string): Promise<boolean> =>
  world.graph.tenant.setByHand({ controlId, state: 'Ignored', comment, by: ed });

async function approved(world: World, control: Control): Promise<string> {
  const id = await world.propose(eve, control.id);
  await world.step(mia, id, 'endorse', { businessContext: context });
  await world.settle();
  await world.step(carl, id, 'approve');
  await world.settle();
  return id;
}

for (const [what, environment, fits] of [
  ['A device recommendation', {}, isDevice],
  ['Everything under WRITE_BACK=manual', { WRITE_BACK: 'manual' }, isPlain],
] as const)
  describe(`${what} is set by hand`, () => {
    let world: World;
    before(async () => {
      world = await createWorld(environment);
    });
    after(() => world.close());

    it('is never written, stands in the queue of the engineers and becomes active once the portal shows it', async () => {
      const control = await world.control(fits);
      const id = await approved(world, control);
      assert.equal((await world.find(id)).state, 'Approved');
      assert.equal(world.graph.patches.length, 0);

      const card = world.offer(eve, 'markDone', id);
      assert.match(wordsOf(card.card), /To be set by a person in Microsoft Defender/);
      const [queue] = await world.say(ed, 'queue');
      assert.match(wordsOf(queue?.card), /To be set by a person in Microsoft Defender/);

      await setInPortal(world, control.id, `${id}, as decided`);
      await world.press(eve, card, 'markDone', {});
      await world.settle();
      assert.equal((await world.find(id)).state, 'Active');
      assert.equal(world.graph.patches.length, 0);
      assert.throws(() => world.offer(eve, 'markDone', id));
    });

    it('is not taken for done because somebody says so', async () => {
      const control = await world.control(fits);
      const id = await approved(world, control);
      await world.step(eve, id, 'markDone');
      await world.settle();
      assert.equal((await world.find(id)).state, 'Approved');
      const [shown] = await world.say(eve, `show ${id}`);
      assert.match(wordsOf(shown?.card), /Marked as done in the portal on/);
      assert.match(wordsOf(shown?.card), /Not in force yet/);
    });

    it('keeps its card when the portal says something else', async () => {
      const control = await world.control(fits);
      const id = await approved(world, control);
      await world.graph.tenant.setByHand({
        controlId: control.id,
        state: 'ThirdParty',
        comment: 'another product',
        by: ed,
      });
      await world.step(eve, id, 'markDone');
      await world.settle();
      assert.equal((await world.find(id)).state, 'Approved');
      assert.equal(world.graph.patches.length, 0);
    });
  });
