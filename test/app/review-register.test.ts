import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { checkDrift } from '../../src/app/check-drift.ts';
import { readControls } from '../../src/app/read-controls.ts';
import { reviewView } from '../../src/app/review.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { plusDays } from '../../src/domain/calendar.ts';
import { carl, device, eve, hour, mia, minute, small, type World } from '../support/world.ts';
import { brief, lines, only, reviewing, wait } from './review-world.ts';

describe('the weekly review of the register', () => {
  let w: World;
  beforeEach(async () => {
    w = await reviewing();
  });
  afterEach(() => w.end());

  const proposed = (controlId = 'Mfa', reviewOn = ''): Promise<Acceptance> =>
    w.propose({ reviewOn }, eve, { controlId });
  const approved = (controlId = 'Mfa', reviewOn = ''): Promise<Acceptance> =>
    w.approved({ reviewOn }, eve, { controlId });
  /** Verified in Secure Score, and read since. */
  const active = async (controlId = 'Mfa', reviewOn = ''): Promise<Acceptance> => {
    const acceptance = await approved(controlId, reviewOn);
    await w.settle();
    await w.later(minute);
    await readControls(w.ports);
    return w.find(acceptance);
  };

  /** The controls are read, and compared with the record. */
  const look = async (): Promise<void> => {
    await readControls(w.ports);
    await checkDrift(w.ports);
  };

  it('has nothing to tell of what is in order', async () => {
    await active();
    await proposed('Dlp');
    await w.reject(await proposed('Audit'));
    assert.deepEqual(await lines(w), []);
  });

  it('tells ids, titles and dates, and no word of the register', async () => {
    const acceptance = await proposed('Dlp');
    wait(w, 2);
    assert.deepEqual(await lines(w), [
      {
        kind: 'stuck',
        subject: acceptance.id,
        title: 'Turn Dlp on',
        controlId: 'Dlp',
        acceptanceId: acceptance.id,
        since: '2026-11-23',
        reviewOn: undefined,
        points: 10,
        waitsFor: ['Max', 'Mia'],
        trouble: '',
        owner: undefined,
      },
    ]);
  });

  describe('of a decision that Secure Score does not show', () => {
    const writeBack = async (): Promise<readonly string[]> =>
      (await only(w, 'writeBack')).map(({ subject, since, trouble }) =>
        [subject, since, trouble].join(' ').trim(),
      );

    it('tells what stands in the way, until it is in force', async () => {
      w.graph.state.writes = { ok: false, trouble: 'forbidden' };
      const { id } = await approved();
      assert.deepEqual(await writeBack(), [], 'not tried yet');
      await w.settle();
      assert.deepEqual(await writeBack(), [`${id} 2026-11-23 forbidden`]);
      delete w.graph.state.writes;
      await w.later(7 * hour);
      assert.deepEqual(await writeBack(), []);
    });

    it('tells what takes longer than two days although nothing is in the way', async () => {
      w.graph.state.ignoresWrites = true;
      const { id } = await approved();
      await w.settle();
      w.clock.at += 48 * hour;
      assert.deepEqual(await writeBack(), []);
      w.clock.at += 1;
      assert.deepEqual(await writeBack(), [`${id} 2026-11-23`]);
    });

    it('tells at once what a person has to set', async () => {
      const { id } = await approved(device.id);
      assert.deepEqual(await writeBack(), [`${id} 2026-11-23 byHand`]);
      await w.settle();
      assert.deepEqual(await writeBack(), [`${id} 2026-11-23 byHand`]);
      w.graph.setByHand(device.id, 'Ignored');
      await w.later(7 * hour);
      assert.deepEqual(await writeBack(), []);
    });

    it('tells of an end that is not shown, since it ended', async () => {
      const acceptance = await active();
      w.graph.state.writes = { ok: false, trouble: 'forbidden' };
      wait(w, 3);
      await w.revoke(acceptance);
      await w.settle();
      assert.deepEqual(await writeBack(), [`${acceptance.id} 2026-11-26 forbidden`]);
      delete w.graph.state.writes;
      await w.later(7 * hour);
      assert.deepEqual(await lines(w), []);
    });

    it('tells of what asks for the state now, and not of what ended before', async () => {
      const first = await active();
      w.graph.state.writes = { ok: false, trouble: 'forbidden' };
      await w.revoke(first);
      await w.settle();
      assert.deepEqual(await writeBack(), [`${first.id} 2026-11-23 forbidden`]);
      w.graph.state.updates = { ok: false, trouble: 'unavailable' };
      const second = await approved();
      assert.deepEqual(await writeBack(), []);
      await w.settle();
      assert.deepEqual(await writeBack(), [`${second.id} 2026-11-23 unavailable`]);
      delete w.graph.state.updates;
      await w.later(hour);
      assert.equal((await w.find(second)).state, 'Active');
      assert.deepEqual(await writeBack(), []);
    });

    it('tells nothing of what is in force: where Secure Score shows otherwise, that is drift', async () => {
      await active();
      await w.store.saveSync('Mfa', { askedSeq: 99, trouble: 'forbidden' });
      assert.deepEqual(await writeBack(), []);
    });
  });

  describe('of drift', () => {
    it('tells since when Secure Score shows something else, until it agrees', async () => {
      const { id } = await active();
      wait(w, 3);
      w.graph.setByHand('Mfa', 'Default');
      await look();
      wait(w, 7);
      assert.deepEqual(await brief(w), [`drift ${id} 2026-11-26`]);
      w.graph.setByHand('Mfa', 'Ignored');
      await look();
      assert.deepEqual(await lines(w), []);
    });

    it('tells nothing of what was read before it was in force', async () => {
      const acceptance = await approved();
      await w.settle();
      assert.equal((await w.find(acceptance)).state, 'Active');
      assert.deepEqual(await lines(w), []);
    });

    it('is since it came into force where Secure Score has no date, or an older one', async () => {
      const { id } = await active();
      for (const at of [null, '2026-11-01T00:00:00.000Z']) {
        w.graph.change('Mfa', { update: { state: 'Default', by: '', at, comment: '' } });
        await look();
        assert.deepEqual(await brief(w), [`drift ${id} 2026-11-23`]);
      }
    });
  });

  describe('of review dates', () => {
    it('tells what is due in 30 days, and from the day after its date what is overdue', async () => {
      const { id } = await active('Mfa', '2027-03-01');
      const at = (day: string) => {
        w.clock.at = Date.parse(`${day}T10:00:00Z`);
        return brief(w);
      };
      assert.deepEqual(await at('2027-01-29'), []);
      assert.deepEqual(await at('2027-01-30'), [`due ${id} 2027-01-30`]);
      assert.equal((await lines(w))[0]?.reviewOn, '2027-03-01');
      assert.deepEqual(await at('2027-03-01'), [`due ${id} 2027-01-30`]);
      assert.deepEqual(await at('2027-03-02'), [`overdue ${id} 2027-03-02`]);
      assert.equal((await lines(w))[0]?.reviewOn, '2027-03-01');
      assert.deepEqual(await at('2027-06-02'), [`overdue ${id} 2027-03-02`]);
      await w.revoke(await w.find({ id } as Acceptance));
      await w.settle();
      assert.deepEqual(await lines(w), []);
    });

    it('is due since it is in force where that was later', async () => {
      const { id } = await active('Mfa', '2026-12-10');
      assert.deepEqual(await brief(w), [`due ${id} 2026-11-23`]);
    });

    it('goes by the tenant’s day', async () => {
      await active('Mfa', '2026-11-30');
      w.clock.at = Date.parse('2026-11-30T23:30:00Z');
      assert.equal((await lines(w))[0]?.kind, 'due');
      const policy = { ...w.ports.policy, timeZone: 'Europe/Berlin' };
      assert.equal((await reviewView({ ...w.ports, policy })).lines[0]?.kind, 'overdue');
    });

    it('says nothing of what is only decided', async () => {
      w.graph.state.ignoresWrites = true;
      await approved('Mfa', '2026-12-01');
      assert.deepEqual(await lines(w), []);
    });
  });

  describe('of what an IT manager decided alone', () => {
    const low = async (week?: string): Promise<readonly string[]> =>
      (await reviewView(w.ports, week)).lines
        .filter(({ kind }) => kind === 'low')
        .map(({ subject, since }) => `${subject} ${since}`);
    const decide = async (): Promise<Acceptance> => {
      const acceptance = await w.approve(await proposed(small.id), mia);
      await w.settle();
      return w.find(acceptance);
    };

    it('tells the decisions of the seven days before its Monday, and of its own week', async () => {
      const { id } = await decide();
      assert.deepEqual(await low('2026-W47'), []);
      assert.deepEqual(await low('2026-W48'), [`${id} 2026-11-23`]);
      assert.deepEqual(await low('2026-W49'), [`${id} 2026-11-23`]);
      assert.deepEqual(await low('2026-W50'), []);
    });

    it('tells each day on one Monday or another', async () => {
      wait(w, 6);
      const { id } = await decide();
      assert.deepEqual(await low('2026-W49'), [`${id} 2026-11-29`]);
      wait(w, 1);
      assert.deepEqual(await low(), [`${id} 2026-11-29`]);
      wait(w, 7);
      assert.deepEqual(await low(), []);
    });

    it('says nothing more of it when its review comes', async () => {
      await decide();
      wait(w, 350);
      assert.deepEqual(
        (await brief(w)).map((one) => one.split(' ')[0]),
        ['due'],
      );
    });

    it('says nothing of what a CISO decided, of a rejection, or once it is revoked', async () => {
      await active('Dlp');
      await w.reject(await proposed('Audit'));
      assert.deepEqual(await low(), []);
      const acceptance = await decide();
      assert.equal((await low()).length, 1);
      await w.revoke(acceptance, carl);
      assert.deepEqual(await low(), []);
    });
  });

  it('tells of one acceptance all that is so', async () => {
    const { id } = await active('Mfa', plusDays('2026-11-23', 20));
    wait(w, 3);
    w.graph.setByHand('Mfa', 'ThirdParty');
    await look();
    assert.deepEqual(await brief(w), [`drift ${id} 2026-11-26`, `due ${id} 2026-11-23`]);
    assert.equal((await only(w, 'drift'))[0]?.acceptanceId, id);
  });
});
