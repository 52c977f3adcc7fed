import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { postReview } from '../../src/app/post-review.ts';
import type { Ports } from '../../src/app/ports.ts';
import type { Alert } from '../../src/domain/alert.ts';
import type { Person } from '../../src/domain/person.ts';
import type { AdaptiveCard } from '../../src/cards/render.ts';
import { parsePress } from '../../src/teams/parse.ts';
import { pressWatch, type Watched } from '../../src/teams/press-watch.ts';
import type { Place } from '../../src/teams/turn.ts';
import { dayOf, reviewing } from '../app/review-world.ts';
import { buttonsOf, inputsOf, wordsOf } from '../e2e/cards.ts';
import { checked } from '../support/checked.ts';
import { aude, carl, ed, eve, mia, type World, zed } from '../support/world.ts';

const week = '2026-W48';
const alert: Alert = {
  id: '2026-11-20',
  raisedAt: '2026-11-20T09:00:00.000Z',
  from: '2026-11-16',
  to: '2026-11-20',
  causes: [{ kind: 'control', key: 'mfa', points: 10, clearedOn: null }],
  quiet: false,
  clearedAt: null,
};

describe('A press on an alert or a review', () => {
  let w: World;
  beforeEach(async () => {
    w = await reviewing();
    await dayOf(w, '2026-11-16', { Mfa: 10 });
    await dayOf(w, '2026-11-20', { Mfa: 0 });
    await checked(w.store, { day: '2026-11-20', alerts: [alert] });
    await postReview(w.ports, week);
  });
  afterEach(() => w.end());

  interface From {
    readonly who?: Person;
    readonly place?: Place;
    readonly ports?: Ports;
  }
  const press = async (verb: string, data: object, from: From = {}): Promise<Watched> => {
    const { who = mia, place = 'governanceChannel', ports = w.ports } = from;
    const read = parsePress(verb, data);
    assert.ok(read?.verb === 'assignOwner' || read?.verb === 'reviewDone');
    return pressWatch(ports, read, { personId: who.id, place });
  };
  const card = (answer: Watched): AdaptiveCard => {
    assert.ok('card' in answer, JSON.stringify(answer));
    return answer.card;
  };
  const notice = async (...[verb, data, from]: Parameters<typeof press>): Promise<string> => {
    const before = await w.store.head();
    const answer = await press(verb, data, from);
    assert.ok('notice' in answer, 'answered with a card');
    assert.deepEqual(await w.store.head(), before);
    return answer.notice;
  };
  const onReview = { week, subject: 'control:mfa', ownerId: ed.id };
  const onAlert = { subject: 'alert:2026-11-20', ownerId: ed.id };

  it('on the review is answered with the review, its owner in it', async () => {
    const answer = await press('assignOwner', onReview);
    assert.match(wordsOf(card(answer)), /Weekly review.*Turn Mfa on.*owner Ed/);
    assert.equal(answer.subject, `review:${week}`);
    await w.settle();
    assert.equal(w.teams.channel.at(-1)?.review?.lines[0]?.owner, 'Ed');
  });

  it('on the alert is answered with the alert, its owner in it', async () => {
    const answer = await press('assignOwner', onAlert);
    assert.match(wordsOf(card(answer)), /Owner: Ed/);
    assert.equal(answer.subject, 'alert:2026-11-20');
    await w.settle();
    assert.ok(w.teams.channel.some((one) => one.alert?.owner === 'Ed'));
  });

  it('is answered all the same where the alert cannot be drawn any more', async () => {
    await w.db.deleteFrom('scoreDay').execute();
    assert.deepEqual(await press('assignOwner', onAlert), { notice: 'The owner is kept.' });
  });

  it('that names no week is answered with the review of this one', async () => {
    const answer = await press('assignOwner', { subject: 'control:mfa', ownerId: ed.id });
    assert.equal(answer.subject, `review:${week}`);
  });

  it('closes the review, and is answered with it; its fields and buttons are gone', async () => {
    const closed = card(await press('reviewDone', { week }));
    assert.match(wordsOf(closed), /Done by Mia on 23 Nov 2026, 10:00/);
    assert.deepEqual([inputsOf(closed), buttonsOf(closed)], [[], []]);
    const again = card(await press('reviewDone', { week }, { who: carl }));
    assert.match(wordsOf(again), /Done by Mia/);
  });

  it('works in the own chat of whoever holds a role, and nowhere else', async () => {
    card(await press('assignOwner', onReview, { place: 'personal', who: eve }));
    for (const [verb, data] of [
      ['assignOwner', onAlert],
      ['reviewDone', { week }],
    ] as const)
      assert.match(
        await notice(verb, data, { place: 'elsewhere' }),
        /in the governance channel, and in our own chat/,
      );
  });

  it('without a choice loses nothing, and says what to choose', async () => {
    for (const missing of [{ week }, { week, subject: 'control:mfa' }, { week, ownerId: ed.id }])
      assert.equal(await notice('assignOwner', missing), 'Choose a line and an owner first.');
    const { subject } = onAlert;
    assert.equal(await notice('assignOwner', { subject }), 'Choose an owner first.');
    assert.match(
      await notice('assignOwner', { ...onAlert, ownerId: `${ed.id},${eve.id}` }),
      /^Choose one owner/,
    );
  });

  for (const [who, why] of [
    [aude, /for engineers, IT managers and CISOs/],
    [zed, /for engineers, IT managers and CISOs/],
    [{ ...mia, id: 'nobody' }, /does not know you/],
  ] as const)
    it(`by ${who.id} is refused in one sentence`, async () => {
      for (const [verb, data] of [
        ['assignOwner', onReview],
        ['assignOwner', onAlert],
        ['reviewDone', { week }],
      ] as const) {
        const said = await notice(verb, data, { who });
        assert.match(said, why);
        assert.equal(said.split(/[.!?] /).length, 1);
      }
    });

  it('is refused while the directory does not answer', async () => {
    w.entra.state.silent = true;
    for (const [verb, data] of [
      ['assignOwner', onReview],
      ['reviewDone', { week }],
    ] as const)
      assert.match(await notice(verb, data), /directory does not answer now/);
  });

  it('with what nobody offered is refused, and changes nothing', async () => {
    assert.match(
      await notice('assignOwner', { ...onReview, subject: 'control:nonsense' }),
      /not on record/,
    );
    assert.match(
      await notice('assignOwner', { ...onReview, ownerId: 'somebody-else' }),
      /does not know this person/,
    );
    assert.match(await notice('reviewDone', { week: '2026-W49' }), /nothing to close/);
    const directory = {
      ...w.ports.directory,
      recent: async () => ({ ok: true, person: ed, barred: true }) as const,
    };
    assert.match(
      await notice('assignOwner', onReview, { ports: { ...w.ports, directory } }),
      /Only active members/,
    );
  });
});
