import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Finding } from '../../src/app/drift-ports.ts';
import { readControls } from '../../src/app/read-controls.ts';
import { verifyRegister, witnessIn } from '../../src/app/verify-register.ts';
import { lineHash } from '../../src/domain/trail.ts';
import {
  aude,
  carl,
  device,
  discovery,
  done,
  eve,
  hour,
  max,
  mia,
  minute,
  people,
  small,
  zed,
} from '../support/world.ts';
import { drifting, type DriftWorld } from './drift-world.ts';

const { id } = discovery;
const down = { ok: false, trouble: 'unavailable' } as const;

describe('reverting to To address', () => {
  let w: DriftWorld;
  let finding: Finding;
  const find = async (controlId = id, state = 'Ignored', comment?: string): Promise<Finding> => {
    w.graph.setByHand(controlId, state, comment);
    await w.look();
    const [found] = await w.store.openDrifts(controlId);
    return found ?? assert.fail('nothing was found');
  };
  beforeEach(async () => {
    w = await drifting();
    finding = await find();
  });
  afterEach(() => w.end());

  const states = (): readonly string[] => w.graph.writes.map(({ state }) => state);
  const refusalOf = async (one: Pick<Finding, 'id'>, who = mia): Promise<string> => {
    const reverted = await w.revert(one, who);
    return reverted.ok ? 'done' : reverted.why;
  };

  for (const who of [mia, carl])
    it(`writes Default once, as ${who.name} asked, and ends when Secure Score says so`, async () => {
      assert.equal(await refusalOf(finding, who), 'done');
      assert.deepEqual(states(), [], 'nothing before its time');
      await w.settle();
      await w.later(hour);
      assert.deepEqual(states(), ['Default']);
      assert.deepEqual(await w.open(), []);
      assert.equal(w.driftCard(mia)?.finding.endState, 'Default');
      const line = (await w.store.lines(0, 100)).findLast(({ event }) => event === 'reverted');
      assert.deepEqual(
        [line?.by, line?.role, line?.roleFrom, line?.set['controlId']],
        [who.id, who.grants[0]?.role, who.grants[0]?.from, id],
      );
    });

  it('leaves a comment that is ours, names nobody’s words and stands up to verification', async () => {
    w.graph.setByHand(id, 'Ignored', 'words of *theirs*');
    await w.look();
    const [newest] = await w.store.openDrifts();
    await w.revert(newest ?? finding, mia);
    await w.settle();
    const [{ comment } = assert.fail()] = w.graph.writes;
    assert.match(comment, /^To address\. [^#*]* #\d+ [0-9a-f]{12}$/);
    const update = { state: 'Default', by: '', at: null, comment };
    const { seq } = (await w.store.lines(0, 100)).findLast((one) => one.event === 'reverted') ?? {};
    assert.deepEqual([witnessIn({ update })?.id, witnessIn({ update })?.seq], ['', seq]);
    await readControls(w.ports);
    const { misfit, contradicted, witnesses } = await verifyRegister(w.ports);
    assert.deepEqual([misfit, contradicted, witnesses], [undefined, [], 1]);
    const other = await w.store.note({
      ...{ at: new Date(w.clock.at).toISOString(), event: 'ownerAssigned', by: mia },
      ...{ set: {}, policy: 1, effects: [] },
    });
    for (const forged of [
      `To address. z #${String(other?.seq)} ${(other?.hash ?? '').slice(0, 12)}`,
      'To address. x #1 000000000000',
      'To address. y #99 0123456789ab',
    ]) {
      w.graph.setByHand(id, 'Default', forged);
      await readControls(w.ports);
      assert.deepEqual((await verifyRegister(w.ports)).contradicted, [id]);
    }
  });

  it('is for IT managers and CISOs, whom the directory knows now', async () => {
    for (const who of [eve, aude, zed]) assert.equal(await refusalOf(finding, who), 'notYou');
    assert.equal(await refusalOf(finding, { ...eve, id: 'nobody' }), 'stranger');
    w.entra.state.silent = true;
    assert.equal(await refusalOf(finding), 'unreachable');
    w.entra.state.silent = false;
    assert.equal(await refusalOf({ id: '0'.repeat(16) }), 'unknown');
    await w.later(hour);
    assert.deepEqual(states(), []);
    assert.deepEqual(await w.open(), [`unmanaged ${id}`]);
  });

  it('is asked for once: the same press again is the same, another one comes too late', async () => {
    const [one, other] = await Promise.all([refusalOf(finding), refusalOf(finding)]);
    assert.deepEqual([one, other], ['done', 'done']);
    assert.equal(await refusalOf(finding, max), 'asked');
    await w.settle();
    assert.equal(await refusalOf(finding), 'over');
    await w.later(hour);
    assert.deepEqual(states(), ['Default']);
    const lines = (await w.store.lines(0, 100)).filter(({ event }) => event === 'reverted');
    assert.equal(lines.length, 1);
  });

  it('is nothing for what is in force', async () => {
    const acceptance = await w.active({ residualRisk: 'Medium' }, small.id);
    const lost = await find(small.id, 'Default');
    assert.equal(await refusalOf(lost), 'bound');
    assert.equal((await w.find(acceptance)).state, 'Active');
    done(await w.press(await w.approved(), 'comment', eve, { comment: 'Taken over.' }));
    assert.equal(await refusalOf(finding), 'bound', 'it was adopted meanwhile');
  });

  it('does not overwrite what somebody sets after the press', async () => {
    await w.revert(finding, mia);
    w.clock.at += minute;
    w.graph.setByHand(id, 'ThirdParty', 'a supplier does it');
    await w.settle();
    await w.later(hour);
    assert.deepEqual(states(), []);
    assert.deepEqual(await w.open(), [`unmanaged ${id}`]);
    const card = w.driftCard(mia);
    assert.deepEqual([card?.finding.state, card?.acts], ['ThirdParty', ['adopt', 'revert']]);
    assert.equal(w.driftCards(mia).length, 2);
  });

  it('does not overwrite what was set before the press and not looked at', async () => {
    w.graph.setByHand(id, 'ThirdParty');
    await w.revert(finding, mia);
    await w.settle();
    assert.deepEqual(states(), []);
  });

  it('is done where somebody put it right meanwhile', async () => {
    await w.revert(finding, mia);
    w.graph.setByHand(id, 'Default');
    await w.settle();
    assert.deepEqual(states(), []);
    assert.deepEqual(await w.open(), []);
  });

  it('is tried again when Graph is down, and the card says so meanwhile', async () => {
    w.graph.state.writes = down;
    await w.revert(finding, mia);
    await w.settle();
    await w.settle();
    const { asked, acts } = w.driftCard(mia) ?? assert.fail();
    assert.deepEqual([asked?.what, asked?.by, asked?.trouble], ['revert', 'Mia', 'unavailable']);
    assert.deepEqual(acts, [], 'nobody asks twice');
    delete w.graph.state.writes;
    await w.later(hour);
    assert.deepEqual(states(), ['Default']);
    assert.deepEqual(await w.open(), []);
  });

  it('waits for a person where no program may write', async () => {
    const byHand = await find(device.id);
    await w.revert(byHand, mia);
    await w.settle();
    await w.settle();
    assert.equal(w.driftCard(mia)?.asked?.byHand, true);
    await w.later(hour);
    assert.deepEqual(states(), []);
    w.graph.setByHand(device.id, 'Default');
    await w.later(7 * hour);
    assert.deepEqual(await w.open(), [`unmanaged ${id}`]);
  });

  it('reverts what stayed accepted after its end', async () => {
    const acceptance = await w.active({ residualRisk: 'Medium' }, small.id);
    await w.revoke(acceptance);
    await w.settle();
    await w.look();
    const stale = await find(small.id, 'Ignored', `again ${acceptance.id}`);
    assert.equal(stale.class, 'stale');
    assert.equal(await refusalOf(stale, max), 'done');
    await w.settle();
    await w.later(minute);
    assert.deepEqual(states(), ['Ignored', 'Default', 'Default']);
    assert.deepEqual(await w.open(), [`unmanaged ${id}`]);
  });

  describe('is not written, and the CISOs hear of it, where', () => {
    const alarmed = (): string =>
      people(w.teams.posts.filter(({ text }) => text.includes('does not fit its trail')));
    const assertAlarm = async (): Promise<void> => {
      await w.settle();
      assert.deepEqual(states(), []);
      assert.equal(alarmed(), 'carl cora');
    };
    const edit = async (fields: object, sealed = false): Promise<void> => {
      const seq = (await w.store.head()).seq;
      const line = (await w.store.line(seq)) ?? assert.fail();
      const { set, ...edited } = { ...line, ...fields };
      const hash = sealed ? lineHash({ ...edited, set }) : edited.hash;
      const row = { ...edited, hash, setFields: JSON.stringify(set) };
      await w.db.updateTable('trail').set(row).where('seq', '=', seq).execute();
      if (sealed) await w.db.updateTable('head').set({ hash }).execute();
    };

    it('its line does not chain', async () => {
      await w.revert(finding, mia);
      await edit({ by: max.id });
      await assertAlarm();
    });

    it('its line is of a role that may not ask', async () => {
      await w.revert(finding, mia);
      await edit({ role: 'engineer' }, true);
      await assertAlarm();
    });

    it('its line is about another control', async () => {
      await w.revert(finding, mia);
      const { set } = (await w.store.line((await w.store.head()).seq)) ?? assert.fail();
      await edit({ set: { ...set, controlId: small.id } }, true);
      await assertAlarm();
    });

    it('an acceptance was ended in its row alone', async () => {
      await w.revert(finding, mia);
      await w.settle();
      const acceptance = await w.active();
      w.quiet();
      w.graph.writes.splice(0);
      const { seq = 0 } = (await w.store.lines(0, 100)).find((o) => o.event === 'reverted') ?? {};
      const row = { ...acceptance, state: 'Revoked', endedAt: acceptance.inForceSince } as const;
      await w.db
        .updateTable('acceptance')
        .set({ state: row.state, endedAt: row.endedAt, body: JSON.stringify(row) })
        .execute();
      const line = await w.store.line(seq);
      w.graph.change(id, {
        update: { state: 'Ignored', by: '', comment: '', at: line?.set['setAt'] as string },
      });
      await w.store.saveSync(id, { askedSeq: seq, agreedSeq: 0 });
      await w.store.arm([{ kind: 'syncControl', controlId: id }], w.ports.now());
      await assertAlarm();
    });

    it('an acceptance was ended in its row alone before it was asked for', async () => {
      const acceptance = await w.active();
      w.graph.writes.splice(0);
      const row = { ...acceptance, state: 'Revoked', endedAt: acceptance.inForceSince } as const;
      await w.db
        .updateTable('acceptance')
        .set({ state: row.state, endedAt: row.endedAt, body: JSON.stringify(row) })
        .execute();
      const [found] = await w.look();
      w.quiet();
      await w.revert(found ?? assert.fail(), mia);
      await assertAlarm();
    });

    it('a decision came after it, and has ended', async () => {
      await w.revert(finding, mia);
      await w.settle();
      await w.revoke(await w.active());
      await w.settle();
      w.quiet();
      w.graph.writes.splice(0);
      const { seq = 0 } = (await w.store.lines(0, 100)).find((o) => o.event === 'reverted') ?? {};
      const line = await w.store.line(seq);
      w.graph.change(id, {
        update: { state: 'Ignored', by: '', comment: '', at: line?.set['setAt'] as string },
      });
      await w.store.saveSync(id, { askedSeq: seq, agreedSeq: 0, writtenSeq: 0 });
      await w.store.arm([{ kind: 'syncControl', controlId: id }], w.ports.now());
      await assertAlarm();
    });
  });
});
