import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { witness } from '../../src/domain/trail.ts';
import { carl, day, discovery, eve, hour, minute, type World, world } from '../support/world.ts';

const { id } = discovery;

describe('writing back to Secure Score', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  const state = async (acceptance: Acceptance) => (await w.find(acceptance)).state;
  const sync = () => w.store.sync(id);
  const arm = (): Promise<void> =>
    w.store.arm([{ kind: 'syncControl', controlId: id }], w.ports.now());

  it('writes nothing before there is a decision', async () => {
    await w.endorse(await w.propose());
    await arm();
    await w.settle();
    assert.deepEqual(w.graph.writes, []);
  });

  it('puts a decision in force once Secure Score shows it', async () => {
    const acceptance = await w.approved();
    assert.equal(await state(acceptance), 'Approved');
    w.clock.at += minute;
    await w.settle();
    const { state: now, inForceSince } = await w.find(acceptance);
    assert.deepEqual([now, inForceSince], ['Active', w.ports.now().toISOString()]);
    assert.deepEqual(
      w.graph.writes.map((one) => [one.controlId, one.state]),
      [[id, 'Ignored']],
    );
    assert.equal((await w.trail(acceptance)).at(-1)?.by, 'system');
  });

  it('leaves a comment without a word of the record, with its link and its witness', async () => {
    const acceptance = await w.approved({ justification: 'SECRETWORDS that nobody may read.' });
    await w.settle();
    const comment = w.graph.writes[0]?.comment ?? '';
    const decision = (await w.trail(acceptance)).find(({ event }) => event === 'approve');
    assert.ok(decision);
    assert.match(
      comment,
      /^Risk accepted RA-2026-0001, review by 2027-11-23\. https:\/\/\S+show%20RA-2026-0001 #3 [0-9a-f]{12}$/,
    );
    assert.ok(comment.endsWith(` ${witness(decision)}`));
    assert.ok(comment.length <= 250);
  });

  it('writes the other treatment by its name, in at most 250 characters', async () => {
    const evidence = 'https://contoso.example/proof';
    await w.approved({ treatment: 'thirdParty', evidence });
    await w.settle();
    const [written] = w.graph.writes;
    assert.equal(written?.state, 'ThirdParty');
    assert.match(written.comment, /^Resolved through third party RA-2026-0001, review by /);
    assert.ok(written.comment.length <= 250);
  });

  it('never writes what is there already, in any spelling', async () => {
    w.graph.setByHand(id, 'ignored');
    const acceptance = await w.approved();
    await w.settle();
    assert.equal(await state(acceptance), 'Active');
    assert.deepEqual(w.graph.writes, []);
  });

  it('puts the status back when a decision is revoked, and says so in the comment', async () => {
    const acceptance = await w.approved();
    await w.settle();
    w.clock.at += minute;
    await w.revoke(acceptance);
    await w.settle();
    const [, back] = w.graph.writes;
    assert.equal(back?.state, 'Default');
    assert.match(back.comment, /^Revoked RA-2026-0001\. https:\S+ #5 [0-9a-f]{12}$/);
    const { agreedSeq, askedSeq } = await sync();
    assert.deepEqual([agreedSeq, askedSeq], [5, 5]);
  });

  it('shows on its cards that the status was put back', async () => {
    const acceptance = await w.endorse(await w.propose());
    await w.settle();
    await w.approve(acceptance);
    await w.settle();
    w.graph.state.ignoresWrites = true;
    await w.revoke(acceptance);
    await w.settle();
    const last = () => w.teams.updates.findLast(({ to }) => to === carl.id)?.view;
    assert.deepEqual([last()?.acceptance.state, last()?.sync.agreed], ['Revoked', false]);
    w.graph.setByHand(id, 'Default');
    await w.later(2_000);
    assert.equal(last()?.sync.agreed, true);
  });

  it('writes nothing for a decision that was revoked while it waited', async () => {
    const acceptance = await w.approved();
    await w.revoke(acceptance);
    await w.settle();
    assert.deepEqual(w.graph.writes, []);
    assert.equal(await state(acceptance), 'Revoked');
    assert.equal(await w.events(acceptance), 'propose endorse approve revoke');
  });

  it('knows its own write by its comment, though Microsoft’s clock is ahead', async () => {
    const acceptance = await w.approved();
    w.clock.at += 5_000;
    await w.settle();
    w.clock.at -= 4_000;
    await w.revoke(acceptance);
    await w.settle();
    assert.deepEqual(
      w.graph.writes.map((one) => one.state),
      ['Ignored', 'Default'],
    );
  });

  it('puts back within the hour what it wrote, when it is revoked', async () => {
    w.graph.state.ignoresWrites = true;
    const acceptance = await w.approved();
    await w.settle();
    w.graph.setByHand(id, 'Ignored', w.graph.writes[0]?.comment);
    w.clock.at += 1_000;
    await w.revoke(acceptance);
    await w.settle();
    assert.deepEqual(
      w.graph.writes.map((one) => one.state),
      ['Ignored', 'Default'],
    );
  });

  describe('that is accepted and not shown', () => {
    let acceptance: Acceptance;
    beforeEach(async () => {
      w.graph.state.ignoresWrites = true;
      acceptance = await w.approved();
      w.graph.readings.splice(0);
    });

    const start = Date.parse('2026-11-23T10:00:00Z');
    /** Runs from due instant to due instant, and says at which seconds it read. */
    const run = async (ms: number): Promise<readonly number[]> => {
      await w.settle();
      for (let due = await w.store.nextDue(); due; due = await w.store.nextDue()) {
        if (due.getTime() > start + ms) break;
        await w.later(due.getTime() - w.clock.at);
      }
      return w.graph.readings.map((at) => (at.getTime() - start) / 1000);
    };

    it('is read at once, after 2, 10 and 30 s, then ever more rarely', async () => {
      assert.deepEqual(await run(hour - 1), [0, 0, 2, 10, 30, 60, 120, 240, 480, 960, 1920]);
      assert.equal(w.graph.writes.length, 1);
      assert.equal(await state(acceptance), 'Approved');
    });

    it('is not in force until it is read', async () => {
      await run(10_000);
      w.graph.setByHand(id, 'Ignored');
      await run(29_999);
      assert.equal(await state(acceptance), 'Approved');
      await run(30_000);
      assert.equal(await state(acceptance), 'Active');
    });

    it('is written a second time an hour later, and not before', async () => {
      await run(hour - 1);
      await arm();
      await w.settle();
      assert.equal(w.graph.writes.length, 1);
      w.clock.at = start + hour - 1;
      await arm();
      await w.settle();
      assert.equal(w.graph.writes.length, 1);
      w.clock.at += 1;
      await arm();
      await w.settle();
      assert.equal(w.graph.writes.length, 2);
    });

    it('never makes more than a line an hour in the tenant’s history', async () => {
      await run(day);
      assert.ok(w.graph.writes.length <= 24);
      assert.ok(w.graph.writes.length >= 2);
    });
  });

  it('asks Graph with Microsoft’s spelling of the id', async () => {
    const acceptance = await w.approved({}, eve, { controlId: id.toUpperCase() });
    await w.settle();
    assert.equal(acceptance.controlId, id);
    assert.equal(w.graph.writes[0]?.controlId, id);
    assert.equal(await state(acceptance), 'Active');
  });

  it('keeps one acceptance apart from the next of the same recommendation', async () => {
    const first = await w.approved();
    await w.settle();
    await w.revoke(first);
    const second = await w.approved();
    await w.settle();
    assert.equal(await state(second), 'Active');
    assert.equal(w.graph.writes.at(-1)?.state ?? '', 'Ignored');
    await w.revoke(second);
    await w.settle();
    assert.match(w.graph.writes.at(-1)?.comment ?? '', /^Revoked RA-2026-0002/);
  });
});
