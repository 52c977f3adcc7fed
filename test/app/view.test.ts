import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { viewFor } from '../../src/app/acceptance-view.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { witness } from '../../src/domain/trail.ts';
import { aude, carl, discovery, ed, eve, mia, small, type World, world } from '../support/world.ts';

describe('the view of an acceptance', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  const view = async (acceptance: Acceptance, viewer = mia) =>
    viewFor(w.ports, await w.find(acceptance), viewer);

  it('names everybody it speaks of, and nobody whom it does not know', async () => {
    const acceptance = await w.approved({ riskOwnerId: ed.id });
    const { names } = await view(acceptance, aude);
    assert.deepEqual(names, { eve: 'Eve', ed: 'Ed', mia: 'Mia', carl: 'Carl', aude: 'Aude' });
  });

  it('has a link to its page for its viewer, where they asked for it and not otherwise', async () => {
    const acceptance = await w.propose();
    const { page } = await viewFor(w.ports, acceptance, aude, { asked: true });
    assert.equal(page, w.ports.links.page(acceptance.id, 'aude'));
    assert.equal((await view(acceptance, aude)).page, undefined);
  });

  it('carries a witness once there is an outcome', async () => {
    const endorsed = await w.endorse(await w.propose());
    assert.equal((await view(endorsed)).witness, '');
    const approved = await w.approve(endorsed);
    const last = (await w.trail(approved)).at(-1);
    assert.ok(last);
    assert.equal((await view(approved)).witness, witness(last));
  });

  it('tells every step with its reason', async () => {
    const { history } = await view(await w.reject(await w.propose(), mia));
    assert.deepEqual(
      history.map(({ event, byId, role, reason }) => [event, byId, role, reason]),
      [
        ['propose', 'eve', 'engineer', ''],
        ['reject', 'mia', 'itManager', 'The supplier has gone.'],
      ],
    );
  });

  it('adds up what is accepted already, this one apart', async () => {
    const high = { residualRisk: 'High', reviewOn: '2027-03-01' };
    const confirm = { residualRisk: 'High', reviewOn: '2027-03-01' };
    const first = await w.propose(high);
    await w.approve(await w.endorse(first), carl, { confirm });
    const second = await w.propose({}, eve, { controlId: small.id });
    const { portfolio, achievable } = await view(second);
    assert.deepEqual(portfolio, { count: 1, points: 4.5, high: 1 });
    assert.deepEqual(achievable, { now: 95.5, withThis: 94 });
    assert.deepEqual((await view(first)).portfolio, { count: 0, points: 0, high: 0 });
  });

  it('counts no points for what raises the score on our word, and says nothing without data', async () => {
    const evidence = 'https://contoso.example/proof';
    const third = await w.propose({ treatment: 'thirdParty', evidence });
    assert.deepEqual((await view(third)).achievable, { now: 100, withThis: 100 });
    await w.store.saveControls(
      { controls: [discovery], score: undefined, updates: [] },
      '2026-11-23',
    );
    assert.equal((await view(third)).achievable, undefined);
    const empty = { day: '2026-11-23', current: 0, max: 0 };
    await w.store.saveControls({ controls: [discovery], score: empty, updates: [] }, '2026-11-23');
    assert.equal((await view(third)).achievable, undefined, 'a tenant without a point to reach');
    await w.db.deleteFrom('controlReading').execute();
    const { achievable, controlAsOf } = await view(third);
    assert.deepEqual([achievable, controlAsOf], [undefined, w.ports.now().toISOString()]);
  });

  it('shows earlier attempts that were refused', async () => {
    const first = await w.reject(await w.propose());
    const { earlier } = await view(await w.propose({}, ed));
    assert.deepEqual(earlier, [first]);
    assert.deepEqual((await view(first)).earlier, []);
  });

  it('tells an auditor from the others, and gives them nothing to press', async () => {
    const acceptance = await w.propose();
    const { viewerIsAuditor, choices } = await view(acceptance, aude);
    assert.deepEqual([viewerIsAuditor, choices], [true, []]);
    assert.equal((await view(acceptance)).viewerIsAuditor, false);
  });

  it('gives no warning about an old decision while another one is on its way', async () => {
    const old = await w.approved();
    await w.settle();
    await w.revoke(old);
    await w.settle();
    w.graph.state.updates = { ok: false, trouble: 'forbidden' };
    w.clock.at += 80 * 3_600_000;
    await w.approved();
    await w.settle();
    const { sync } = await view(old);
    assert.deepEqual([sync.late, sync.byHand], [false, false]);
  });
});
