import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Channel } from '../../src/app/ports.ts';
import { postReview } from '../../src/app/post-review.ts';
import { currentWeek } from '../../src/app/review.ts';
import type { Member, Roster } from '../../src/teams/roster.ts';
import { useThisChannel } from '../../src/teams/use-channel.ts';
import { cards, check, governance, snapshot, watching } from '../app/alert-world.ts';
import { checked } from '../support/checked.ts';
import { carl, eve, mia, type World } from '../support/world.ts';

describe('A channel that should become the governance channel', () => {
  let w: World;
  beforeEach(async () => {
    w = await watching();
    await w.store.saveSnapshots([snapshot('2026-11-23')]);
    await check(w.ports, '2026-11-23');
    await w.db.deleteFrom('channel').execute();
  });
  afterEach(() => w.end());

  const inside: Member = {
    userId: '29:a',
    personId: carl.id,
    tenantId: governance.tenantId.toUpperCase(),
    guest: false,
  };
  const guest: Member = { ...inside, guest: true };
  const rosterOf = (members: readonly Member[]): Roster => ({
    member: () => Promise.resolve(undefined),
    members: () => Promise.resolve(members),
    open: () => Promise.resolve(undefined),
    lost: () => undefined,
  });
  const use = async (
    personId: string,
    members: readonly Member[] = [inside],
    more: { readonly channel?: Channel | undefined; readonly confirmed?: boolean } = {},
  ) =>
    useThisChannel(w.ports, rosterOf(members), {
      channel: governance,
      personId,
      confirmed: false,
      ...more,
    });
  const done =
    'This is the governance channel now: decisions are announced here, without their texts.';

  it('does so when an IT manager or a CISO says so, which is noted', async () => {
    for (const { id } of [mia, carl]) {
      assert.equal(await use(id), done);
      assert.deepEqual(await w.store.channel(), governance);
    }
    const lines = await w.store.lines(0, 100);
    assert.deepEqual(
      lines.slice(-1).map(({ event, by, set }) => [event, by, set] as const),
      [
        [
          'channel',
          carl.id,
          { conversationId: governance.conversationId, teamId: 'team', outsiders: 0 },
        ],
      ],
    );
  });

  it('does not outside of a channel, nor for anybody else', async () => {
    assert.match(await use(mia.id, [], { channel: undefined }), /^Say this in the channel/);
    assert.equal(await use(eve.id), 'This is for an IT manager or a CISO.');
    assert.notEqual(await use('nobody'), done);
    assert.equal(await w.store.channel(), undefined);
  });

  it('does with people from outside once a CISO confirms it', async () => {
    const foreign = { ...inside, tenantId: 'another-tenant' };
    const one = /^1 of its members is from outside\./;
    assert.match(await use(carl.id, [inside, guest]), one);
    assert.match(await use(carl.id, [inside, foreign]), one);
    assert.match(await use(mia.id, [guest, foreign], { confirmed: true }), /^2 of its members are/);
    assert.equal(await w.store.channel(), undefined);
    assert.equal(await use(carl.id, [guest], { confirmed: true }), done);
    assert.ok(await w.store.channel());
  });

  it('shows the alerts that are open, and no quiet ones', async () => {
    await w.store.saveSnapshots([snapshot('2026-11-24', { mfa: 0 })]);
    w.clock.at = Date.parse('2026-11-24T10:00:00.000Z');
    await check(w.ports, '2026-11-24');
    const alert = await w.store.alert('2026-11-24');
    assert.ok(alert);
    await checked(
      w.store,
      { day: '2026-11-24', alerts: [{ ...alert, id: '2026-11-24-2', quiet: true }] },
      [],
    );
    const before = '19:before@thread.tacv2';
    const copy = {
      subject: 'alert:2026-11-24',
      shown: '',
      activityId: 'old',
      conversationId: before,
    };
    await w.store.saveCardPost(copy, { ...governance, conversationId: before });
    await use(mia.id);
    assert.ok(await w.store.pending('alert:2026-11-24'));
    assert.ok(!(await w.store.pending('alert:2026-11-24-2')));
    await w.settle();
    assert.deepEqual(cards(w), ['#1 2026-11-24 mfa']);
    assert.deepEqual(
      (await w.store.cardPosts('alert:2026-11-24')).map(({ conversationId }) => conversationId),
      [governance.conversationId],
    );
  });

  it('gets a review that waits for it, and leaves the one that stands elsewhere', async () => {
    const week = currentWeek(w.ports);
    const review = { kind: 'postReview', week } as const;
    await use(mia.id);
    assert.ok(!(await w.store.pending(`review:${week}`)));
    assert.ok(!(await w.store.pending(`reviewCard:${week}`)));
    await postReview(w.ports, review.week);
    await use(mia.id);
    assert.ok(await w.store.pending(`reviewCard:${week}`));
  });
});
