import assert from 'node:assert/strict';
import { card, createChatWorld, eve, governance, withCard, type ChatWorld } from './chat-world.ts';
import type { Json } from './support.ts';

const codeOf = (body: Json) => (body['error'] as Json)['code'];

describe('the Bot Connector', () => {
  let world: ChatWorld;

  beforeEach(async () => {
    world = await createChatWorld();
  });
  afterEach(() => world.close());

  it('begins a personal conversation with a member', async () => {
    const answer = await world.call('POST', 'conversations', {
      isGroup: false,
      members: [{ id: '29:sandbox-carl' }],
      tenantId: 'tenant-1',
    });
    assert.equal(answer.status, 201);
    assert.deepEqual(answer.body, { id: 'a:sandbox-carl' });
    const said = await world.call('POST', 'conversations', {
      members: [{ id: '29:sandbox-carl' }],
      activity: { type: 'message', text: 'Hello.' },
    });
    const [message] = world.inChat('chat-sandbox-carl');
    assert.equal(message?.text, 'Hello.');
    assert.equal(message.from, 'bot');
    assert.deepEqual(said.body, { id: 'a:sandbox-carl', activityId: message.id });
  });

  it('begins a thread in the channel', async () => {
    const { body } = await world.call('POST', 'conversations', {
      isGroup: true,
      channelData: { channel: { id: governance } },
      activity: withCard('digest'),
    });
    const [root] = world.inChat('channel');
    assert.deepEqual(body, {
      id: `${governance};messageid=${root?.id ?? ''}`,
      activityId: root?.id,
    });
    await world.post(body.id, { type: 'message', text: '<at>Carl Cato</at>, look.' });
    assert.equal(world.inChat('channel')[1]?.text, '@Carl Cato, look.');
  });

  it('begins nothing with a stranger, in an unknown channel, or without a word', async () => {
    const thread = (id: string, activity?: unknown) =>
      world.call('POST', 'conversations', { channelData: { channel: { id } }, activity });
    const answers = await Promise.all([
      world.call('POST', 'conversations', { members: [{ id: '29:nobody' }] }),
      world.call('POST', 'conversations', { members: [] }),
      thread('19:other@thread.tacv2', { type: 'message' }),
      thread(governance),
    ]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [404, 404, 404, 400],
    );
    assert.deepEqual(world.events, []);
  });

  it('updates and deletes the bot’s own messages', async () => {
    const id = await world.post('a:sandbox-eve', withCard('one'));
    const path = `conversations/a%3Asandbox-eve/activities/${id}`;
    assert.deepEqual((await world.call('PUT', path, withCard('two'))).body, { id });
    assert.deepEqual(world.inChat(eve)[0]?.card, card('two'));
    assert.equal(world.inChat(eve)[0]?.edited, true);
    assert.equal((await world.call('DELETE', path)).status, 200);
    assert.deepEqual(world.inChat(eve), []);
    assert.deepEqual(world.events.at(-1), { kind: 'delete', chatId: eve, messageId: id });
    assert.equal((await world.call('PUT', path, withCard('three'))).status, 404);
    assert.equal((await world.call('DELETE', path)).status, 404);
  });

  it('leaves a person’s message and another chat’s alone', async () => {
    await world.chat.say({ chatId: eve, personId: 'sandbox-eve', text: 'mine' });
    const id = await world.post('a:sandbox-carl', withCard('one'));
    for (const messageId of [world.inChat(eve)[0]?.id ?? '', id]) {
      const path = `conversations/a%3Asandbox-eve/activities/${messageId}`;
      const answer = await world.call('PUT', path, withCard('two'));
      assert.equal(answer.status, 404);
      assert.equal(codeOf(answer.body), 'ActivityNotFoundInConversation');
    }
  });

  it('takes replies, and shows typing without a message', async () => {
    const path = 'conversations/a%3Asandbox-eve/activities';
    await world.call('POST', path, { type: 'typing' });
    assert.deepEqual(world.events, [{ kind: 'typing', chatId: eve }]);
    const { body } = await world.call('POST', `${path}/123`, { type: 'message', text: 'Yes.' });
    assert.equal(world.inChat(eve)[0]?.id, body['id']);
  });

  it('knows the members, all at once, by page and one by one', async () => {
    const roster = 'conversations/19%3Ateam%40thread.tacv2';
    const all = (await world.call('GET', `${roster}/members`)).body as unknown as Json[];
    assert.deepEqual(
      all.map(({ id, userRole }) => [id, userRole]),
      [
        ['29:sandbox-eve', 'user'],
        ['29:sandbox-carl', 'user'],
        ['29:sandbox-gus', 'guest'],
      ],
    );
    assert.equal(all[0]?.['userPrincipalName'], 'eve@sandbox.example');
    const first = (await world.call('GET', `${roster}/pagedmembers?pageSize=2`)).body;
    assert.equal((first['members'] as Json[]).length, 2);
    const token = String(first['continuationToken']);
    const rest = await world.call(
      'GET',
      `${roster}/pagedmembers?pageSize=2&continuationToken=${token}`,
    );
    assert.deepEqual(
      (rest.body['members'] as Json[]).map(({ id }) => id),
      ['29:sandbox-gus'],
    );
    assert.equal('continuationToken' in rest.body, false);
    for (const id of ['29%3Asandbox-eve', 'sandbox-eve', 'eve%40sandbox.example'])
      assert.equal((await world.call('GET', `${roster}/members/${id}`)).body['name'], 'Eve Engel');
    const stranger = await world.call(
      'GET',
      'conversations/a%3Asandbox-eve/members/29%3Asandbox-carl',
    );
    assert.equal(stranger.status, 404);
    assert.equal(codeOf(stranger.body), 'MemberNotFoundInConversation');
  });

  it('knows the team and its channels', async () => {
    assert.equal(
      (await world.call('GET', 'teams/19%3Ateam%40thread.tacv2')).body['name'],
      'Security',
    );
    const { body } = await world.call('GET', 'teams/19%3Ateam%40thread.tacv2/conversations');
    assert.ok((body['conversations'] as Json[]).some(({ id }) => id === governance));
    assert.equal((await world.call('GET', 'teams/19%3Aother')).status, 404);
  });

  it('says no in its own words to what it does not know', async () => {
    const message = { type: 'message', text: 'x' };
    const answers = await Promise.all([
      world.call('POST', 'conversations/a%3Anobody/activities', message),
      world.call('POST', `conversations/${governance};messageid=1/activities`, message),
      world.call('GET', 'conversations/a%3Anobody/members'),
      world.call('GET', 'meetings/1'),
      world.call('GET', 'conversations/%E0%A4%A/members'),
      world.call('POST', 'conversations/a%3Asandbox-eve/activities', { attachments: 1 }),
      world.call('POST', 'conversations/a%3Asandbox-eve/activities', { text: 'x'.repeat(52_000) }),
    ]);
    assert.deepEqual(
      answers.map(({ status, body }) => [status, codeOf(body)]),
      [
        [404, 'ConversationNotFound'],
        [404, 'ConversationNotFound'],
        [404, 'ConversationNotFound'],
        [404, 'NotFound'],
        [400, 'BadSyntax'],
        [400, 'BadSyntax'],
        [413, 'MessageSizeTooBig'],
      ],
    );
    assert.deepEqual(world.events, []);
  });

  it('fails on demand, as often as asked', async () => {
    const send = () =>
      world.call('POST', 'conversations/a%3Asandbox-eve/activities', {
        type: 'message',
        text: 'x',
      });
    world.chat.fail('throttle', 1);
    const throttled = await send();
    assert.equal(throttled.status, 429);
    assert.equal(throttled.retryAfter, '1');
    assert.equal((await send()).status, 201);
    world.chat.fail('down');
    assert.equal((await send()).status, 503);
    assert.equal((await world.call('GET', 'teams/19%3Ateam%40thread.tacv2')).status, 503);
    world.chat.fail('none');
    assert.equal((await send()).status, 201);
  });

  it('lets one person block the bot, and nobody else', async () => {
    world.chat.fail('blocked', undefined, 'sandbox-eve');
    const blocked = await world.call('POST', 'conversations', {
      members: [{ id: '29:sandbox-eve' }],
    });
    assert.equal(blocked.status, 403);
    assert.equal(codeOf(blocked.body), 'MessageWritesBlocked');
    assert.equal((await world.call('GET', 'conversations/a%3Asandbox-eve/members')).status, 200);
    await world.post('a:sandbox-carl', withCard('one'));
    await world.post(governance, withCard('one'));
  });

  it('keeps what was asked of it', async () => {
    await world.post('a:sandbox-eve', { type: 'message', text: 'x' });
    assert.deepEqual(world.chat.requests.at(-1), {
      method: 'POST',
      path: '/v3/conversations/a%3Asandbox-eve/activities',
      body: { type: 'message', text: 'x' },
    });
  });
});
