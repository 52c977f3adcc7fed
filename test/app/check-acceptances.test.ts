import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { checkAcceptances } from '../../src/app/check-acceptances.ts';
import { readControls } from '../../src/app/read-controls.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { dayOf } from '../../src/domain/calendar.ts';
import { day, discovery, eve, small, type World, world } from '../support/world.ts';

describe('the daily data of Secure Score', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  /** The next morning's reading. */
  const morning = async (): Promise<void> => {
    w.clock.at += day;
    await readControls(w.ports);
    await again();
  };
  const again = (): Promise<unknown> => checkAcceptances(w.ports, dayOf(w.ports.now(), 'UTC'));
  const now = (one: Acceptance): Promise<Acceptance> => w.find(one);
  const partial = async (): Promise<Acceptance> =>
    now(await w.approved({ scope: 'partial', scopeDetail: 'The shop floor tablets' }));
  const complete = (): void => {
    w.graph.change(discovery.id, { score: discovery.maxScore });
  };

  describe('send back for review', () => {
    it('what has more points at risk, and void its endorsement', async () => {
      const one = await w.endorse(await w.propose());
      w.graph.change(discovery.id, { maxScore: 5.5 });
      await morning();
      const { state, reviewerId, reviewerRoleFrom, changedFacts, facts } = await now(one);
      assert.deepEqual([state, reviewerId, reviewerRoleFrom], ['InReview', null, null]);
      assert.deepEqual([facts.pointsAtRisk, changedFacts?.pointsAtRisk], [4.5, 5.5]);
    });

    it('once for each change', async () => {
      const one = await w.endorse(await w.propose());
      w.graph.change(discovery.id, { threats: ['Account breach'] });
      await morning();
      await morning();
      await again();
      assert.equal(await w.events(one), 'propose endorse materialChange');
    });

    for (const [what, change] of [
      ['of another category', { category: 'Data' }],
      ['with other threats', { threats: [] }],
      ['that Microsoft has retired', { deprecated: true }],
    ] as const)
      it(`what is ${what}`, async () => {
        const one = await w.propose();
        w.graph.change(discovery.id, change);
        await morning();
        assert.equal(await w.events(one), 'propose materialChange');
      });

    it('what is no longer of low impact, the longer way', async () => {
      const one = await w.propose({}, eve, { controlId: small.id });
      assert.equal(one.route, 'low');
      w.graph.change(small.id, { maxScore: 2.4 });
      await morning();
      const { route, routeRaised, state } = await now(one);
      assert.deepEqual([route, routeRaised, state], ['standard', true, 'InReview']);
    });

    it('nothing for another title, fewer points, a little more, or no measurement', async () => {
      const one = await w.endorse(await w.propose());
      for (const change of [
        { title: 'Cloud discovery, renamed' },
        { maxScore: 3 },
        { maxScore: 5.4 },
        { score: null },
      ]) {
        w.graph.change(discovery.id, change);
        await morning();
        assert.equal((await now(one)).state, 'InApproval', JSON.stringify(change));
      }
    });

    it('nothing that is decided', async () => {
      const one = await w.approved();
      await w.settle();
      w.graph.change(discovery.id, { maxScore: 20, threats: [] });
      await morning();
      assert.equal((await now(one)).state, 'Active');
    });
  });

  describe('end what is completed', () => {
    it('on the second reading, not the first, and tell its proposer', async () => {
      const one = await w.propose();
      await w.settle();
      complete();
      await morning();
      assert.equal((await now(one)).state, 'InReview');
      w.quiet();
      await morning();
      const { state, endReason } = await now(one);
      assert.deepEqual([state, endReason], ['Withdrawn', 'implementedMeanwhile']);
      await w.settle();
      assert.equal(w.told(eve).length, 1);
    });

    it('not where a day’s reading is repeated, nor where it is interrupted', async () => {
      const one = await w.propose();
      complete();
      await morning();
      await again();
      await again();
      assert.equal((await now(one)).state, 'InReview');
      w.graph.change(discovery.id, { score: 0 });
      await morning();
      complete();
      await morning();
      assert.equal((await now(one)).state, 'InReview');
    });

    it('not where a person gave it a status: Secure Score counts that as all points', async () => {
      const one = await w.propose();
      complete();
      w.graph.setByHand(discovery.id, 'ThirdParty');
      await morning();
      await morning();
      await morning();
      assert.equal((await now(one)).state, 'InReview');
    });

    it('in force only where it is partial', async () => {
      const one = await partial();
      assert.equal(one.state, 'Active');
      complete();
      await morning();
      await morning();
      const { state, endReason } = await now(one);
      assert.deepEqual([state, endReason], ['Closed', 'implemented']);
      assert.deepEqual(w.graph.writes, []);
    });
  });

  describe('end what is gone', () => {
    const three = async (): Promise<void> => {
      await morning();
      await morning();
      await morning();
    };

    it('on the third reading without it', async () => {
      const one = await w.requestChanges(await w.propose());
      w.graph.remove(discovery.id);
      await morning();
      await morning();
      assert.equal((await now(one)).state, 'ChangesRequested');
      await morning();
      const { state, endReason } = await now(one);
      assert.deepEqual([state, endReason], ['Withdrawn', 'obsolete']);
    });

    it('in force too, where Microsoft has retired it', async () => {
      const one = await w.approved();
      await w.settle();
      w.graph.change(discovery.id, { deprecated: true });
      await three();
      const { state, endReason } = await now(one);
      assert.deepEqual([state, endReason], ['Closed', 'obsolete']);
    });

    it('not where the tenant has no data at all', async () => {
      const one = await w.propose();
      for (const { id } of await w.store.controls()) w.graph.remove(id);
      await three();
      assert.equal((await now(one)).state, 'InReview');
    });
  });

  describe('move nothing that is older than 48 hours', () => {
    it('as of the reading', async () => {
      const one = await w.propose();
      w.graph.change(discovery.id, { threats: [] });
      await readControls(w.ports);
      w.clock.at += 2 * day + 1;
      await again();
      assert.equal((await now(one)).state, 'InReview');
      assert.equal(await w.events(one), 'propose');
    });

    it('as of the day of the score', async () => {
      const one = await w.propose();
      w.graph.setDays({ day: '2026-11-22', current: 50, max: 100, measurements: [] });
      w.graph.change(discovery.id, { threats: [] });
      await morning();
      assert.equal(await w.events(one), 'propose');
    });
  });

  it('go on with the others where one fails', async () => {
    const one = await w.propose();
    const other = await w.propose({}, eve, { controlId: small.id });
    for (const { id } of [discovery, small]) w.graph.change(id, { threats: [] });
    w.clock.at += day;
    await readControls(w.ports);
    const commit: typeof w.store.commit = (change) =>
      change.after.id === one.id ? Promise.reject(new Error('broken')) : w.store.commit(change);
    const ports = { ...w.ports, store: { ...w.store, commit } };
    assert.deepEqual(await checkAcceptances(ports, '2026-11-24'), { again: 'failed' });
    assert.equal(await w.events(other), 'propose materialChange');
    assert.equal(w.log.fault.callCount, 1);
  });
});
