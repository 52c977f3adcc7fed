import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { act } from '../../src/app/act.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { as, dora, person, policy } from '../domain/examples.ts';
import {
  aude,
  carl,
  complaints,
  cora,
  device,
  discovery,
  done,
  ed,
  eve,
  max,
  mia,
  refusal,
  small,
  type World,
  world,
  zed,
} from '../support/world.ts';

describe('a press', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  const low = (): Promise<Acceptance> => w.propose({}, eve, { controlId: small.id });

  describe('is refused', () => {
    it('as unknown before all else', async () => {
      w.entra.state.silent = true;
      const acted = await w.press({ id: 'RA-2026-0404' }, 'approve', carl);
      assert.deepEqual(refusal(acted), { refusal: 'unknown' });
    });

    it('from a stranger, and from everybody while the directory is silent', async () => {
      const acceptance = await w.propose();
      await w.reject(acceptance);
      const elsewhere = person('Elsewhere', 'itManager');
      const acted = await w.press(acceptance, 'endorse', elsewhere, { revision: 0 });
      assert.deepEqual(refusal(acted), { refusal: 'stranger' });
      w.entra.state.silent = true;
      assert.deepEqual(refusal(await w.press(acceptance, 'endorse', mia)), {
        refusal: 'unreachable',
      });
    });

    it('in the wrong state before it is stale, not theirs or invalid', async () => {
      const acceptance = await w.propose();
      const wrong = await w.press(acceptance, 'resubmit', zed, { revision: 0 });
      assert.deepEqual(refusal(wrong), { refusal: 'wrongState' });
      const stale = await w.press(acceptance, 'endorse', zed, { revision: 0, businessContext: '' });
      assert.deepEqual(refusal(stale), { refusal: 'stale' });
      const notYou = await w.press(acceptance, 'endorse', zed, { businessContext: '' });
      assert.deepEqual(refusal(notYou), { refusal: 'notYou', who: 'an IT manager' });
      const invalid = await w.press(acceptance, 'endorse', mia, { businessContext: '' });
      assert.deepEqual(Object.keys(complaints(invalid)), ['businessContext']);
    });

    it('with the acceptance as it stands, and leaves no trace but in the log', async () => {
      const acceptance = await w.propose();
      const head = await w.store.head();
      w.wake.resetHistory();
      const acted = await w.press(acceptance, 'approve', aude);
      assert.ok(!acted.ok);
      assert.deepEqual(acted.acceptance, acceptance);
      assert.equal(acted.person?.id, aude.id);
      assert.deepEqual(await w.store.head(), head);
      assert.deepEqual(await w.find(acceptance), acceptance);
      assert.equal(w.wake.callCount, 0);
      assert.deepEqual(w.log.info.lastCall.args, [
        'refused',
        { event: 'approve', refusal: 'notYou', person: aude.id, acceptance: acceptance.id },
      ]);
    });

    it('on a card that somebody else made old', async () => {
      const acceptance = await w.propose();
      await w.press(acceptance, 'raiseRoute', mia);
      await w.requestChanges(acceptance);
      const resubmitted = await w.submit({}, eve, {
        resubmits: { id: acceptance.id, revision: acceptance.revision + 1 },
      });
      assert.ok(resubmitted.ok);
      assert.deepEqual(refusal(await w.press(acceptance, 'endorse', max)), { refusal: 'stale' });
    });

    it('without a reason where one is needed', async () => {
      const acceptance = await w.propose();
      for (const on of ['requestChanges', 'reject'] as const) {
        const acted = await w.press(acceptance, on, mia, { reason: 'n/a' });
        assert.deepEqual(Object.keys(complaints(acted)), ['reason']);
      }
    });
  });

  describe('on one’s own work is refused', () => {
    it('to its proposer, whatever roles they hold', async () => {
      w.entra.put(as(eve, 'engineer', 'itManager', 'ciso'));
      const acceptance = await low();
      assert.deepEqual(refusal(await w.press(acceptance, 'approve', eve)), {
        refusal: 'notYou',
        who: 'someone other than its proposer: Max or Mia',
      });
    });

    it('to whoever endorsed, unless two people suffice', async () => {
      w.entra.put(dora);
      const endorsed = await w.endorse(await w.propose(), dora);
      assert.deepEqual(refusal(await w.press(endorsed, 'approve', dora)), {
        refusal: 'notYou',
        who: 'someone other than who endorsed it: Carl or Cora',
      });
      const two = w.with({ policy: policy({ minDistinctPeople: 2 }) });
      const approved = await two.approve(endorsed, dora);
      assert.equal(approved.sodReduced, true);
    });

    it('where their endorsement would leave nobody to approve', async () => {
      w.entra.only(eve, mia, dora);
      const acted = await w.press(await w.propose(), 'endorse', dora);
      assert.match(JSON.stringify(refusal(acted)), /Mia: after your endorsement nobody/);
    });
  });

  describe('by role', () => {
    it('counts as the directory says now, not as it did when the card was sent', async () => {
      const acceptance = await w.propose();
      w.entra.put(as(mia, 'engineer'));
      assert.match(JSON.stringify(refusal(await w.press(acceptance, 'endorse', mia))), /notYou/);
      w.entra.put(as(zed, 'itManager'));
      const acted = await w.press(acceptance, 'endorse', zed);
      assert.ok(acted.ok);
      assert.deepEqual([acted.line?.role, acted.line?.roleFrom], ['itManager', 'group:itManager']);
      assert.equal((await w.store.names([zed.id])).get(zed.id), 'Zed');
    });
  });

  describe('with a High residual risk', () => {
    it('has to name the risk and the date', async () => {
      const endorsed = await w.endorse(await w.propose({ residualRisk: 'High' }));
      const acted = await w.press(endorsed, 'approve', carl);
      assert.deepEqual(refusal(acted), { refusal: 'confirm', reviewOn: '2027-05-23' });
      const confirm = { residualRisk: 'High', reviewOn: '2027-05-23' };
      assert.equal((await w.approve(endorsed, carl, { confirm })).state, 'Approved');
    });
  });

  describe('for an approval on the low route that is low no more', () => {
    it('is refused as stale, and sends it the standard way', async () => {
      const acceptance = await low();
      await w.store.saveControls(
        { controls: [{ ...small, maxScore: 2.5 }], score: undefined, updates: [] },
        w.ports.now().toISOString(),
      );
      w.wake.resetHistory();
      const acted = await w.press(acceptance, 'approve', mia);
      assert.deepEqual(refusal(acted), { refusal: 'stale' });
      assert.ok(!acted.ok && acted.acceptance?.route === 'standard');
      assert.equal(w.wake.callCount, 1);
      const [, raised] = await w.trail(acceptance);
      assert.deepEqual([raised?.event, raised?.by], ['routeRaised', 'system']);
      assert.deepEqual((await w.find(acceptance)).routeReasons, [
        '2.50 points at risk, more than 2.00',
      ]);
      assert.equal((await w.endorse(acceptance, max)).state, 'InApproval');
    });
  });

  describe('to withdraw', () => {
    it('is the proposer’s, without a reason', async () => {
      const acted = await w.press(await w.propose(), 'withdraw', eve, { reason: '' });
      const { state, endReason } = done(acted);
      assert.deepEqual([state, endReason], ['Withdrawn', 'byProposer']);
    });

    it('is a decider’s once the proposer has gone, and then with a reason', async () => {
      const acceptance = await w.propose();
      const who = 'whoever proposed it, or an IT manager or CISO once that person has left';
      assert.deepEqual(refusal(await w.press(acceptance, 'withdraw', mia)), {
        refusal: 'notYou',
        who,
      });
      w.entra.remove(eve);
      const empty = await w.press(acceptance, 'withdraw', mia, { reason: '' });
      assert.deepEqual(Object.keys(complaints(empty)), ['reason']);
      assert.deepEqual(refusal(await w.press(acceptance, 'withdraw', ed)), {
        refusal: 'notYou',
        who,
      });
      assert.equal((await w.withdraw(acceptance, carl)).state, 'Withdrawn');
    });

    it('is a decider’s where the proposer has no role any more, not where nobody knows', async () => {
      const acceptance = await w.propose();
      const { directory } = w.entra;
      const recent = async () => ({ ok: false as const, why: 'unreachable' as const });
      const silent = { ...w.ports, directory: { ...directory, recent } };
      w.entra.put(as(eve));
      const command = { on: 'withdraw', revision: 1, reason: 'She has left us.' } as const;
      assert.match(
        JSON.stringify(refusal(await act(silent, acceptance.id, command, mia.id))),
        /notYou/,
      );
      assert.equal((await w.withdraw(acceptance, mia)).state, 'Withdrawn');
    });
  });

  describe('to revoke', () => {
    it('is a CISO’s, with a reason, and an IT manager’s on the low route only', async () => {
      const standard = await w.approved();
      assert.deepEqual(refusal(await w.press(standard, 'revoke', mia)), {
        refusal: 'notYou',
        who: 'a CISO',
      });
      const empty = await w.press(standard, 'revoke', cora, { reason: '' });
      assert.deepEqual(Object.keys(complaints(empty)), ['reason']);
      const { state, endReason } = await w.revoke(standard, cora);
      assert.deepEqual([state, endReason], ['Revoked', 'revoked']);
      const decidedLow = await w.approve(await low(), mia);
      assert.equal((await w.revoke(decidedLow, max)).state, 'Revoked');
    });
  });

  describe('that marks as done in the portal', () => {
    it('is only open where a person has to set it', async () => {
      const written = await w.approved({}, eve, { controlId: discovery.id });
      assert.deepEqual(refusal(await w.press(written, 'markDone', eve)), {
        refusal: 'wrongState',
      });
      const byHand = await w.approved({}, eve, { controlId: device.id });
      const marked = await w.markDone(byHand, ed);
      assert.deepEqual(
        [marked.state, marked.markedDoneAt],
        ['Approved', w.ports.now().toISOString()],
      );
    });
  });
});
