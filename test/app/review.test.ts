import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { ReviewLine } from '../../src/app/monitor-views.ts';
import { readControls } from '../../src/app/read-controls.ts';
import { reviewView } from '../../src/app/review.ts';
import { carl, device, ed, eve, mia, small, type World, world } from '../support/world.ts';
import { snapshot } from './answer-days.ts';
import { brief, dayOf, lines, only, reviewing, wait } from './review-world.ts';

describe('the weekly review', () => {
  let w: World;
  beforeEach(async () => {
    w = await reviewing();
  });
  afterEach(() => w.end());

  const assign = (subject: string, at = w.ports.now().toISOString()) =>
    w.store.note({
      at,
      event: 'ownerAssigned',
      by: mia,
      owners: [{ subject, personId: ed.id, byId: mia.id, at }],
      set: {},
      policy: 1,
      effects: [],
    });

  describe('of a recommendation that was complete', () => {
    const mfa = async (kind: ReviewLine['kind'] = 'fell') => (await only(w, kind))[0];

    it('tells since when it is not, and what it puts at risk', async () => {
      await dayOf(w, '2026-11-16', { Mfa: 10, Dlp: 5 });
      await dayOf(w, '2026-11-20', { Mfa: 7.5, Dlp: 5 });
      assert.deepEqual(await lines(w), [
        {
          kind: 'fell',
          subject: 'control:mfa',
          title: 'Turn Mfa on',
          controlId: 'Mfa',
          acceptanceId: undefined,
          since: '2026-11-20',
          reviewOn: undefined,
          points: 2.5,
          waitsFor: [],
          trouble: '',
          owner: undefined,
        },
      ]);
    });

    it('comes back every week, until it is complete', async () => {
      await dayOf(w, '2026-11-16', { Mfa: 10 });
      await dayOf(w, '2026-11-20', { Mfa: 0 });
      for (let weeks = 0; weeks < 60; weeks++) {
        assert.equal((await mfa())?.since, '2026-11-20');
        wait(w, 7);
      }
      await dayOf(w, '2028-01-20', { Mfa: 10 });
      assert.deepEqual(await lines(w), []);
    });

    it('says nothing while only a measurement of long ago shows it', async () => {
      await dayOf(w, '2026-11-16', { Mfa: 10 });
      await dayOf(w, '2026-11-20', { Mfa: { points: 0, measuredOn: '2026-11-01' } });
      assert.deepEqual(await lines(w), []);
      await dayOf(w, '2026-11-21', { Mfa: 0 });
      assert.equal((await mfa())?.since, '2026-11-21');
    });

    it('says nothing once it is proposed, and again once that is rejected', async () => {
      await dayOf(w, '2026-11-16', { Mfa: 10 });
      await dayOf(w, '2026-11-20', { Mfa: 0 });
      const acceptance = await w.propose({}, eve, { controlId: 'MFA' });
      assert.deepEqual(await lines(w), []);
      await w.reject(acceptance);
      assert.equal((await mfa())?.since, '2026-11-20');
    });

    it('says nothing once it is accepted, by us or in the portal, or out of scope', async () => {
      await dayOf(w, '2026-11-16', { Mfa: 10, Dlp: 10, Audit: 10 });
      await dayOf(w, '2026-11-20', { Mfa: 0, Dlp: 0, Audit: 0 });
      assert.equal((await only(w, 'fell')).length, 3);
      await w.approved({}, eve, { controlId: 'Mfa' });
      await w.settle();
      w.graph.setByHand('Dlp', 'ThirdParty');
      await dayOf(w, '2026-11-21', { Mfa: 0, Dlp: 0 });
      assert.deepEqual(await lines(w), []);
    });

    it('says nothing where Microsoft has retired it', async () => {
      await dayOf(w, '2026-11-16', { Mfa: 10 });
      w.graph.change('Mfa', { deprecated: true });
      await dayOf(w, '2026-11-20', { Mfa: 0 });
      assert.deepEqual(await lines(w), []);
    });
  });

  describe('of a recommendation that came', () => {
    const first = { Mfa: 10, Dlp: 5 };

    it('tells since when it is there; of those of the first day nothing', async () => {
      await dayOf(w, '2026-11-16', first);
      assert.deepEqual(await lines(w), []);
      await dayOf(w, '2026-11-18', { ...first, Later: 4 });
      assert.deepEqual(await brief(w), ['new control:later 2026-11-18']);
      assert.equal((await lines(w))[0]?.points, 6);
    });

    it('counts one that comes back', async () => {
      await dayOf(w, '2026-11-16', first);
      await dayOf(w, '2026-11-18', { Mfa: 10 });
      await dayOf(w, '2026-11-20', first);
      assert.deepEqual(await brief(w), ['new control:dlp 2026-11-20']);
    });

    it('comes back until it is complete, accepted, or gone', async () => {
      const all = { ...first, Later: 0, Audit: 0 };
      await dayOf(w, '2026-11-16', first);
      await dayOf(w, '2026-11-18', all);
      wait(w, 400);
      assert.equal((await only(w, 'new')).length, 2);
      await w.propose({}, eve, { controlId: 'Later' });
      assert.deepEqual(
        (await only(w, 'new')).map(({ subject }) => subject),
        ['control:audit'],
      );
      await dayOf(w, '2027-12-20', { ...all, Audit: 10 });
      assert.deepEqual(await only(w, 'new'), []);
    });

    it('calls one that was complete meanwhile by the worse name, once', async () => {
      await dayOf(w, '2026-11-16', first);
      await dayOf(w, '2026-11-18', { ...first, Later: 10 });
      await dayOf(w, '2026-11-20', { ...first, Later: 0 });
      assert.deepEqual(await brief(w), ['fell control:later 2026-11-20']);
    });

    it('is not taken in by another id for the same', async () => {
      await dayOf(w, '2026-11-16', first);
      w.graph.change('Later', { title: 'Turn Dlp on' });
      await dayOf(w, '2026-11-18', { Mfa: 10, Later: 5, Audit: 1 });
      assert.deepEqual(await brief(w), ['new control:audit 2026-11-18']);
    });

    it('calls another id for one that was complete by the worse name', async () => {
      await dayOf(w, '2026-11-16', first);
      w.graph.change('Later', { title: 'Turn Mfa on' });
      await dayOf(w, '2026-11-18', { Dlp: 5, Later: 4 });
      assert.deepEqual(await brief(w), ['fell control:later 2026-11-18']);
    });
  });

  it('tells the worst first: by kind, then points at risk, then since when', async () => {
    const complete = { Mfa: 10, Dlp: 10, Audit: 10 };
    await dayOf(w, '2026-11-16', complete);
    await dayOf(w, '2026-11-17', { ...complete, Later: 0 });
    await dayOf(w, '2026-11-18', { ...complete, Dlp: 0, Later: 0 });
    await dayOf(w, '2026-11-19', { Mfa: 0, Dlp: 0, Audit: 8, Later: 0 });
    await w.approve(await w.propose({}, eve, { controlId: small.id }), mia);
    await w.settle();
    await w.approved({}, ed, { controlId: device.id });
    await w.settle();
    assert.deepEqual(await brief(w), [
      'fell control:dlp 2026-11-18',
      'fell control:mfa 2026-11-19',
      'fell control:audit 2026-11-19',
      'writeBack RA-2026-0002 2026-11-23',
      'new control:later 2026-11-17',
      'low RA-2026-0001 2026-11-23',
    ]);
  });

  it('tells equal ones in one order, whatever the record’s', async () => {
    await dayOf(w, '2026-11-16', { Mfa: 10, Dlp: 10, Audit: 10 });
    await dayOf(w, '2026-11-19', { Mfa: 0, Dlp: 0, Audit: 0 });
    const sorted = ['audit', 'dlp', 'mfa'].map((key) => `fell control:${key} 2026-11-19`);
    assert.deepEqual(await brief(w), sorted);
    const { store } = w;
    const controls = async () => (await store.controls()).toReversed();
    const { lines: others } = await reviewView({ ...w.ports, store: { ...store, controls } });
    assert.deepEqual(others, await lines(w));
  });

  describe('names an owner', () => {
    beforeEach(async () => {
      await dayOf(w, '2026-11-16', { Mfa: 10 });
      await dayOf(w, '2026-11-20', { Mfa: 0 });
      await w.store.savePeople([ed, mia]);
    });
    const owner = async () => (await only(w, 'fell'))[0]?.owner;

    it('who was given since it is so', async () => {
      assert.equal(await owner(), undefined);
      await assign('control:mfa');
      assert.equal(await owner(), 'Ed');
      wait(w, 70);
      assert.equal(await owner(), 'Ed');
    });

    it('who was given on the very day, as it passes where the tenant is', async () => {
      await assign('control:mfa', '2026-11-20T00:00:00.000Z');
      assert.equal(await owner(), 'Ed');
      const policy = { ...w.ports.policy, timeZone: 'America/New_York' };
      const view = await reviewView({ ...w.ports, policy });
      assert.equal(view.lines[0]?.owner, undefined);
    });

    it('who saw to something earlier no more', async () => {
      await assign('control:mfa', '2026-11-19T23:59:59.999Z');
      assert.equal(await owner(), undefined);
      await assign('control:mfa');
      await dayOf(w, '2026-11-24', { Mfa: 10 });
      wait(w, 7);
      await dayOf(w, '2026-11-29', { Mfa: 0 });
      assert.equal((await only(w, 'fell'))[0]?.since, '2026-11-29');
      assert.equal(await owner(), undefined);
    });

    it('whose name nobody knows as somebody', async () => {
      await assign('control:mfa');
      await w.db.deleteFrom('person').execute();
      assert.equal(await owner(), 'somebody');
    });
  });

  it('tells its week, the head of the register, and when Secure Score was read', async () => {
    await w.propose({}, eve, { controlId: small.id });
    const view = await reviewView(w.ports);
    assert.deepEqual([view.week, view.monday], ['2026-W48', '2026-11-23']);
    assert.deepEqual(view.head, await w.store.head());
    assert.equal(view.asOf, '2026-11-23T10:00:00.000Z');
    assert.equal(view.zone, 'UTC');
    assert.equal(view.done, undefined);
    await w.db.deleteFrom('controlReading').execute();
    assert.equal((await reviewView(w.ports)).asOf, '');
  });

  it('is of the week in which the tenant is', async () => {
    w.clock.at = Date.parse('2026-11-29T23:30:00Z');
    assert.equal((await reviewView(w.ports)).week, '2026-W48');
    const policy = { ...w.ports.policy, timeZone: 'Europe/Berlin' };
    assert.equal((await reviewView({ ...w.ports, policy })).week, '2026-W49');
  });

  it('compares the newest day of the score with the one a week before', async () => {
    await dayOf(w, '2026-11-14', { Mfa: 10 });
    assert.equal((await reviewView(w.ports)).comparison, undefined);
    await dayOf(w, '2026-11-22', { Mfa: 5 });
    const { comparison } = await reviewView(w.ports);
    assert.deepEqual(
      [comparison?.from.day, comparison?.to.day, comparison?.points],
      ['2026-11-14', '2026-11-22', -5],
    );
  });

  it('has nothing to tell of an empty tenant', async () => {
    await w.end();
    w = await world({ controls: [] });
    await readControls(w.ports);
    const { lines: none, comparison } = await reviewView(w.ports);
    assert.deepEqual([none, comparison], [[], undefined]);
  });

  it('has more lines than a card, and tells them all', async () => {
    await w.end();
    w = await reviewing({ people: [eve, mia, carl] });
    const many = Array.from({ length: 14 }, (_, at) => `Extra${String(at)}`);
    const [template] = await w.store.controls();
    assert.ok(template);
    const controls = many.map((id) => ({ ...template, id, title: id, score: 0 }));
    const at = w.ports.now().toISOString();
    await w.store.saveControls({ controls, score: undefined, updates: [] }, at);
    const of = (points: number) => Object.fromEntries(many.map((id) => [id, points]));
    await w.store.saveSnapshots([snapshot('2026-11-16', of(10)), snapshot('2026-11-20', of(0))]);
    assert.equal((await lines(w)).length, 14);
  });
});
