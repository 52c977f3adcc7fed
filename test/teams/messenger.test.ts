import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Message } from '../../src/app/ports.ts';
import { alertView, reviewView } from '../cards/monitor-examples.ts';
import { wordsOf } from '../e2e/cards.ts';
import { mia, type World, world } from '../support/world.ts';
import { cardIn, channelId, type Request, type Teams, teamsOf } from './teams-world.ts';

const review: Message = { kind: 'review', view: reviewView() };
const alert: Message = { kind: 'alert', view: alertView() };
const thread = `${channelId};messageid=17`;

describe('Posting to the governance channel', () => {
  let w: World;
  let teams: Teams;
  beforeEach(async () => {
    w = await world();
    teams = await teamsOf(w);
  });
  afterEach(async () => {
    await teams.close();
    await w.end();
  });

  const asked = ({ method, path }: Request): string => `${method} ${path}`;

  it('answers where the message stands', async () => {
    assert.deepEqual(await teams.ports.messenger.postToChannel(review), {
      conversationId: channelId,
      activityId: 'sent-1',
    });
    const [path = '', ...others] = teams.requests.map(asked);
    assert.deepEqual(others, []);
    assert.ok(path.startsWith(`POST /v3/conversations/${channelId}/activities`), path);
  });

  it('draws reviews and alerts as cards, and texts as texts', async () => {
    const { messenger } = teams.ports;
    await messenger.postToChannel(review);
    await messenger.postToChannel(alert);
    await messenger.postToChannel({ kind: 'text', text: 'In force.' });
    const [one, other, text] = teams.requests;
    assert.ok(one && other && text);
    assert.match(wordsOf(cardIn(one)), /^Weekly review, week 48 of 2026/);
    assert.match(wordsOf(cardIn(other)), /^A recommendation that was complete is no longer/);
    assert.deepEqual([text.body['text'], text.body['attachments']], ['In force.', undefined]);
  });

  it('mentions whom it is meant for', async () => {
    await teams.ports.messenger.postToChannel({ kind: 'text', text: 'something waits.' }, mia);
    const { text, entities } = teams.requests[0]?.body ?? {};
    assert.equal(text, '<at>Mia</at>, something waits.');
    assert.equal((entities as readonly unknown[]).length, 1);
  });

  it('brings up to date what stands there, in its threads as well', async () => {
    const { messenger } = teams.ports;
    for (const conversationId of [channelId, thread])
      assert.ok(await messenger.update({ conversationId, activityId: '42' }, review));
    assert.deepEqual(teams.requests.map(asked), [
      `PUT /v3/conversations/${channelId}/activities/42`,
      `PUT /v3/conversations/${thread}/activities/42`,
    ]);
    assert.match(wordsOf(teams.requests[0] && cardIn(teams.requests[0])), /Weekly review/);
  });

  it('says that what stands nowhere we know is gone', async () => {
    const gone = { conversationId: '19:elsewhere', activityId: '42' };
    assert.equal(await teams.ports.messenger.update(gone, review), false);
    assert.deepEqual(teams.requests, []);
  });

  it('is no fault where there is no channel', async () => {
    await w.db.deleteFrom('channel').execute();
    assert.equal(await teams.ports.messenger.postToChannel(review), undefined);
    assert.deepEqual(teams.requests, []);
  });

  for (const status of [403, 404])
    it(`is no fault where the bot was taken out of it (${String(status)})`, async () => {
      teams.state.refuse = status;
      const { messenger } = teams.ports;
      assert.equal(await messenger.postToChannel(review), undefined);
      assert.deepEqual(w.log.warn.args, [['channel-closed']]);
      assert.equal(
        await messenger.update({ conversationId: channelId, activityId: '42' }, review),
        false,
      );
    });

  it('is a fault where Teams fails otherwise: it is tried again', async () => {
    teams.state.refuse = 412;
    const { messenger } = teams.ports;
    await assert.rejects(messenger.postToChannel(review));
    await assert.rejects(messenger.update({ conversationId: channelId, activityId: '42' }, review));
  });
});
