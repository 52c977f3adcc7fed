import assert from 'node:assert/strict';
import { said, titlesOf, valueOf, wordsOf } from './cards.ts';
import { carl, context, createWorld, eve, form, mia, type World } from './world.ts';

const deciding = [
  'Approve',
  'Approve High risk',
  'Endorse',
  'Request changes',
  'Reject',
  'Withdraw',
];
const offersNothingToDecide = (card: unknown): boolean =>
  !titlesOf(card).some((title) => deciding.includes(title));

describe('The standard route', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());

  it('goes from the proposal to what Secure Score shows, and every copy of the card says so', async () => {
    const { graph, settle, step, cards, find } = world;
    const control = await world.control();
    const id = await world.propose(eve, control.id);
    assert.equal((await find(id)).state, 'InReview');
    assert.match(wordsOf(cards(eve, id).at(-1)?.card), /Waits for Mia Maro/);

    const endorsed = await step(mia, id, 'endorse', { businessContext: context });
    await settle();
    assert.match(wordsOf(endorsed.card), /In approval/);
    assert.equal((await find(id)).state, 'InApproval');
    assert.match(wordsOf(cards(eve, id).at(-1)?.card), /Waits for Carl Cato/);

    const approved = await step(carl, id, 'approve', {
      conditions: 'As long as the gateway is there.',
    });
    assert.match(wordsOf(approved.card), /Approved by Carl Cato .*Not in force yet/);
    await settle();
    assert.equal((await find(id)).state, 'Active');
    for (const personId of [eve, mia, carl]) {
      const copies = cards(personId, id).filter(({ card }) => card !== null);
      assert.ok(copies.length > 0, personId);
      for (const { card } of copies) {
        assert.match(wordsOf(card), /Active/, personId);
        assert.ok(offersNothingToDecide(card), `${personId}: ${titlesOf(card).join()}`);
      }
    }
    const written = graph.patches.filter((patch) => patch.controlId === control.id);
    assert.equal(written.length, 1);
    assert.match(String(written[0]?.headers['prefer']), /return=representation/);
    const body = written[0]?.body as Record<string, unknown>;
    assert.deepEqual(body['vendorInformation'], { provider: 'SecureScore', vendor: 'Microsoft' });
    assert.equal(body['state'], 'Ignored');
    assert.match(
      String(body['comment']),
      new RegExp(`^Risk accepted ${id}, review by .* #\\d+ [0-9a-f]{12}$`),
    );
  });

  it('tells the channel each step without a word of the texts', async () => {
    const id = await world.propose(eve, (await world.control()).id);
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
    await world.step(carl, id, 'approve', { conditions: 'Only while the gateway stands there.' });
    await world.settle();
    const lines = world
      .messages('channel')
      .filter((one) => said(one).includes(id))
      .map(said);
    assert.equal(lines.length, 3, lines.join('\n'));
    assert.match(lines[0] ?? '', /Eve Engel asks for/);
    assert.match(lines[1] ?? '', /approved by Carl Cato/);
    assert.match(lines[2] ?? '', /in force/);
    for (const words of [form.riskDescription, form.justification, context, 'gateway'])
      assert.ok(!lines.join('\n').includes(words), words);
  });

  it('tells the proposer and the reviewer the decision, and the proposer that it is in force', async () => {
    const id = await world.propose(eve, (await world.control()).id);
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
    await world.step(carl, id, 'approve');
    await world.settle();
    const told = (personId: string) =>
      world
        .messages(`chat-${personId}`)
        .filter((one) => one.card === null && said(one).includes(id));
    assert.deepEqual(
      told(eve).map(({ text }) => /approved by|in force\./.exec(text)?.[0]),
      ['approved by', 'in force.'],
    );
    assert.equal(told(mia).length, 1);
    assert.equal(told(carl).length, 0);
  });

  it('comes back with changes requested, and shows what was changed when it is submitted again', async () => {
    const id = await world.propose(eve, (await world.control()).id);
    await world.step(mia, id, 'requestChanges', { reason: 'Say until when the contract runs.' });
    await world.settle();
    assert.equal((await world.find(id)).state, 'ChangesRequested');
    const back = world.offer(eve, 'resubmit', id);
    assert.match(wordsOf(back.card), /Changes requested by Mia Maro: Say until when/);
    assert.equal(valueOf(back.card, 'justification'), form.justification);

    const justification = 'The gateway does the same checks; its contract runs until 30 April.';
    const again = await world.press(eve, back, 'resubmit', { ...form, justification });
    assert.match(wordsOf(again.card), /In review/);
    await world.settle();
    const details = await world.press(mia, world.offer(mia, 'endorse', id), 'details');
    assert.match(wordsOf(details.card), /Changed when submitted again: Business justification/);
    assert.ok(wordsOf(details.card).includes(justification));
    await world.step(mia, id, 'endorse', { businessContext: context });
    assert.equal((await world.find(id)).state, 'InApproval');
  });

  it('sends the changes that the CISO asks for back through the whole review', async () => {
    const id = await world.propose(eve, (await world.control()).id);
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
    await world.step(carl, id, 'requestChanges', { reason: 'Name the owner of the risk.' });
    await world.settle();
    await world.press(eve, world.offer(eve, 'resubmit', id), 'resubmit', {
      ...form,
      riskOwnerId: mia,
    });
    await world.settle();
    const acceptance = await world.find(id);
    assert.equal(acceptance.state, 'InReview');
    assert.equal(acceptance.reviewerId, null);
    assert.throws(() => world.offer(carl, 'approve', id));
  });

  it('ends when it is rejected, with the reason for the proposer alone', async () => {
    const control = await world.control();
    const id = await world.propose(eve, control.id);
    await world.step(mia, id, 'reject', { reason: 'The setting can be made this week.' });
    await world.settle();
    assert.equal((await world.find(id)).state, 'Rejected');
    const told = world.messages(`chat-${eve}`).findLast((one) => one.card === null);
    assert.match(told?.text ?? '', /rejected by Mia Maro[^]*The setting can be made this week/);
    for (const { card } of world.cards(eve, id).filter((one) => one.card !== null))
      assert.ok(offersNothingToDecide(card));
    assert.equal(world.graph.patches.filter(({ controlId }) => controlId === control.id).length, 0);
  });

  it('takes Secure Score back to Default when it is revoked, and verifies that', async () => {
    const control = await world.control();
    const id = await world.propose(eve, control.id);
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
    await world.step(carl, id, 'approve');
    await world.settle();
    await world.say(carl, `show ${id}`);
    await world.step(carl, id, 'revoke', { reason: 'The gateway was switched off early.' });
    await world.settle();
    assert.equal((await world.find(id)).state, 'Revoked');
    assert.equal(world.graph.tenant.control(control.id)?.status, 'To address');
    const written = world.graph.patches.filter(({ controlId }) => controlId === control.id);
    assert.deepEqual(
      written.map(({ body }) => (body as { state: string }).state),
      ['Ignored', 'Default'],
    );
    const sync = await world.running.ports().store.sync(control.id);
    assert.equal(sync.agreedSeq, sync.askedSeq);
  });

  it('brings back what was typed when somebody looks at the details in between', async () => {
    const id = await world.propose(eve, (await world.control()).id);
    const card = world.offer(mia, 'endorse', id);
    const typed = { businessContext: 'Half of a thought about sales', reason: 'Not yet' };
    await world.press(mia, card, 'details', typed);
    const back = await world.step(mia, id, 'show');
    assert.equal(valueOf(back.card, 'businessContext'), typed.businessContext);
    assert.equal(valueOf(back.card, 'reason'), typed.reason);
  });

  it('asks a second time before a High residual risk is approved, and names it and the day', async () => {
    const id = await world.propose(eve, (await world.control()).id, { residualRisk: 'High' });
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
    const card = world.offer(carl, 'approve', id);
    const asked = await world.press(carl, card, 'approve', { conditions: 'Watched daily.' });
    assert.match(wordsOf(asked.card), /Approve a High residual risk\?/);
    assert.deepEqual(titlesOf(asked.card), ['Approve High risk', 'Back']);
    assert.equal((await world.find(id)).state, 'InApproval');

    const back = await world.step(carl, id, 'show');
    assert.equal(valueOf(back.card, 'conditions'), 'Watched daily.');
    await world.step(carl, id, 'approve', { conditions: 'Watched daily.' });
    const confirmed = await world.step(carl, id, 'approve');
    assert.match(wordsOf(confirmed.card), /Approved by Carl Cato/);
    await world.settle();
    const acceptance = await world.find(id);
    assert.equal(acceptance.state, 'Active');
    assert.equal(acceptance.conditions, 'Watched daily.');
  });
});
