import assert from 'node:assert/strict';
import { sandboxDefaults } from '../../src/sandbox/sandbox.ts';
import { activityOf, forge, invokeOf, type Json, send } from './activities.ts';
import { said, wordsOf } from './cards.ts';
import { carl, context, createWorld, eve, form, gus, mia, type World, zed } from './world.ts';

const tenantId = sandboxDefaults.tenantId;
const other = '11111111-2222-3333-4444-555555555555';

describe('Somebody who may not', () => {
  let world: World;
  before(async () => {
    world = await createWorld();
  });
  after(() => world.close());

  const head = () => world.running.ports().store.head();
  const unknownToAll = { aadObjectId: 'nobody-at-all', id: '29:nobody', name: 'Nobody' };

  /** Says and presses, and is told one sentence each time; the record stays as it was. */
  const isTurnedAway = async (more: Json, why: RegExp): Promise<void> => {
    const id = await world.propose(eve, (await world.control()).id);
    const before = await head();
    const posts = world.chat.requests.length;
    const message = await send(world, activityOf(world, mia, { ...more, text: 'register' }));
    assert.equal(message.status, 200);
    const said = world.chat.requests.slice(posts).map(({ body }) => JSON.stringify(body));
    assert.match(said.join(), why);
    assert.ok(!said.join().includes(id), said.join());
    const data = { id, revision: 1, businessContext: context };
    const pressed = await send(world, { ...invokeOf(world, mia, 'endorse', data), ...more });
    assert.match(JSON.stringify(pressed.body), why);
    assert.ok(!pressed.text.includes(form.justification));
    assert.deepEqual(await head(), before);
  };

  it('holds no role: nothing but help in their own chat', async () => {
    const [answer] = await world.say(zed, 'register');
    assert.match(answer?.text ?? '', /You hold no role in Scorekeeper/);
    const [help] = await world.say(zed, 'help');
    assert.match(wordsOf(help?.card), /You hold no role yet/);
  });

  it('holds no role: no form, no press, no proposal', async () => {
    const id = await world.propose(eve, (await world.control()).id);
    const before = await head();
    for (const [verb, data] of [
      ['endorse', { id, revision: 1, businessContext: context }],
      ['approve', { id, revision: 1 }],
      ['propose', { ...form, controlId: (await world.control()).id, draftId: 'forged-draft' }],
    ] as const) {
      const { card, notice } = await forge(world, zed, verb, data);
      assert.match(notice, /You hold no role/);
      assert.equal(card, null, 'nothing of the register is for them');
    }
    for (const [verb, data] of [
      ['details', { id }],
      ['show', { id }],
      ['queue', {}],
      ['register', {}],
      ['openForm', { controlId: (await world.control()).id }],
    ] as const)
      assert.match((await forge(world, zed, verb, data)).notice, /You hold no role/);
    assert.deepEqual(await head(), before);
  });

  it('holds no role: the card that comes back after a forged press has none of the texts', async () => {
    const id = await world.propose(eve, (await world.control()).id);
    for (const personId of [zed, gus]) {
      const { card } = await forge(world, personId, 'endorse', { id, revision: 1 });
      assert.ok(!JSON.stringify(card ?? '').includes(form.justification), personId);
      assert.ok(!JSON.stringify(card ?? '').includes(form.riskDescription), personId);
    }
  });

  it('is a guest: a role that is configured does not count unless guests are allowed', async () => {
    for (const [allowed, why] of [
      ['no', /You hold no role/],
      ['yes', /Register/],
    ] as const) {
      const guests = await createWorld({ ROLE_ENGINEER: `user:${gus}`, ALLOW_GUESTS: allowed });
      try {
        assert.match((await guests.say(gus, 'register')).map(said).join(), why);
      } finally {
        await guests.close();
      }
    }
  });

  it('comes from another tenant, whichever field says so', async () => {
    const why = /answers people of its own organisation only/;
    const conversation = { id: `a:${mia}`, conversationType: 'personal', tenantId };
    await isTurnedAway({ channelData: { tenant: { id: other } } }, why);
    await isTurnedAway({ conversation: { ...conversation, tenantId: other } }, why);
    await isTurnedAway({ conversation: { id: `a:${mia}` }, channelData: {} }, why);
  });

  it('names a tenant in something that is no text', async () => {
    const conversation = { id: `a:${mia}`, conversationType: 'personal', tenantId: [tenantId] };
    assert.equal((await send(world, activityOf(world, mia, { conversation }))).status, 400);
    const channelData = { tenant: { id: [tenantId] } };
    await isTurnedAway({ channelData }, /answers people of its own organisation only/);
  });

  it('has no object id, or one that nobody has', async () => {
    const why = /does not know you/;
    await isTurnedAway({ from: { id: `29:${mia}`, name: 'Mia Maro' } }, why);
    await isTurnedAway({ from: { id: `29:${mia}`, aadObjectId: '' } }, why);
    await isTurnedAway({ from: unknownToAll }, why);
    const path = { ...unknownToAll, aadObjectId: '../groups/x?$top=1' };
    await isTurnedAway({ from: path }, /does not know you|nobody could be authorised/);
  });

  it('is known by a principal name alone: object ids count', async () => {
    await isTurnedAway(
      { from: { id: '29:x', aadObjectId: 'mia.maro@sandbox.example' } },
      /does not know you/,
    );
  });

  it('is not remembered: a stranger gets no place among the conversations', async () => {
    await send(world, activityOf(world, 'nobody-at-all', { text: 'hello' }));
    const { store } = world.running.ports();
    assert.equal(await store.conversation('nobody-at-all'), undefined);
  });

  it('opens a form, or reads the texts, from a channel', async () => {
    const id = await world.propose(eve, (await world.control()).id);
    const conversation = {
      id: '19:governance@thread.tacv2',
      conversationType: 'channel',
      tenantId,
    };
    for (const verb of ['details', 'show']) {
      const answer = await send(world, { ...invokeOf(world, mia, verb, { id }), conversation });
      assert.match(answer.text, /for the four roles, in their own chats/);
    }
    const steps = { id, revision: 1, businessContext: context };
    const answer = await send(world, { ...invokeOf(world, mia, 'endorse', steps), conversation });
    assert.equal(answer.status, 200);
  });
});

describe('A role', () => {
  it('may come from a group, through other groups too', async () => {
    const world = await createWorld({
      ROLE_ENGINEER: 'group:sandbox-engineers',
      ROLE_IT_MANAGER: 'group:sandbox-it-managers',
      ROLE_CISO: 'group:sandbox-cisos',
    });
    try {
      const id = await world.propose('sandbox-ed', (await world.control()).id);
      await world.step(mia, id, 'endorse', { businessContext: context });
      await world.settle();
      await world.step(carl, id, 'approve');
      assert.equal((await world.find(id)).approverRoleFrom, 'group:sandbox-cisos');
    } finally {
      await world.close();
    }
  });
});
