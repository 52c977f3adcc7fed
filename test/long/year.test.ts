import assert from 'node:assert/strict';
import type { ChatMessage } from '../../src/sandbox/api.ts';
import { personalChatId } from '../../src/sandbox/chat-places.ts';
import { wordsOf } from '../e2e/cards.ts';
import {
  aude,
  carl,
  context,
  createWorld,
  ed,
  eve,
  gus,
  mia,
  type World,
  zed,
} from '../e2e/world.ts';

const answers = {
  riskChange: 'Nothing has changed: the gateway still checks the same mail.',
  mitigationsNow: 'The gateway, and alerts on its log.',
  reasonsHold: 'They do, the contract was prolonged by a year.',
};

/** What the bot sent by itself, with the day of each message, in the person's own chat. */
const sentTo = (world: World, personId: string): readonly ChatMessage[] =>
  world.messages(personalChatId(personId)).filter(({ from }) => from === 'bot');

describe('Two years of an acceptance', () => {
  let world: World;
  let first: string;
  let second: string;
  before(async function () {
    this.timeout(240_000);
    world = await createWorld({ SANDBOX_CLOCK: '2026-11-23T10:00:00Z' });
  });
  after(() => world.close());

  const moveTo = (day: string): Promise<void> => world.moveClock(new Date(`${day}T12:00:00Z`));
  const portal = async (id: string) => {
    const { controlId } = await world.find(id);
    const answer = await fetch(
      `${world.graph.url}/v1.0/security/secureScoreControlProfiles/${controlId}`,
    );
    const { controlStateUpdates } = (await answer.json()) as {
      controlStateUpdates: { state: string; updatedDateTime: string | null }[];
    };
    return controlStateUpdates.toSorted((one, other) =>
      (one.updatedDateTime ?? '') < (other.updatedDateTime ?? '') ? 1 : -1,
    )[0]?.state;
  };
  const approve = async (id: string): Promise<void> => {
    await world.step(mia, id, 'endorse', { businessContext: context });
    await world.settle();
    await world.step(carl, id, 'approve');
    await world.settle();
  };

  it('begin with a reminder to whoever lets it wait', async () => {
    const control = await world.control();
    first = await world.propose(eve, control.id);
    const before = sentTo(world, mia).length;
    await moveTo('2026-11-25');
    assert.equal(sentTo(world, mia).length, before + 1);
    await approve(first);
    assert.equal((await world.find(first)).state, 'Active');
    assert.equal(await portal(first), 'Ignored');
  }).timeout(240_000);

  it('bring the review after a year, announced before, to those responsible', async () => {
    const before = sentTo(world, eve).length;
    await moveTo('2027-11-24');
    assert.equal((await world.find(first)).state, 'Active');
    const said = sentTo(world, eve).slice(before);
    // Two monthly lists, and one a week before.
    assert.deepEqual(
      said.map(({ at }) => at.slice(0, 10)),
      ['2027-10-01', '2027-11-01', '2027-11-18'],
    );
    await moveTo('2027-11-25');
    assert.equal((await world.find(first)).state, 'ReviewDue');
    for (const personId of [eve, carl])
      assert.match(
        wordsOf(sentTo(world, personId).at(-1)?.card),
        new RegExp(`${first}.*Review due`),
      );
  }).timeout(240_000);

  it('are two because it is renewed, without anybody’s approval carried over', async () => {
    const answer = await world.step(eve, first, 'renew', answers);
    await world.settle();
    second = /RA-2027-\d+/.exec(wordsOf(answer.card))?.[0] ?? '';
    const renewal = await world.find(second);
    assert.deepEqual(
      [renewal.state, renewal.previous, renewal.approverId],
      ['InReview', first, null],
    );
    assert.equal((await world.find(first)).state, 'ReviewDue');
    const patches = world.graph.patches.length;
    await approve(second);
    await world.settle();
    assert.equal((await world.find(second)).state, 'Active');
    assert.equal((await world.find(first)).endReason, 'renewed');
    assert.equal(world.graph.patches.length, patches, 'Secure Score says it already');
  }).timeout(240_000);

  it('end where nobody looks after the second review, with Secure Score back', async () => {
    const { reviewOn } = await world.find(second);
    assert.equal(reviewOn, '2028-11-25');
    await moveTo('2028-12-08');
    assert.equal((await world.find(second)).state, 'ReviewDue');
    assert.equal(await portal(second), 'Ignored');
    await moveTo('2028-12-10');
    const ended = await world.find(second);
    assert.deepEqual(
      [ended.state, ended.endReason, ended.endedAt?.slice(0, 10)],
      ['Expired', 'expired', '2028-12-09'],
    );
    assert.equal(await portal(second), 'Default');
    assert.match(sentTo(world, carl).at(-1)?.text ?? '', new RegExp(second));
  }).timeout(240_000);

  it('sent nobody the same thing twice, and nothing to whoever has no part in it', async () => {
    for (const personId of [eve, ed, mia, carl]) {
      const said = sentTo(world, personId)
        .filter(({ text, repliesTo }) => text !== '' && repliesTo === '')
        .map(({ text }) => text);
      assert.equal(new Set(said).size, said.length, personId);
      const days = sentTo(world, personId).filter(({ card }) =>
        wordsOf(card).startsWith('Reminder'),
      );
      assert.equal(new Set(days.map(({ at }) => at.slice(0, 10))).size, days.length, personId);
    }
    for (const personId of [aude, zed, gus])
      assert.ok(
        !sentTo(world, personId).some(({ text, card }) =>
          `${text} ${wordsOf(card)}`.includes(second),
        ),
      );
    assert.deepEqual(
      world.log.filter((line) => line.includes('"error"')),
      [],
    );
  });
});
