import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { dayOf, reviewing } from '../app/review-world.ts';
import { wordsOf } from '../e2e/cards.ts';
import { ed, mia, type World, zed } from '../support/world.ts';
import { cardIn, channelId, type Teams, teamsOf } from './teams-world.ts';

const week = '2026-W48';
const thread = `${channelId};messageid=1700`;
const assign = ['assignOwner', { week, subject: 'control:mfa', ownerId: ed.id }] as const;

describe('In the governance channel', () => {
  let w: World;
  let teams: Teams;
  beforeEach(async () => {
    w = await reviewing();
    teams = await teamsOf(w);
    await dayOf(w, '2026-11-16', { Mfa: 10 });
    await dayOf(w, '2026-11-20', { Mfa: 0 });
    await w.store.arm([{ kind: 'postReview', week }], w.ports.now());
    await teams.settle();
  });
  afterEach(async () => {
    await teams.close();
    await w.end();
  });

  /** What was posted to the channel, or changed there; the SDK adds the message that it answers. */
  const sent = () =>
    teams.requests
      .filter(({ path }) => path.includes(channelId))
      .map(({ method, path }) =>
        method === 'POST' ? `POST ${path.replace(/\/[^/]+$/, '')}` : `${method} ${path}`,
      );
  const forget = () => teams.requests.splice(0);
  const copies = async () =>
    (await w.store.cardPosts(`review:${week}`)).map(
      ({ conversationId, activityId }) => `${conversationId} ${activityId}`,
    );

  it('the review is a message of its own, in no thread', async () => {
    assert.deepEqual(sent(), [`POST /v3/conversations/${channelId}/activities`]);
    assert.match(wordsOf(teams.requests[0] && cardIn(teams.requests[0])), /1 · Turn Mfa on/);
    assert.deepEqual(await copies(), [`${channelId} sent-1`]);
  });

  it('a press is answered for whoever pressed, and the card is brought up to date for everybody', async () => {
    forget();
    const { body } = await teams.press(mia, assign, thread);
    assert.match(wordsOf(body?.value), /owner Ed/);
    assert.equal(body?.type, 'application/vnd.microsoft.card.adaptive');
    assert.deepEqual(sent(), []);
    await teams.settle();
    const updates = teams.requests.filter(({ method }) => method === 'PUT');
    assert.deepEqual(
      updates.map(({ path }) => path),
      [`/v3/conversations/${channelId}/activities/sent-1`],
    );
    assert.match(wordsOf(updates[0] && cardIn(updates[0])), /owner Ed/);
  });

  it('a refused press is answered with a sentence, and nothing is posted', async () => {
    forget();
    const { body } = await teams.press(zed, assign, thread);
    assert.deepEqual(body, {
      statusCode: 200,
      type: 'application/vnd.microsoft.activity.message',
      value: 'This is for engineers, IT managers and CISOs.',
    });
    await teams.settle();
    assert.deepEqual(sent(), []);
  });

  it('a press by an older client is answered in the thread, with a card that is kept up to date', async () => {
    forget();
    await teams.submit(mia, assign, thread);
    assert.deepEqual(sent(), [`POST /v3/conversations/${thread}/activities`]);
    assert.deepEqual(await copies(), [`${channelId} sent-1`, `${thread} sent-1`]);
    await teams.settle();
    forget();
    await teams.press(mia, ['reviewDone', { week }], thread);
    await teams.settle();
    assert.deepEqual(sent().toSorted(), [
      `PUT /v3/conversations/${channelId}/activities/sent-1`,
      `PUT /v3/conversations/${thread}/activities/sent-1`,
    ]);
  });

  it('a refused press by an older client is answered with a sentence', async () => {
    forget();
    await teams.submit(zed, assign, thread);
    assert.equal(
      teams.requests.at(-1)?.body['text'],
      'This is for engineers, IT managers and CISOs.',
    );
  });

  it('a question is answered in its thread', async () => {
    forget();
    for (const text of ['help', 'register', 'what regressed this week'])
      await teams.say(mia, text, thread);
    assert.ok(sent().length >= 3);
    for (const one of sent())
      assert.ok(one.startsWith(`POST /v3/conversations/${thread}/activities`), one);
  });

  it('a review that somebody asks for stands in the thread, and is kept up to date there', async () => {
    forget();
    await teams.say(mia, 'review', thread);
    assert.deepEqual(sent(), [`POST /v3/conversations/${thread}/activities`]);
    assert.deepEqual(await copies(), [`${channelId} sent-1`, `${thread} sent-1`]);
    await teams.press(mia, ['reviewDone', { week }], thread);
    forget();
    await teams.settle();
    assert.deepEqual(sent().toSorted(), [
      `PUT /v3/conversations/${channelId}/activities/sent-1`,
      `PUT /v3/conversations/${thread}/activities/sent-1`,
    ]);
  });

  it('and nowhere but there and in one’s own chat a press counts', async () => {
    const elsewhere = '19:another@thread.tacv2;messageid=3';
    const { body } = await teams.press(mia, assign, elsewhere);
    assert.equal(body?.value, 'This works in the governance channel, and in our own chat.');
    assert.equal((await w.store.owners(['control:mfa'])).size, 0);
    const own = await teams.press(mia, assign, `a:${mia.id}`);
    assert.match(wordsOf(own.body?.value), /owner Ed/);
  });

  it('what cannot be read changes nothing', async () => {
    const forged = [
      'assignOwner',
      { week: 'W48', subject: 'control:mfa', ownerId: ed.id },
    ] as const;
    const { body } = await teams.press(mia, forged, thread);
    assert.match(String(body?.value), /^This card cannot be read/);
  });
});
