import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { lineHash, type Line } from '../../src/domain/trail.ts';
import { blankRows } from '../support/blank.ts';
import {
  carl,
  cora,
  day,
  discovery,
  eve,
  mia,
  minute,
  people,
  small,
  type World,
  world,
} from '../support/world.ts';

const { id } = discovery;

describe('a record that does not verify', () => {
  let w: World;
  let acceptance: Acceptance;
  beforeEach(async () => {
    w = await world();
    const endorsed = await w.endorse(await w.propose());
    await w.settle();
    acceptance = await w.approve(endorsed);
  });
  afterEach(() => w.end());

  const editRow = async (fields: Partial<Acceptance>): Promise<void> => {
    const body = JSON.stringify({ ...acceptance, ...fields });
    await w.db.updateTable('acceptance').set({ body }).where('id', '=', acceptance.id).execute();
  };
  const seqOf = async (event: string): Promise<number> =>
    (await w.trail(acceptance)).find((line) => line.event === event)?.seq ?? 0;

  const alarmed = (): string =>
    people(w.teams.posts.filter(({ text }) => text.includes('does not fit its trail')));

  const assertAlarm = async (): Promise<void> => {
    await w.settle();
    assert.deepEqual(w.graph.writes, []);
    assert.equal((await w.find(acceptance)).state, 'Approved');
    assert.equal((await w.store.sync(id)).trouble, 'recordDoesNotVerify');
    assert.equal(alarmed(), 'carl cora');
  };

  it('is written to Secure Score where nobody touched it', async () => {
    await w.settle();
    assert.equal(w.graph.writes.length, 1);
    assert.equal(alarmed(), '');
  });

  it('is not written where a field of the acceptance was edited', async () => {
    await editRow({ treatment: 'thirdParty' });
    await assertAlarm();
  });

  it('is not put in force either where Secure Score shows it already', async () => {
    await editRow({ treatment: 'thirdParty' });
    w.graph.setByHand(id, 'ThirdParty', '');
    await assertAlarm();
  });

  it('is not written where a salt was taken away, so that words could be edited', async () => {
    await editRow({ justification: 'Quite another reason, put in afterwards.' });
    const words = w.db.updateTable('trailText').where('field', '=', 'justification');
    await words.set({ salt: null }).execute();
    await assertAlarm();
    await words.set({ text: null }).execute();
    await w.later(3_600_000);
    assert.deepEqual(w.graph.writes, []);
  });

  it('is not written where its words were edited', async () => {
    await editRow({ justification: 'Quite another reason, put in afterwards.' });
    await assertAlarm();
  });

  it('is not written where the words in the trail were edited', async () => {
    await w.db
      .updateTable('trailText')
      .set({ text: 'Quite another reason, put in afterwards.' })
      .where('field', '=', 'justification')
      .execute();
    await assertAlarm();
  });

  it('is written where words were blanked after their time', async () => {
    await w.db.updateTable('trailText').set({ text: null, salt: null }).execute();
    await blankRows(w.db);
    await w.settle();
    assert.equal(w.graph.writes.length, 1);
  });

  it('is not written where a line was edited', async () => {
    const seq = await seqOf('approve');
    await w.db.updateTable('trail').set({ by: cora.id }).where('seq', '=', seq).execute();
    await assertAlarm();
  });

  it('is not written where it was edited by what right somebody decided', async () => {
    const seq = await seqOf('approve');
    await w.db.updateTable('trail').set({ role: 'itManager' }).where('seq', '=', seq).execute();
    await assertAlarm();
  });

  it('is not written where a line was edited and given a hash of its own', async () => {
    const line = (await w.trail(acceptance)).at(-1);
    assert.ok(line);
    const forged = { ...line, set: { ...line.set, reviewOn: '2027-11-22' } };
    const [hash, setFields] = [lineHash(forged), JSON.stringify(forged.set)];
    await w.db.updateTable('trail').set({ hash, setFields }).where('seq', '=', line.seq).execute();
    await editRow({ reviewOn: '2027-11-22' });
    await assertAlarm();
  });

  it('is not written where a line was removed', async () => {
    const seq = await seqOf('endorse');
    await w.db.deleteFrom('trailText').where('seq', '=', seq).execute();
    await w.db.deleteFrom('trail').where('seq', '=', seq).execute();
    await assertAlarm();
  });

  it('is not written where the revision was set back', async () => {
    await w.db.updateTable('acceptance').set({ revision: 2 }).execute();
    await assertAlarm();
  });

  it('tells the CISOs once, in words that show nothing of it, and keeps looking', async () => {
    await editRow({ residualRisk: 'Medium' });
    await w.settle();
    const [told] = w.told(carl);
    assert.match(told?.text ?? '', /mcas_cloud_discovery.*23 Nov 2026.*verify register/s);
    await w.later(minute);
    await w.later(day);
    assert.equal(alarmed(), 'carl cora');
    assert.deepEqual(w.graph.writes, []);
    assert.equal(w.log.warn.lastCall.args[0], 'record-does-not-verify');
    const card = w.teams.updates.findLast(({ to }) => to === carl.id);
    assert.equal(card?.view?.sync.trouble, 'recordDoesNotVerify');
    await editRow({});
    await w.later(day);
    assert.equal((await w.find(acceptance)).state, 'Active');
  });

  it('is not taken back either, where its end was made up', async () => {
    await w.settle();
    const ended = { state: 'Revoked', endedAt: w.ports.now().toISOString() } as const;
    await editRow({ ...(await w.find(acceptance)), ...ended });
    await w.db.updateTable('acceptance').set({ state: 'Revoked' }).execute();
    await w.store.saveSync(id, { askedSeq: 99, askedAt: ended.endedAt });
    await w.store.arm([{ kind: 'syncControl', controlId: id }], w.ports.now());
    await w.settle();
    assert.equal(w.graph.writes.length, 1);
    assert.equal(alarmed(), 'carl cora');
  });

  describe('because somebody wrote an approval into the tables', () => {
    let open: Acceptance;
    beforeEach(async () => {
      await w.settle();
      await w.revoke(acceptance);
      await w.settle();
      w.quiet();
      w.graph.writes.splice(0);
      open = await w.endorse(await w.propose());
      // The line before the forged one is not of the same acceptance.
      await w.propose({}, eve, { controlId: small.id });
    });

    const made = (): Acceptance => ({
      ...open,
      revision: 3,
      state: 'Approved',
      approverId: carl.id,
      approverRole: 'ciso',
      approverRoleFrom: 'group:ciso',
      decidedAt: w.ports.now().toISOString(),
      reviewOn: '2027-11-23',
      originalReviewOn: '2027-11-23',
      riskOwnerId: carl.id,
    });

    /** As thorough as one can be who owns the database, but for what the test says. */
    const forge = async (line: Partial<Line> = {}, movesHead = true): Promise<void> => {
      const after = made();
      const { revision, state, decidedAt, id: acceptanceId } = after;
      await w.db
        .updateTable('acceptance')
        .set({ revision, state, decidedAt, body: JSON.stringify(after) })
        .where('id', '=', acceptanceId)
        .execute();
      const head = await w.store.head();
      const { approverId, approverRole, approverRoleFrom, reviewOn, originalReviewOn } = after;
      const unsealed = {
        seq: head.seq + 1,
        at: decidedAt ?? '',
        acceptanceId,
        revision,
        event: 'approve',
        by: carl.id,
        role: 'ciso' as const,
        roleFrom: 'group:ciso',
        policy: 1,
        prev: head.hash,
        set: {
          ...{ state, approverId, approverRole, approverRoleFrom, reviewOn, originalReviewOn },
          ...{ decidedAt, riskOwnerId: carl.id },
        },
        ...line,
      };
      const { set, ...fields } = { ...unsealed, hash: lineHash(unsealed), ...line };
      await w.db
        .insertInto('trail')
        .values({ ...fields, setFields: JSON.stringify(set) })
        .execute();
      const { seq, hash } = fields;
      if (movesHead) await w.db.updateTable('head').set({ seq, hash }).execute();
      await w.store.saveSync(id, { askedSeq: seq, askedAt: decidedAt });
      await w.store.arm([{ kind: 'syncControl', controlId: id }], w.ports.now());
    };

    const assertNothing = async (): Promise<void> => {
      await w.settle();
      assert.deepEqual(w.graph.writes, []);
      assert.equal((await w.find(open)).state, 'Approved');
      assert.equal((await w.store.sync(id)).trouble, 'recordDoesNotVerify');
    };

    it('without a line at all', async () => {
      await forge();
      await w.db
        .deleteFrom('trail')
        .where('acceptanceId', '=', open.id)
        .where('revision', '=', 3)
        .execute();
      await assertNothing();
    });

    it('with a line that does not chain', async () => {
      await forge({ prev: '0'.repeat(64) });
      await assertNothing();
    });

    it('with a line whose hash is not its own', async () => {
      await forge({ hash: 'f'.repeat(64) });
      await assertNothing();
    });

    it('with a line of somebody else, or by nobody’s right', async () => {
      await forge({ by: mia.id });
      await assertNothing();
    });

    it('with a line that names no role', async () => {
      await forge({ role: null });
      await assertNothing();
    });

    it('with a line that is no approval', async () => {
      await forge({ event: 'verified' });
      await assertNothing();
    });

    it('with a line far behind all others', async () => {
      await forge({ seq: 999 });
      await assertNothing();
    });

    it('with a line that chains, and to which no head leads', async () => {
      await forge({}, false);
      await assertNothing();
    });
  });
});
