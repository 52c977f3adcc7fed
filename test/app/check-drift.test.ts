import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { checkDrift } from '../../src/app/check-drift.ts';
import { readControls } from '../../src/app/read-controls.ts';
import { reviewView } from '../../src/app/review.ts';
import { verifyRegister } from '../../src/app/verify-register.ts';
import { as } from '../domain/examples.ts';
import { carl, day, discovery, ed, eve, hour, max, mia, minute, small } from '../support/world.ts';
import { drifting, type DriftWorld } from './drift-world.ts';

const { id } = discovery;

describe('the search for drift', () => {
  let w: DriftWorld;
  beforeEach(async () => {
    w = await drifting();
  });
  afterEach(() => w.end());

  it('finds nothing where Secure Score says what the record says', async () => {
    await w.active();
    await w.propose({}, eve, { controlId: small.id });
    assert.deepEqual(await w.look(), []);
    assert.deepEqual([w.driftCards(mia), w.lists(mia)], [[], []]);
  });

  it('finds what somebody accepted there, and tells the IT managers once', async () => {
    w.graph.setByHand(id.toUpperCase(), 'ignored', '*we* decided');
    await w.look();
    assert.deepEqual(await w.open(), [`unmanaged ${id}`]);
    await w.look();
    for (const who of [mia, max]) assert.equal(w.driftCards(who).length, 1, who.id);
    for (const who of [eve, ed, carl]) assert.equal(w.driftCards(who).length, 0, who.id);
    const { finding, acts, points, treatment } = w.driftCards(mia)[0] ?? assert.fail();
    assert.deepEqual([finding.by, finding.comment], ['Admin', '*we* decided']);
    assert.deepEqual([acts, points, treatment], [['adopt', 'revert'], 4.5, 'riskAccepted']);
    assert.deepEqual(w.graph.writes, [], 'nothing is written without a press');
    assert.equal((await verifyRegister(w.ports)).unmanaged, 1);
  });

  it('finds what was taken back or changed, and tells whoever proposed it too', async () => {
    const acceptance = await w.active();
    w.quiet();
    w.graph.setByHand(id, 'Default');
    await w.look();
    assert.deepEqual(await w.open(), [`lost ${id} ${acceptance.id}`]);
    const acts = (...of: readonly (typeof eve)[]) => of.map((who) => w.driftCard(who)?.acts);
    assert.deepEqual(acts(eve, mia, max), [['reapply'], ['reapply'], ['reapply']]);
    assert.equal(w.driftCards(carl).length, 0);
    w.graph.setByHand(id, 'ThirdParty');
    await w.look();
    assert.deepEqual(await w.open(), [`changed ${id} ${acceptance.id}`]);
    assert.deepEqual(acts(eve, mia), Array(2).fill(['reapply', 'proposeOther']));
    assert.equal(w.driftCards(eve).length, 2);
    const first = w.teams.updates.find(({ to, drift }) => to === eve.id && drift)?.drift?.finding;
    assert.equal(first?.class, 'lost');
    assert.equal(first.endState, 'ThirdParty', 'the earlier card says that it is over');
    assert.equal(w.graph.writes.length, 1);
  });

  it('finds what stayed accepted after its end, by the comment that names it', async () => {
    const acceptance = await w.active();
    await w.revoke(acceptance);
    await w.settle();
    await w.look();
    w.graph.setByHand(id, 'Ignored', `Risk accepted ${acceptance.id}`);
    await w.look();
    assert.deepEqual(await w.open(), [`stale ${id} ${acceptance.id}`]);
    assert.deepEqual(w.driftCard(mia)?.acts, ['revert']);
    assert.equal(w.driftCards(eve).length, 0);
  });

  it('ends a finding once somebody put it right, and its cards say so', async () => {
    w.graph.setByHand(id, 'Ignored');
    await w.look();
    w.graph.setByHand(id, 'Default');
    await w.look();
    assert.deepEqual(await w.open(), []);
    const { finding, acts } = w.driftCard(mia) ?? assert.fail();
    assert.deepEqual([finding.endState, acts], ['Default', []]);
    w.graph.setByHand(id, 'Ignored');
    await w.look();
    assert.equal(w.driftCards(mia).length, 2, 'somebody set it anew');
  });

  it('ends the finding of what was adopted, once that is in force', async () => {
    w.graph.setByHand(id, 'Ignored');
    await w.look();
    const acceptance = await w.approved();
    assert.deepEqual(await w.open(), [`unmanaged ${id}`], 'decided is not in force');
    await w.settle();
    assert.equal((await w.find(acceptance)).state, 'Active');
    assert.deepEqual(await w.open(), []);
    assert.deepEqual(w.graph.writes, [], 'it says so already');
  });

  it('can be adopted where the status alone brings all points', async () => {
    w.graph.change(id, { score: 4.5 });
    w.graph.setByHand(id, 'ThirdParty');
    await w.look();
    assert.deepEqual(w.driftCard(mia)?.acts, ['adopt', 'revert']);
  });

  it('keeps two controls apart', async () => {
    w.graph.setByHand(id, 'Ignored');
    w.graph.setByHand(small.id, 'ThirdParty');
    await w.look();
    assert.deepEqual([...(await w.open())].toSorted(), [
      `unmanaged ${small.id}`,
      `unmanaged ${id}`,
    ]);
    assert.equal(w.driftCards(mia).length, 2);
    w.graph.setByHand(small.id, 'Default');
    await w.look();
    assert.deepEqual(await w.open(), [`unmanaged ${id}`]);
  });

  it('is over where Microsoft has the recommendation no more', async () => {
    w.graph.setByHand(id, 'Ignored');
    await w.look();
    w.graph.remove(id);
    await w.look();
    assert.deepEqual(await w.open(), []);
    assert.equal(w.driftCard(mia)?.points, undefined);
  });

  it('finds and ends nothing on data of more than 48 hours, or without any', async () => {
    w.graph.setByHand(small.id, 'Ignored');
    await w.look();
    w.graph.setByHand(small.id, 'Default');
    w.graph.setByHand(id, 'Ignored');
    await readControls(w.ports);
    w.clock.at += 48 * hour + 1;
    await checkDrift(w.ports);
    assert.deepEqual(await w.open(), [`unmanaged ${small.id}`]);
    await w.look();
    assert.deepEqual(await w.open(), [`unmanaged ${id}`]);
  });

  it('says nothing of what was seen since by itself, or is on its way', async () => {
    w.graph.setByHand(id, 'Ignored');
    await readControls(w.ports);
    const seenAt = new Date(w.clock.at + minute).toISOString();
    await w.store.saveSync(id, { seenAt, seenState: 'Default' });
    await checkDrift(w.ports);
    assert.deepEqual(await w.open(), []);
    await w.store.saveSync(id, { seenAt: null, askedSeq: 7, agreedSeq: 6 });
    await checkDrift(w.ports);
    assert.deepEqual(await w.open(), []);
    await w.store.saveSync(id, { agreedSeq: 7 });
    await checkDrift(w.ports);
    assert.deepEqual(await w.open(), [`unmanaged ${id}`]);
  });

  it('is done when one control was looked at by itself', async () => {
    const { id: acceptanceId } = await w.active();
    w.graph.setByHand(id, 'Default');
    await w.store.arm([{ kind: 'syncControl', controlId: id }], w.ports.now());
    await w.later(minute);
    assert.deepEqual(await w.open(), [`lost ${id} ${acceptanceId}`]);
    w.graph.setByHand(id, 'Ignored');
    await w.store.arm([{ kind: 'syncControl', controlId: id }], w.ports.now());
    await w.later(minute);
    assert.deepEqual(await w.open(), []);
    assert.equal(w.graph.writes.length, 1);
  });

  it('waits for a directory that is silent, and does not tell who lost their role', async () => {
    w.graph.setByHand(id, 'Ignored');
    w.entra.state.silent = true;
    await w.look();
    assert.deepEqual(await w.open(), [`unmanaged ${id}`]);
    assert.equal(w.driftCards(mia).length, 0);
    w.entra.state.silent = false;
    w.entra.put(as(max));
    await w.later(hour);
    assert.deepEqual([w.driftCards(mia).length, w.driftCards(max).length], [1, 0]);
    w.entra.put(as(mia));
    w.graph.setByHand(id, 'Default');
    await w.look();
    assert.match(w.teams.updates.findLast(({ to }) => to === mia.id)?.text ?? '', /no role/);
  });

  it('waits for whoever cannot be reached', async () => {
    w.teams.unreachable.add(mia.id);
    w.graph.setByHand(id, 'Ignored');
    await w.look();
    assert.deepEqual([w.driftCards(mia).length, w.driftCards(max).length], [0, 1]);
    w.teams.unreachable.delete(mia.id);
    await w.later(day);
    assert.equal(w.driftCards(mia).length, 1);
  });

  it('is not told to whom it did not reach before it was over', async () => {
    w.teams.unreachable.add(mia.id);
    w.graph.setByHand(id, 'Ignored');
    await w.look();
    w.graph.setByHand(id, 'Default');
    await w.look();
    w.teams.unreachable.delete(mia.id);
    await w.later(2 * day);
    assert.equal(w.driftCards(mia).length, 0);
  });

  it('stands on the weekly review', async () => {
    w.graph.setByHand(id, 'Ignored');
    await w.look();
    const lines = (await reviewView(w.ports)).lines.map(({ kind, subject, title, since }) => [
      ...[kind, subject, title, since],
    ]);
    assert.deepEqual(lines, [['unmanaged', `control:${id}`, 'Cloud Discovery', '2026-11-23']]);
  });
});

describe('the first look of all', () => {
  let w: DriftWorld;
  beforeEach(async () => {
    w = await drifting({ looked: false });
    w.graph.setByHand(id, 'Ignored');
    w.graph.setByHand(small.id, 'ThirdParty');
    await w.look();
  });
  afterEach(() => w.end());

  const reviewed = async (): Promise<readonly string[]> =>
    (await reviewView(w.ports)).lines.map(({ kind, controlId }) => `${kind} ${controlId}`);

  it('lists what was accepted already, on one card each', async () => {
    await w.look();
    for (const who of [mia, max]) {
      assert.equal(w.lists(who).length, 1);
      assert.equal(w.driftCards(who).length, 0);
    }
    assert.equal(w.lists(eve).length, 0);
    const [list] = w.lists(mia);
    assert.deepEqual([list?.rows.length, list?.countsFrom], [2, '2026-12-23']);
    assert.deepEqual(await reviewed(), []);
  });

  it('is the first one once: what comes after it counts at once', async () => {
    w.graph.setByHand(discovery.id, 'Default');
    await w.look();
    w.graph.setByHand(discovery.id, 'Ignored');
    await w.look();
    assert.equal(w.driftCards(mia).length, 1);
    assert.deepEqual(await reviewed(), [`unmanaged ${id}`]);
    assert.equal(await w.store.saveDrifts({ at: '', first: true, opened: [], ended: [] }), false);
  });

  it('leaves 30 days, then each has its own card and stands on the review', async () => {
    w.clock.at += 29 * day;
    await w.look();
    assert.equal(w.driftCards(mia).length, 0);
    w.clock.at += day;
    await w.look();
    await w.look();
    assert.equal(w.driftCards(mia).length, 2);
    assert.deepEqual([...(await reviewed())].toSorted(), [
      `unmanaged ${small.id}`,
      `unmanaged ${id}`,
    ]);
    const list = w.teams.updates.findLast(({ to, drifts }) => to === mia.id && drifts)?.drifts;
    assert.equal(list?.rows.length, 0, 'the list is empty by then');
  });

  it('has no card of its own for what somebody does about it before', async () => {
    const [finding] = await w.store.openDrifts(id);
    w.graph.state.writes = { ok: false, trouble: 'unavailable' };
    await w.revert(finding ?? assert.fail(), mia);
    await w.settle();
    await w.settle();
    assert.deepEqual([w.driftCards(mia).length, w.driftCards(max).length], [0, 0]);
  });

  it('takes from the list what was put right', async () => {
    w.graph.setByHand(id, 'Default');
    await w.look();
    const list = w.teams.updates.findLast(({ to, drifts }) => to === mia.id && drifts)?.drifts;
    assert.deepEqual(
      list?.rows.map(({ finding }) => finding.controlId),
      [small.id],
    );
    assert.equal(w.driftCards(mia).length, 0);
  });

  it('is not made on data that are too old', async () => {
    const other = await drifting({ looked: false });
    other.clock.at += 49 * hour;
    await checkDrift(other.ports);
    assert.equal(await other.store.driftSince(), undefined);
    await other.end();
  });
});
