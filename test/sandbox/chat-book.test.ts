import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { createChatWorld, eve, governance, withCard, type ChatWorld } from './chat-world.ts';

describe('the chats of the sandbox', () => {
  let world: ChatWorld;

  beforeEach(async () => {
    world = await createChatWorld();
  });
  afterEach(() => world.close());

  describe('over a restart', () => {
    it('has everything as it was, without being closed', async () => {
      await world.chat.say({ chatId: 'channel', personId: 'sandbox-eve', text: 'status' });
      const id = await world.post('a:sandbox-eve', withCard('one'));
      await world.call('PUT', `conversations/a%3Asandbox-eve/activities/${id}`, withCard('two'));
      const gone = await world.post('a:sandbox-eve', withCard('gone'));
      await world.call('DELETE', `conversations/a%3Asandbox-eve/activities/${gone}`);
      await sleep(100);
      const again = await world.open();
      assert.deepEqual(again.chats(), world.chat.chats());
      const root = world.inChat('channel')[0]?.id ?? '';
      world.chat = again;
      await world.post(`${governance};messageid=${root}`, { type: 'message', text: 'still here' });
      assert.equal(world.inChat('channel').length, 2);
    });

    it('gives no id twice, even where the clock went back', async () => {
      const id = await world.post('a:sandbox-eve', withCard('one'));
      await world.chat.close();
      world.now = new Date('2020-01-01T00:00:00.000Z');
      world.chat = await world.open();
      assert.ok(Number(await world.post('a:sandbox-eve', withCard('two'))) > Number(id));
    });

    it('is empty after it was emptied', async () => {
      await world.post('a:sandbox-eve', withCard('one'));
      await world.chat.clear();
      assert.deepEqual(world.events.at(-1), { kind: 'reset' });
      assert.deepEqual(world.inChat(eve), []);
      assert.deepEqual(await world.shelf.list('chat-message'), []);
      assert.equal((await world.open()).chats().length, 4);
    });

    it('tries again when the world.shelf fails, and says so', async () => {
      const faults: string[] = [];
      let failing = true;
      const put: typeof world.shelf.put = (kind, id, body) =>
        failing ? Promise.reject(new Error('full')) : world.shelf.put(kind, id, body);
      const log = { fault: (event: string) => void faults.push(event) };
      world.chat = await world.open({ shelf: { ...world.shelf, put }, log });
      await world.post('a:sandbox-eve', withCard('one'));
      await world.chat.close();
      assert.deepEqual(faults, ['sandbox.shelf']);
      failing = false;
      await world.chat.close();
      assert.equal((await world.shelf.list('chat-message')).length, 1);
    });
  });

  it('keeps the last 200 messages of a chat', async () => {
    for (let count = 0; count < 201; count += 1)
      await world.chat.say({ chatId: eve, personId: 'sandbox-eve', text: String(count) });
    assert.equal(world.inChat(eve).length, 200);
    assert.equal(world.inChat(eve)[0]?.text, '1');
    await world.chat.close();
    assert.equal((await world.shelf.list('chat-message')).length, 200);
  });

  describe('waiting for a message', () => {
    const says = (text: string) => (message: { readonly text: string }) => message.text === text;

    it('finds one that is there, and one that comes', async () => {
      await world.post('a:sandbox-eve', { type: 'message', text: 'one' });
      assert.equal((await world.chat.waitFor(eve, says('one'), 10)).from, 'bot');
      const coming = world.chat.waitFor(eve, says('two'), 1000);
      await world.post('a:sandbox-carl', { type: 'message', text: 'two' });
      const id = await world.post('a:sandbox-eve', { type: 'message', text: 'two' });
      assert.equal((await coming).id, id);
    });

    it('gives up after the time', async () => {
      await assert.rejects(world.chat.waitFor(eve, says('never'), 10), /within 10 ms/);
    });
  });
});
