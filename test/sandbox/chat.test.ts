import assert from 'node:assert/strict';
import { card, createChatWorld, eve, governance, withCard, type ChatWorld } from './chat-world.ts';
import type { Json } from './support.ts';

const answered = (type: string, value: unknown) => ({
  statusCode: 200,
  type: `application/vnd.microsoft.${type}`,
  value,
});

describe('the local stand-in of Teams', () => {
  let world: ChatWorld;

  beforeEach(async () => {
    world = await createChatWorld();
  });
  afterEach(() => world.close());

  describe('what a person says', () => {
    it('shows at once in their own chat and reaches the bot in Teams’ shape', async () => {
      const saying = world.chat.say({ chatId: eve, personId: 'sandbox-eve', text: 'status <now>' });
      const [message] = world.inChat(eve);
      assert.deepEqual(message, {
        id: String(world.now.getTime()),
        from: 'sandbox-eve',
        at: '2026-11-23T09:00:00.000Z',
        text: 'status <now>',
        card: null,
        edited: false,
        repliesTo: '',
      });
      assert.deepEqual(await saying, { ok: true });
      assert.deepEqual(world.events, [{ kind: 'message', chatId: eve, message }]);
      assert.deepEqual(world.activities, [
        {
          channelId: 'msteams',
          type: 'message',
          id: message.id,
          timestamp: '2026-11-23T09:00:00.000Z',
          serviceUrl: `${world.connectorUrl}/`,
          from: { id: '29:sandbox-eve', name: 'Eve Engel', aadObjectId: 'sandbox-eve' },
          recipient: { id: '28:scorekeeper', name: 'Scorekeeper' },
          conversation: {
            id: 'a:sandbox-eve',
            conversationType: 'personal',
            tenantId: 'tenant-1',
          },
          channelData: { tenant: { id: 'tenant-1' } },
          locale: 'en-GB',
          localTimezone: 'Europe/Berlin',
          textFormat: 'plain',
          text: 'status <now>',
          attachments: [{ contentType: 'text/html', content: '<p>status &lt;now&gt;</p>' }],
          entities: [
            { type: 'clientInfo', locale: 'en-GB', country: 'GB', timezone: 'Europe/Berlin' },
          ],
        },
      ]);
    });

    it('begins a thread in the channel, with the mention, and the bot’s answer lands in it', async () => {
      await world.chat.say({ chatId: 'channel', personId: 'sandbox-carl', text: 'status' });
      const [root] = world.inChat('channel');
      const [activity] = world.activities;
      assert.equal(activity?.['text'], '<at>Scorekeeper</at> status');
      assert.equal(root?.text, 'status');
      const conversation = activity['conversation'] as Json;
      assert.equal(conversation['id'], `${governance};messageid=${root.id}`);
      assert.equal(conversation['conversationType'], 'channel');
      assert.equal(conversation['isGroup'], true);
      assert.deepEqual((activity['entities'] as Json[])[0], {
        type: 'mention',
        mentioned: { id: '28:scorekeeper', name: 'Scorekeeper' },
        text: '<at>Scorekeeper</at>',
      });
      const data = activity['channelData'] as Record<string, Json>;
      assert.equal(data['team']?.['id'], '19:team@thread.tacv2');
      assert.equal(data['channel']?.['id'], governance);
      assert.equal(data['tenant']?.['id'], 'tenant-1');
      await world.post(conversation['id'], { type: 'message', text: 'All is well.' });
      assert.deepEqual(
        world.inChat('channel').map(({ text }) => text),
        ['status', 'All is well.'],
      );
    });

    it('stays in their own chat and the channel', async () => {
      const text = 'hello';
      const refusals = await Promise.all([
        world.chat.say({ chatId: eve, personId: 'sandbox-carl', text }),
        world.chat.say({ chatId: eve, personId: 'nobody', text }),
        world.chat.say({ chatId: 'chat-nobody', personId: 'sandbox-eve', text }),
      ]);
      assert.deepEqual(
        refusals.map((said) => !said.ok && said.status),
        [403, 404, 404],
      );
      assert.deepEqual(world.activities, []);
      assert.deepEqual(world.events, []);
    });

    it('is not lost when the bot fails, and the failure is told', async () => {
      world.reply = { status: 500, body: {} };
      const said = await world.chat.say({ chatId: eve, personId: 'sandbox-eve', text: 'hello' });
      assert.equal(!said.ok && said.status, 502);
      assert.equal(world.inChat(eve).length, 1);
    });
  });

  describe('a button', () => {
    it('is an invoke, and the card that answers stands in place of the pressed one', async () => {
      const id = await world.post('a:sandbox-eve', withCard('before'));
      world.reply = { status: 200, body: answered('card.adaptive', card('after')) };
      const answer = await world.press(eve, id, 'approve', { id: 'RA-1', revision: 3 });
      assert.deepEqual(answer, { card: card('after'), notice: '' });
      const [activity] = world.activities;
      assert.equal(activity?.['type'], 'invoke');
      assert.equal(activity['name'], 'adaptiveCard/action');
      assert.equal(activity['replyToId'], id);
      assert.deepEqual(activity['value'], {
        action: { type: 'Action.Execute', verb: 'approve', data: { id: 'RA-1', revision: 3 } },
        trigger: 'manual',
      });
      const [shown] = world.inChat(eve);
      assert.deepEqual(shown?.card, card('after'));
      assert.equal(shown.edited, true);
      assert.deepEqual(world.events.at(-1), { kind: 'update', chatId: eve, message: shown });
    });

    it('shows its answer in the channel to nobody else', async () => {
      const id = await world.post(governance, withCard('before'));
      world.reply = { status: 200, body: answered('card.adaptive', card('after')) };
      assert.deepEqual((await world.press('channel', id)).card, card('after'));
      assert.deepEqual(world.inChat('channel')[0]?.card, card('before'));
      const conversation = world.activities[0]?.['conversation'] as Json;
      assert.equal(conversation['id'], `${governance};messageid=${id}`);
    });

    it('shows a message, or an error’s message, as a notice', async () => {
      const id = await world.post('a:sandbox-eve', withCard('before'));
      world.reply = { status: 200, body: answered('activity.message', 'Noted.') };
      assert.deepEqual(await world.press(eve, id), { card: null, notice: 'Noted.' });
      const body = { ...answered('error', { code: '409', message: 'Too late.' }), statusCode: 409 };
      world.reply = { status: 200, body };
      assert.deepEqual(await world.press(eve, id), { card: null, notice: 'Too late.' });
      assert.deepEqual(world.inChat(eve)[0]?.card, card('before'));
    });

    for (const [what, bad] of [
      ['fails', { status: 500, body: { message: 'db password' } }],
      ['does not know it', { status: 501 }],
      ['answers something else', { status: 200, body: { hello: 1 } }],
      ['says nothing in time', 'nothing'],
    ] as const)
      it(`did not go through when the bot ${what}`, async () => {
        const id = await world.post('a:sandbox-eve', withCard('before'));
        world.reply = bad;
        assert.deepEqual(await world.press(eve, id), {
          card: null,
          notice: 'That did not go through. Try again.',
        });
      });

    it('of Action.Submit is a message with its value', async () => {
      const id = await world.post('a:sandbox-eve', withCard('before'));
      assert.deepEqual(await world.press(eve, id, '', { verb: 'approve' }), {
        card: null,
        notice: '',
      });
      const [activity] = world.activities;
      assert.equal(activity?.['type'], 'message');
      assert.deepEqual(activity['value'], { verb: 'approve' });
      assert.equal(activity['replyToId'], id);
      assert.equal('text' in activity, false);
      assert.equal(world.inChat(eve).length, 1);
    });

    it('of a message that is gone, or in somebody else’s chat, is not pressed', async () => {
      const id = await world.post('a:sandbox-carl', withCard('before'));
      assert.equal((await world.press(eve, id)).notice, 'That message is gone.');
      assert.equal(
        (await world.press('chat-sandbox-carl', id)).notice,
        'That chat is somebody else’s.',
      );
      assert.deepEqual(world.activities, []);
    });
  });

  it('tells the bot that it was installed, for a person and in the channel', async () => {
    assert.equal(await world.chat.install('sandbox-carl'), true);
    assert.equal(await world.chat.installChannel(), true);
    assert.equal(await world.chat.install('nobody'), false);
    assert.deepEqual(
      world.activities.map((activity) => [
        activity['type'],
        (activity['from'] as Json)['aadObjectId'],
        (activity['conversation'] as Json)['id'],
      ]),
      [
        ['installationUpdate', 'sandbox-carl', 'a:sandbox-carl'],
        ['conversationUpdate', 'sandbox-carl', 'a:sandbox-carl'],
        ['installationUpdate', 'sandbox-eve', governance],
        ['conversationUpdate', 'sandbox-eve', governance],
      ],
    );
    assert.equal(world.activities[0]?.['action'], 'add');
    assert.deepEqual(world.activities[1]?.['membersAdded'], [{ id: '28:scorekeeper' }]);
    const data = world.activities[3]?.['channelData'] as Json;
    assert.equal((data['team'] as Json)['id'], '19:team@thread.tacv2');
    assert.equal(data['eventType'], 'teamMemberAdded');
    world.reply = { status: 500 };
    assert.equal(await world.chat.install('sandbox-eve'), false);
  });
});
