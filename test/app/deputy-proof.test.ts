import assert from 'node:assert/strict';
import { checkDrift } from '../../src/app/check-drift.ts';
import { proof, revertProof } from '../../src/app/proof.ts';
import { readControls } from '../../src/app/read-controls.ts';
import { revertDrift } from '../../src/app/revert-drift.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Line } from '../../src/domain/trail.ts';
import { lineHash } from '../../src/domain/trail.ts';
import { as } from '../domain/examples.ts';
import { carl, discovery, ed, mia, type World, world, zed } from '../support/world.ts';
import { appoint } from './deputy-world.ts';

describe('The proof of what a deputy approved', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  const source = 'deputy:2026-11-23:2026-12-06:carl';

  /** As if somebody who can write into the database gave Ed a right that nobody gave him. */
  async function forged(from = source): Promise<Acceptance> {
    const endorsed = await w.endorse(await w.propose());
    w.entra.put({ ...as(ed), grants: [{ role: 'ciso', from: `user:${ed.id}` }] });
    const approved = await w.approve(endorsed, ed);
    await rewrite(approved, (line) => ({
      ...line,
      roleFrom: from,
      set: { ...line.set, approverRoleFrom: from },
    }));
    return { ...approved, approverRoleFrom: from };
  }

  /** Changes the last line, with a hash that fits, and the row. */
  async function rewrite(acceptance: Acceptance, change: (line: Line) => Line): Promise<void> {
    const last = (await w.trail(acceptance)).at(-1);
    assert.ok(last);
    const { set, hash: _, ...rest } = change(last);
    const hash = lineHash({ ...rest, set });
    const { roleFrom } = rest;
    const setFields = JSON.stringify(set);
    await w.db
      .updateTable('trail')
      .set({ roleFrom, setFields, hash })
      .where('seq', '=', last.seq)
      .execute();
    await w.db.updateTable('head').set({ hash }).execute();
    const body = JSON.stringify({ ...acceptance, approverRoleFrom: roleFrom });
    await w.db.updateTable('acceptance').set({ body }).where('id', '=', acceptance.id).execute();
  }

  it('is there where the trail names them', async () => {
    await appoint(w);
    const approved = await w.approve(await w.endorse(await w.propose()), ed);
    assert.equal((await proof(w.ports, approved))?.event, 'approve');
  });

  it('is not there where no line names them: Secure Score is not written', async () => {
    const approved = await forged();
    assert.equal(await proof(w.ports, approved), undefined);
    await w.settle();
    assert.deepEqual(w.graph.writes, []);
    assert.equal((await w.find(approved)).state, 'Approved');
  });

  it('is not there for a deputy who was written into the table alone', async () => {
    const { id } = await appoint(w, { deputyId: 'zed' });
    await w.db.updateTable('deputy').set({ deputyId: ed.id }).where('id', '=', id).execute();
    const approved = await w.approve(await w.endorse(await w.propose()), ed);
    assert.equal(approved.approverRoleFrom, source);
    assert.equal(await proof(w.ports, approved), undefined);
    await w.settle();
    assert.deepEqual(w.graph.writes, []);
  });

  it('is not there for what they took back either, where no line names them', async () => {
    const { id } = await appoint(
      w,
      { role: 'itManager', principalId: mia.id, deputyId: zed.id },
      mia,
    );
    await w.db.updateTable('deputy').set({ deputyId: ed.id }).where('id', '=', id).execute();
    w.graph.setByHand(discovery.id, 'ignored');
    await readControls(w.ports);
    await checkDrift(w.ports);
    const [finding] = await w.store.openDrifts();
    assert.ok(finding);
    const asked = await revertDrift(w.ports, { driftId: finding.id, pressedBy: ed.id });
    assert.ok(asked.ok);
    const { askedSeq } = await w.store.sync(discovery.id);
    const line = await w.store.line(askedSeq);
    assert.match(line?.roleFrom ?? '', /^deputy:/);
    assert.equal(line && (await revertProof(w.ports, line, discovery.id)), undefined);
    await w.settle();
    assert.deepEqual(w.graph.writes, []);
  });

  it('is not there where the line that names them does not chain', async () => {
    const { id } = await appoint(w);
    const approved = await w.approve(await w.endorse(await w.propose()), ed);
    const other = JSON.stringify({
      id,
      role: 'ciso',
      principalId: carl.id,
      deputyId: ed.id,
      validFrom: '2026-11-23',
      validTo: '2026-12-06',
    });
    await w.db
      .updateTable('trail')
      .set({ setFields: other })
      .where('event', '=', 'deputyNamed')
      .execute();
    assert.equal(await proof(w.ports, approved), undefined);
  });

  it('is there where the same forgery is covered, so that the forgery alone makes the difference', async () => {
    await appoint(w);
    assert.equal((await proof(w.ports, await forged()))?.event, 'approve');
  });
});
