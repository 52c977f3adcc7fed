import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { readControls } from '../../src/app/read-controls.ts';
import { verifyRegister, witnessIn } from '../../src/app/verify-register.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { genesis, lineHash, type LineWithTexts } from '../../src/domain/trail.ts';
import { control, eve as evePerson } from '../domain/examples.ts';
import { blankRows } from '../support/blank.ts';
import { discovery, ed, eve, small, type World, world } from '../support/world.ts';

describe('verifying the register', () => {
  let w: World;
  let acceptance: Acceptance;
  beforeEach(async () => {
    w = await world();
    acceptance = await w.approved();
    await w.settle();
  });
  afterEach(() => w.end());

  const why = async () => {
    const { misfit } = await verifyRegister(w.ports);
    return misfit && [misfit.why, misfit.seq, misfit.acceptanceId];
  };
  const { id: controlId } = discovery;

  it('finds nothing in a register that nobody touched', async () => {
    await w.propose({}, eve, { controlId: small.id });
    await w.store.note({
      at: w.ports.now().toISOString(),
      event: 'said',
      by: evePerson,
      set: { version: 2 },
      policy: 2,
      effects: [],
    });
    const verified = await verifyRegister(w.ports);
    assert.equal(verified.misfit, undefined);
    assert.deepEqual([verified.lines, verified.acceptances], [6, 2]);
    assert.deepEqual(verified.head, await w.store.head());
  });

  it('finds nothing in an empty one', async () => {
    await w.end();
    w = await world();
    const { misfit, lines, acceptances } = await verifyRegister(w.ports);
    assert.deepEqual([misfit, lines, acceptances], [undefined, 0, 0]);
  });

  it('finds an acceptance that was edited', async () => {
    const body = JSON.stringify({ ...(await w.find(acceptance)), reviewOn: '2029-01-01' });
    await w.db.updateTable('acceptance').set({ body }).execute();
    assert.deepEqual(await why(), ['record', 4, acceptance.id]);
  });

  it('finds an acceptance that was written by hand', async () => {
    const row = await w.db.selectFrom('acceptance').selectAll().executeTakeFirstOrThrow();
    const values = { ...row, id: 'RA-2026-0099', draftId: 'own', state: 'Rejected' as const };
    await w.db.insertInto('acceptance').values(values).execute();
    assert.deepEqual(await why(), ['unknown', 0, 'RA-2026-0099']);
  });

  it('finds an acceptance that was removed', async () => {
    await w.db.deleteFrom('acceptance').execute();
    assert.deepEqual(await why(), ['missing', 4, acceptance.id]);
  });

  it('finds a line that was edited', async () => {
    await w.db.updateTable('trail').set({ by: ed.id }).where('seq', '=', 2).execute();
    assert.deepEqual(await why(), ['hash', 2, acceptance.id]);
  });

  it('finds a line that was removed, the last one too', async () => {
    const remove = async (seq: number): Promise<void> => {
      await w.db.deleteFrom('trailText').where('seq', '=', seq).execute();
      await w.db.deleteFrom('trail').where('seq', '=', seq).execute();
    };
    await remove(4);
    assert.deepEqual(await why(), ['head', 4, '']);
    await remove(2);
    assert.deepEqual(await why(), ['order', 3, acceptance.id]);
  });

  it('finds words that were edited, and not those that were blanked', async () => {
    const words = w.db.updateTable('trailText').where('field', '=', 'justification');
    await words.set({ text: null, salt: null }).execute();
    assert.deepEqual(await why(), ['record', 4, acceptance.id], 'the row keeps what was blanked');
    await blankRows(w.db, ['justification']);
    assert.equal(await why(), undefined);
    await w.db
      .updateTable('trailText')
      .set({ text: 'else' })
      .where('field', '=', 'riskDescription')
      .execute();
    assert.deepEqual(await why(), ['text', 1, acceptance.id]);
  });

  it('finds a head that was set back or made up', async () => {
    const { hash } = await w.store.head();
    await w.db
      .updateTable('head')
      .set({ hash: 'f'.repeat(64) })
      .execute();
    assert.deepEqual(await why(), ['head', 4, '']);
    await w.db.updateTable('head').set({ hash, seq: 3 }).execute();
    assert.deepEqual(await why(), ['head', 3, '']);
  });

  it('reads a long register to its end, a part at a time', async () => {
    const long: LineWithTexts[] = [];
    for (let seq = 1; seq <= 4_000; seq++) {
      const about = { at: '', acceptanceId: '', revision: 0, event: 'said', by: 'system' };
      const right = { role: null, roleFrom: null, policy: seq, set: {} };
      const line = { seq, ...about, ...right, prev: long.at(-1)?.hash ?? genesis.hash };
      long.push({ ...line, hash: lineHash(line), texts: [] });
    }
    const asked: number[] = [];
    const store = {
      ...w.store,
      lines: async (after: number, count: number) => {
        asked.push(after);
        return long.slice(after, after + count);
      },
      head: async () => long.at(-1) ?? genesis,
      list: async () => [],
    };
    const { lines, misfit } = await verifyRegister({ store });
    assert.deepEqual([lines, misfit], [4_000, undefined]);
    assert.deepEqual(asked, [0, 2_000, 4_000]);
  });

  it('takes a step that is taken meanwhile for what it is', async () => {
    let left = 1;
    const { store } = w;
    const busy = (name: 'lines' | 'list') => ({
      ...store,
      [name]: async (...args: readonly never[]) => {
        const read: unknown = await (store[name] as (...all: readonly never[]) => unknown)(...args);
        if (left-- > 0) await w.propose({}, eve, { controlId: small.id });
        return read;
      },
    });
    assert.equal((await verifyRegister({ store: busy('lines') })).misfit, undefined);
    left = 1;
    const [open] = await store.list({ controlId: small.id });
    assert.ok(open);
    await w.withdraw(open);
    const { misfit, lines } = await verifyRegister({ store: busy('list') });
    assert.equal(misfit, undefined);
    assert.ok(lines >= 6);
  });

  it('finds what was edited even while steps are taken', async () => {
    const body = JSON.stringify({ ...(await w.find(acceptance)), reviewOn: '2029-01-01' });
    await w.db.updateTable('acceptance').set({ body }).execute();
    const { store } = w;
    const busy = {
      ...store,
      list: async (filter: Parameters<typeof store.list>[0]) => {
        const read = await store.list(filter);
        await w.submit({}, eve, { controlId: small.id });
        const [open] = await store.list({ controlId: small.id, states: ['InReview'] });
        if (open) await w.withdraw(open);
        return read;
      },
    };
    const { misfit } = await verifyRegister({ store: busy });
    assert.deepEqual([misfit?.why, misfit?.acceptanceId], ['record', acceptance.id]);
  });

  describe('against the comments in Secure Score', () => {
    const witnessed = async (comment?: string) => {
      if (comment !== undefined) w.graph.setByHand(controlId, 'Ignored', comment);
      await readControls(w.ports);
      const { witnesses, contradicted } = await verifyRegister(w.ports);
      return [witnesses, contradicted];
    };

    it('counts those that vouch for a line', async () => {
      assert.deepEqual(await witnessed(), [1, []]);
      assert.deepEqual(await witnessed('somebody’s own comment'), [0, []]);
    });

    it('names those that name another line, another hash or another acceptance', async () => {
      const line = await w.store.line(3);
      const hash = line?.hash.slice(0, 12) ?? '';
      const said = (id: string, seq: number, digits: string): string =>
        `Risk accepted ${id}, review by 2027-11-23. https://x #${String(seq)} ${digits}`;
      const { id } = acceptance;
      assert.deepEqual(await witnessed(said(id, 3, hash)), [1, []]);
      assert.deepEqual(await witnessed(said(id, 2, hash)), [0, [controlId]]);
      assert.deepEqual(await witnessed(said(id, 99, hash)), [0, [controlId]]);
      assert.deepEqual(await witnessed(said(id, 3, 'f'.repeat(12))), [0, [controlId]]);
      assert.deepEqual(await witnessed(said('RA-2026-0002', 3, hash)), [0, [controlId]]);
    });

    it('reads them though Secure Score adds space', () => {
      const update = { ...control().update, comment: ' RA-2026-10000 #12 0123456789ab\n' };
      assert.deepEqual(witnessIn(control({ update })), {
        id: 'RA-2026-10000',
        seq: 12,
        hash: '0123456789ab',
      });
    });
  });
});
