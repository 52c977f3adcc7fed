import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { assignOwner } from '../../src/app/assign-owner.ts';
import { postReview } from '../../src/app/post-review.ts';
import { reviewDone } from '../../src/app/review-done.ts';
import { reviewView } from '../../src/app/review.ts';
import { verifyRegister } from '../../src/app/verify-register.ts';
import { aude, carl, ed, eve, mia, minute, small, type World, zed } from '../support/world.ts';
import { dayOf, reviewing, wait } from './review-world.ts';

const week = '2026-W48';

describe('closing a weekly review', () => {
  let w: World;
  beforeEach(async () => {
    w = await reviewing();
    await dayOf(w, '2026-11-16', { Mfa: 10, Dlp: 10 });
    await dayOf(w, '2026-11-20', { Mfa: 0, Dlp: 0 });
    await postReview(w.ports, week);
  });
  afterEach(() => w.end());

  const close = (who = mia, of = week) => reviewDone(w.ports, { week: of, pressedBy: who.id });
  const line = async () => w.store.line((await w.store.head()).seq);

  it('keeps who, when, and what was given to whom', async () => {
    await assignOwner(w.ports, { subject: 'control:mfa', ownerId: ed.id, pressedBy: eve.id });
    w.clock.at += minute;
    w.wake.resetHistory();
    assert.deepEqual(await close(), { ok: true, person: mia });
    assert.equal(w.wake.callCount, 1);
    const { event, by, role, roleFrom, set, at, acceptanceId } = (await line()) ?? {};
    assert.deepEqual(
      { event, by, role, roleFrom, set, at, acceptanceId },
      {
        event: 'reviewDone',
        by: mia.id,
        role: 'itManager',
        roleFrom: 'group:itManager',
        set: { week, owners: [{ subject: 'control:mfa', ownerId: ed.id }] },
        at: '2026-11-23T10:01:00.000Z',
        acceptanceId: '',
      },
    );
    assert.deepEqual((await reviewView(w.ports)).done, {
      by: 'Mia',
      at: '2026-11-23T10:01:00.000Z',
    });
    await w.settle();
    assert.equal(w.teams.channel.at(-1)?.review?.done?.by, 'Mia');
  });

  it('leaves a register that verifies', async () => {
    await assignOwner(w.ports, { subject: 'control:mfa', ownerId: ed.id, pressedBy: eve.id });
    await close();
    await w.propose({}, eve, { controlId: small.id });
    const { misfit, lines } = await verifyRegister(w.ports);
    assert.deepEqual([misfit, lines], [undefined, 3]);
  });

  it('happens once: whoever presses again finds it as it was closed', async () => {
    await close();
    await w.settle();
    const before = await w.store.head();
    w.clock.at += minute;
    assert.deepEqual(await close(carl), { ok: true, person: carl });
    assert.deepEqual(await w.store.head(), before);
    assert.equal((await w.store.review(week))?.doneById, mia.id);
    assert.equal(await w.store.nextDue(), undefined);
  });

  it('happens once where several press at the same instant', async () => {
    const { seq } = await w.store.head();
    const closed = await Promise.all([mia, carl, eve].map((who) => close(who)));
    assert.deepEqual(
      closed.map(({ ok }) => ok),
      [true, true, true],
    );
    assert.equal((await w.store.head()).seq, seq + 1);
    assert.equal((await w.store.review(week))?.doneById, (await line())?.by);
  });

  it('is for engineers, IT managers and CISOs, as the directory knows them now', async () => {
    const before = await w.store.head();
    for (const who of [aude, zed]) assert.deepEqual(await close(who), { ok: false, why: 'notYou' });
    assert.deepEqual(await close({ ...zed, id: 'nobody' }), { ok: false, why: 'stranger' });
    w.entra.state.silent = true;
    assert.deepEqual(await close(), { ok: false, why: 'unreachable' });
    w.entra.state.silent = false;
    assert.deepEqual(await w.store.head(), before);
    assert.equal((await w.store.review(week))?.doneAt, null);
    assert.deepEqual(
      w.log.info.args.map(([, facts]) => (facts as { refusal: string }).refusal),
      ['notYou', 'notYou', 'stranger', 'unreachable'],
    );
    assert.ok((await close(eve)).ok);
  });

  it('is of a review that was posted: a card of another week closes nothing', async () => {
    for (const other of ['2026-W47', '2026-W49', '2099-W01'])
      assert.deepEqual(await close(mia, other), { ok: false, why: 'notPosted' });
    assert.equal((await w.store.head()).seq, 0);
  });

  it('is no longer possible once its week is over: what stands now is not what was reviewed', async () => {
    wait(w, 8);
    assert.deepEqual(await close(), { ok: false, why: 'past' });
    assert.equal((await w.store.review(week))?.doneAt, null);
  });

  it('names whoever closed it as somebody once nobody knows their name', async () => {
    await close();
    await w.db.deleteFrom('person').execute();
    assert.equal((await reviewView(w.ports)).done?.by, 'somebody');
  });
});
