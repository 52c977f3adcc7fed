import assert from 'node:assert/strict';
import { idIn, said, wordsOf } from './cards.ts';
import { sandboxDefaults } from '../../src/sandbox/sandbox.ts';
import { aude, carl, context, createWorld, eve, form, mia, type World } from './world.ts';

const removed = (world: World, personId: string) => ({
  type: 'installationUpdate',
  action: 'remove',
  channelId: 'msteams',
  id: 'f:removed',
  serviceUrl: world.connectorUrl,
  from: { id: `29:${personId}`, aadObjectId: personId },
  recipient: { id: '28:scorekeeper', name: 'Scorekeeper' },
  conversation: {
    id: `a:${personId}`,
    conversationType: 'personal',
    tenantId: '5c0e0000-0000-4000-8000-000000005c0e',
  },
});

/** The person takes the app off. */
async function uninstall(world: World, personId: string): Promise<void> {
  const answer = await fetch(`${world.url}/api/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(removed(world, personId)),
  });
  assert.equal(answer.status, 200);
}

describe('Whoever must act', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  const calls = (): readonly string[] =>
    world
      .messages('channel')
      .map(said)
      .filter((words) => words.includes('something waits for you'));

  it('is found through the roster of the team without ever having written', async () => {
    await uninstall(world, mia);
    const created = world.chat.requests.length;
    const id = await world.propose(eve, (await world.control()).id);
    assert.ok(world.offer(mia, 'endorse', id));
    const posts = world.chat.requests.slice(created).map(({ method, path }) => `${method} ${path}`);
    assert.ok(posts.includes('POST /v3/conversations'), posts.join());
    assert.deepEqual(calls(), []);
  });

  it('is mentioned in the channel when nothing reaches them, and gets what waits at first contact', async () => {
    await uninstall(world, mia);
    const [out] = world.people.splice(
      world.people.findIndex(({ id }) => id === mia),
      1,
    );
    assert.ok(out);
    const id = await world.propose(eve, (await world.control()).id);
    assert.equal(world.cards(mia, id).length, 0);
    assert.deepEqual(calls().length, 1);
    assert.match(calls()[0] ?? '', /@Mia Maro, something waits for you/);
    assert.ok(!(calls()[0] ?? '').includes(id));
    const [shown] = await world.say(eve, `show ${id}`);
    assert.match(wordsOf(shown?.card), /Cannot be reached: Mia Maro/);

    world.people.push(out);
    await world.say(mia, 'hello');
    await world.settle();
    await world.step(mia, id, 'endorse', { businessContext: context });
    assert.equal((await world.find(id)).state, 'InApproval');
  });

  it('is mentioned in the channel when they have blocked the bot, though the roster knows them', async () => {
    world.chat.fail('blocked', Infinity, mia);
    const id = await world.propose(eve, (await world.control()).id);
    assert.equal(calls().length, 1);
    const [shown] = await world.say(eve, `show ${id}`);
    assert.match(wordsOf(shown?.card), /Cannot be reached: Mia Maro/);

    world.chat.fail('none');
    await world.say(mia, 'hello');
    await world.settle();
    assert.ok(world.offer(mia, 'endorse', id));
    const [after] = await world.say(eve, `show ${id}`);
    assert.ok(!wordsOf(after?.card).includes('Cannot be reached'));
  });

  it('is not kept waiting by somebody else who cannot be reached', async () => {
    const control = await world.control();
    const [message] = await world.say(eve, `propose ${control.id}`);
    assert.ok(message);
    world.chat.fail('blocked', Infinity, eve);
    const answer = await world.press(eve, message, 'propose', form);
    await world.settle();
    assert.ok(world.offer(mia, 'endorse', idIn(answer.card)));
  });

  it('gets the card once although Teams was too busy at first', async () => {
    const control = await world.control();
    const [message] = await world.say(eve, `propose ${control.id}`);
    assert.ok(message);
    world.chat.fail('throttle', 1, mia);
    const answer = await world.press(eve, message, 'propose', form);
    await world.settle();
    assert.equal(world.cards(mia, idIn(answer.card)).length, 1);
  });

  it('gets the card later when Teams refuses to take it now', async () => {
    const control = await world.control();
    const [message] = await world.say(eve, `propose ${control.id}`);
    assert.ok(message);
    // A status that the SDK does not try again by itself.
    world.refuse = ({ path, method }) =>
      method === 'POST' && path.includes('a%3Asandbox-mia') ? 412 : undefined;
    const answer = await world.press(eve, message, 'propose', form);
    await world.settle();
    assert.equal(world.cards(mia, idIn(answer.card)).length, 0);
    assert.ok(world.log.some((line) => line.includes('effect-failed')));
    world.refuse = () => undefined;
    await world.moveClock(new Date(world.running.ports().now().getTime() + 60_000));
    assert.equal(world.cards(mia, idIn(answer.card)).length, 1);
  });
});

describe('A team that changes', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('may have an auditor read what is said in the channel and never a text', async () => {
    const id = await world.propose(eve, (await world.control()).id);
    const [brief] = await world.say(aude, `show ${id}`, 'channel');
    assert.match(wordsOf(brief?.card), /Proposed by: Eve Engel/);
  });

  it('does not hold up a decision when the channel is closed to the bot', async () => {
    const id = await world.propose(eve, (await world.control()).id);
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
    world.chat.fail('blocked', Infinity, '');
    await world.step(carl, id, 'approve');
    await world.settle();
    assert.equal((await world.find(id)).state, 'Active');
    assert.ok(world.log.some((line) => line.includes('channel-closed')));
  });

  it('does not become the governance channel when its members cannot be listed', async () => {
    await world.running.ports().store.saveChannel({
      conversationId: 'elsewhere',
      serviceUrl: world.connectorUrl,
      tenantId: sandboxDefaults.tenantId,
      userId: '',
      teamId: 'another',
      name: 'Another',
    });
    world.refuse = ({ path }) => (path.includes('pagedmembers') ? 412 : undefined);
    const answer = (await world.say(carl, 'use this channel', 'channel')).map(said).join();
    assert.match(answer, /That did not work, and nothing was changed/);
    assert.equal((await world.running.ports().store.channel())?.conversationId, 'elsewhere');
  });
});
