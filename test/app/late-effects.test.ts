import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { checkAlerts } from '../../src/app/check-alerts.ts';
import { checkDrift } from '../../src/app/check-drift.ts';
import { isFresh } from '../../src/app/check-acceptances.ts';
import { runClock } from '../../src/app/clock.ts';
import { closeRenewed } from '../../src/app/close-renewed.ts';
import { deputiesDue } from '../../src/app/deputies-due.ts';
import { escalate, tellWaiting } from '../../src/app/escalate.ts';
import type { Ports, Progress, Store } from '../../src/app/ports.ts';
import { linesUpTo } from '../../src/app/gather-register.ts';
import { remind, remindAbout } from '../../src/app/remind.ts';
import { remindedOf } from '../../src/app/responsible.ts';
import { showDrift, showDrifts } from '../../src/app/show-drift.ts';
import { syncControl } from '../../src/app/sync-control.ts';
import { announceDeputy, tellDeputy } from '../../src/app/tell-deputy.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { answers, as } from '../domain/examples.ts';
import {
  carl,
  device,
  discovery,
  done,
  ed,
  eve,
  max,
  mia,
  small,
  type World,
  world,
  zed,
} from '../support/world.ts';
import { appoint } from './deputy-world.ts';

const again = (progress: Progress): string => (progress === 'done' ? 'done' : progress.again);

describe('an effect that comes when things have moved on', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  const withStore = (store: Partial<Store>): Ports => ({
    ...w.ports,
    store: { ...w.store, ...store },
  });
  /** Somebody else is faster: what is found first is how it stood before. */
  const foundBefore = (before: Acceptance): Ports => {
    let isFirst = true;
    return withStore({
      find: async (id) => {
        const found = isFirst ? before : await w.store.find(id);
        isFirst = false;
        return found;
      },
    });
  };
  const morning = async (day: string): Promise<void> => {
    w.clock.at = Date.parse(`${day}T09:00:00Z`);
    await w.settle();
  };

  const id = 'RA-2026-9999';
  const ofNothing: Readonly<Record<string, (ports: Ports) => Promise<Progress>>> = {
    'a clock': (ports) => runClock(ports, id),
    'a reminder': (ports) => remindAbout(ports, { acceptanceId: id, slot: '1:2' }),
    'an escalation': (ports) => escalate(ports, { acceptanceId: id, revision: 1 }),
    'a word of an escalation': (ports) =>
      tellWaiting(ports, { acceptanceId: id, revision: 1, personId: carl.id }),
    'the end of what was renewed': (ports) => closeRenewed(ports, id),
    'the cards of a finding': (ports) => showDrifts(ports, 'drift-9'),
    'a card of a finding': (ports) => showDrift(ports, 'drift-9', mia.id),
    'the news of a deputy': (ports) => announceDeputy(ports, { deputy: 'none', what: 'named' }),
    'a word of a deputy': (ports) =>
      tellDeputy(ports, { deputy: 'none', what: 'ended', personId: carl.id }),
  };
  for (const [what, run] of Object.entries(ofNothing))
    it(`is over, as ${what} of what is not on record`, async () => {
      assert.equal(await run(w.ports), 'done');
      await w.settle();
      assert.deepEqual([w.teams.posts, w.graph.writes], [[], []]);
    });

  describe('as a reminder', () => {
    beforeEach(async () => {
      await w.propose();
      await w.settle();
      w.clock.at = Date.parse('2026-11-25T09:00:00Z');
      w.quiet();
    });

    it('waits until the directory answers', async () => {
      w.entra.state.silent = true;
      assert.equal(
        again(await remind(w.ports, { personId: mia.id })),
        'the directory does not answer',
      );
      w.entra.state.silent = false;
      assert.equal(await remind(w.ports, { personId: mia.id }), 'done');
      assert.equal(w.cards(mia).length, 1);
    });

    it('is none to strangers, to whoever has no role, and to whom nothing waits for', async () => {
      w.entra.remove(ed);
      for (const { id: personId } of [ed, zed, carl])
        assert.equal(await remind(w.ports, { personId }), 'done');
      assert.deepEqual(w.teams.posts, []);
    });

    it('is kept for whoever cannot be reached, be it one thing or several', async () => {
      w.teams.unreachable.add(mia.id);
      assert.notEqual(await remind(w.ports, { personId: mia.id }), 'done');
      await w.propose({}, eve, { controlId: small.id });
      await w.propose({}, eve, { controlId: device.id });
      w.clock.at = Date.parse('2026-11-30T09:00:00Z');
      assert.notEqual(await remind(w.ports, { personId: mia.id }), 'done');
      assert.deepEqual(w.cards(mia), []);
    });
  });

  describe('as an escalation', () => {
    let one: Acceptance;
    beforeEach(async () => {
      one = await w.propose();
      await w.settle();
      w.clock.at = Date.parse('2026-12-04T09:00:00Z');
      w.quiet();
    });
    const told = (revision = 1) =>
      tellWaiting(w.ports, { acceptanceId: one.id, revision, personId: carl.id });

    it('says that nobody is there, where it waits for nobody', async () => {
      w.entra.only(eve, carl);
      await told();
      assert.match(w.told(carl)[0]?.text ?? '', /has waited for nobody who is there since 23 Nov/);
    });

    it('says nothing once it waits for somebody else, or is decided', async () => {
      await w.endorse(one);
      await told();
      await w.reject(one, carl);
      await told(2);
      assert.deepEqual(w.told(carl), []);
    });
  });

  it('names the IT managers, where neither who proposed it nor who owns the risk is there', async () => {
    const active = await w.approved();
    await w.settle();
    w.entra.put(as(eve, 'auditor'));
    w.entra.remove(carl);
    assert.deepEqual(await remindedOf(w.ports, await w.find(active)), [max.id, mia.id]);
  });

  it('waits for the directory before it tells of drift', async () => {
    w.graph.setByHand(discovery.id, 'ignored');
    await w.store.arm([{ kind: 'readControls', day: '2026-11-23' }], w.ports.now());
    await w.settle();
    await checkDrift(w.ports);
    const [finding] = await w.store.openDrifts();
    assert.ok(finding);
    w.entra.state.silent = true;
    assert.equal(
      again(await showDrift(w.ports, finding.id, mia.id)),
      'the directory does not answer',
    );
    w.entra.state.silent = false;
    assert.equal(await showDrift(w.ports, finding.id, 'nobody'), 'done');
  });

  it('leaves out a deputy whom the directory no longer knows', async () => {
    const one = await w.propose();
    await appoint(w, { role: 'itManager', principalId: mia.id, deputyId: ed.id }, mia);
    await morning('2026-12-01');
    assert.deepEqual(await deputiesDue(w.ports, one), [ed.id]);
    w.entra.remove(ed);
    assert.deepEqual(await deputiesDue(w.ports, one), []);
  });

  it('closes what was renewed once, and looks again where something else was faster', async () => {
    await w.approved();
    await w.settle();
    await morning('2027-11-23');
    const before = (await w.store.list({ states: ['ReviewDue'] }))[0] ?? assert.fail();
    const renewed = done(await w.press(before, 'renew', ed, { answers, draftId: 'one' }));
    await w.approve(await w.endorse(renewed));
    await w.settle();
    assert.equal((await w.find(before)).state, 'Closed');
    const overtaken = withStore({
      find: async () => before,
      commit: async () => ({ ok: false, taken: 'revision' }),
    });
    assert.equal(again(await closeRenewed(overtaken, before.id)), 'stale');
    assert.equal(await closeRenewed(foundBefore(before), before.id), 'done');
  });

  it('is verified at the next look, where a step was taken at the same moment', async () => {
    const approved = await w.approved();
    const overtaken = withStore({ commit: async () => ({ ok: false, taken: 'revision' }) });
    await syncControl(overtaken, discovery.id);
    assert.equal(again(await syncControl(overtaken, discovery.id)), 'stale');
    assert.equal((await w.find(approved)).state, 'Approved');
    await w.settle();
    assert.equal((await w.find(approved)).state, 'Active');
    assert.equal(w.graph.writes.length, 1);
  });

  it('has no clock take a step that somebody else has taken', async () => {
    const before = await w.approved();
    await w.settle();
    const active = await w.find(before);
    await w.revoke(active);
    w.clock.at = Date.parse('2027-12-01T09:00:00Z');
    const progress = await runClock(foundBefore(active), active.id);
    assert.ok(progress !== 'done');
    assert.equal(progress.afterMs, 3_600_000);
    assert.equal((await w.find(active)).state, 'Revoked');
  });

  it('looks again where somebody else has looked meanwhile', async () => {
    const drift = await checkDrift(withStore({ saveDrifts: async () => false }));
    assert.equal(again(drift), 'looked at meanwhile');
    await w.store.saveSnapshots([{ day: '2026-11-23', current: 1, max: 2, measurements: [] }]);
    const alerts = await checkAlerts(withStore({ saveCheck: async () => false }), '2026-11-23');
    assert.equal(again(alerts), 'the day was checked meanwhile');
  });

  it('takes a reading without a score for no fresh one', async () => {
    const asOf = w.ports.now().toISOString();
    const controlsAsOf = async () => ({ asOf, score: undefined });
    assert.equal(await isFresh(withStore({ controlsAsOf })), false);
  });

  it('reads no more lines of the trail than there are', async () => {
    const read = async (lines: Store['lines']): Promise<number> => {
      let count = 0;
      for await (const { seq } of linesUpTo({ lines }, 9)) count = seq;
      return count;
    };
    await w.propose();
    assert.equal(await read((after, most) => w.store.lines(after, most)), 1);
    assert.equal(await read(async () => []), 0);
  });

  it('opens nothing where a renewal brings no draft of its own', async () => {
    const before = await w.approved();
    await w.settle();
    await morning('2027-11-23');
    const press = w.press(await w.find(before), 'renew', ed, { answers });
    await assert.rejects(press, TypeError);
    assert.equal(
      done(await w.press(await w.find(before), 'renew', ed, { answers, draftId: 'one' })).state,
      'InReview',
    );
  });
});
