import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'mocha';
import { secureScore } from '../../src/graph/secure-score.ts';
import { directory } from '../../src/graph/directory.ts';
import { graphClient } from '../../src/graph/client.ts';
import { sandboxRoles } from '../../src/sandbox/tenant-directory.ts';
import { enqueueDue } from '../../src/app/schedule.ts';
import { takeSnapshot } from '../../src/app/take-snapshot.ts';
import { tenantServer, type TenantServer } from '../../src/sandbox/tenant-server.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import type { Person } from '../../src/domain/person.ts';
import { policy } from '../domain/examples.ts';
import { hour, minute, type World, world } from '../support/world.ts';

const person = (short: string): Person => ({
  id: `sandbox-${short}`,
  name: short,
  upn: '',
  grants: [],
});
const [eve, mia, carl] = [person('eve'), person('mia'), person('carl')];

describe('with a tenant behind Graph’s interface', () => {
  const clock = { at: Date.parse('2026-11-23T10:00:00Z') };
  let tenant: TenantServer;
  let w: World;
  let controlId: string;
  before(async () => {
    tenant = await tenantServer({ now: () => new Date(clock.at) });
  });
  after(() => tenant.close());

  beforeEach(async () => {
    clock.at += hour;
    tenant.tenant.fail('none');
    const rules = policy({ roles: sandboxRoles });
    const log = { info: () => undefined, warn: () => undefined, fault: () => undefined };
    // Less than the time in which a test must be done.
    const client = graphClient({ baseUrl: tenant.url, timeoutMs: 500, log });
    w = await world({
      now: new Date(clock.at).toISOString(),
      policy: rules,
      ports: {
        secureScore: secureScore(client, log, () => new Date(clock.at)),
        directory: directory(client, rules, { now: () => clock.at, timeoutMs: 500 }),
      },
    });
    // A recommendation for each test: the tenant lives on.
    const known = await w.store.controls();
    const { portal } = tenant.tenant;
    const touched = new Set(portal().map(({ id }) => id));
    const fresh = known.find(
      ({ id, category, score, maxScore, deprecated }) =>
        !touched.has(id) &&
        category === 'Apps' &&
        !deprecated &&
        score !== null &&
        score < maxScore,
    );
    assert.ok(fresh);
    controlId = fresh.id;
  });
  afterEach(() => w.end());

  const later = async (ms: number): Promise<void> => {
    clock.at += ms;
    await w.later(ms);
  };
  const approved = async (): Promise<Acceptance> =>
    w.approve(
      await w.endorse(await w.propose({ residualRisk: 'Medium' }, eve, { controlId }), mia),
      carl,
    );
  const state = async (acceptance: Acceptance) => (await w.find(acceptance)).state;
  const status = (): string | undefined => tenant.tenant.control(controlId)?.status;
  const comments = () => tenant.tenant.control(controlId)?.history.map(({ comment }) => comment);

  it('the days that Graph holds are on record, each control once, whatever its spelling', async () => {
    assert.equal(await takeSnapshot(w.ports, 'start'), 'done');
    const totals = await w.store.totals('2000-01-01', '2999-12-31');
    assert.equal(totals.length, 90);
    assert.deepEqual(
      [totals[89]?.current, totals[89]?.max],
      Object.values(tenant.tenant.score()).map((points) => Math.round(points * 100) / 100),
    );
    const [fell] = await w.store.lives(['mfaregistrationv2']);
    assert.deepEqual(
      fell?.rows.slice(-3).map(({ points, maxScore }) => [points, maxScore]),
      [
        [9, 9],
        [8.58, 9],
        [9, 9],
      ],
    );
    const [changed] = await w.store.lives(['mdo_bulkspamaction']);
    assert.deepEqual(
      changed?.rows.map(({ points, maxScore }) => [points, maxScore]),
      [
        [5, 5],
        [3, 3],
      ],
    );
  });

  it('the days come later where Graph lacks them at nine', async () => {
    tenant.tenant.fail('scores-down');
    await enqueueDue(w.ports);
    await w.settle();
    assert.equal(await w.store.oldestDay(), undefined);
    tenant.tenant.fail('none');
    await later(minute);
    assert.equal((await w.store.totals('2000-01-01', '2999-12-31')).length, 90);
    assert.ok(await w.store.checkedDay());
  });

  it('a proposal is decided, written and verified, and put back when it is revoked', async () => {
    const acceptance = await approved();
    await w.settle();
    assert.equal(status(), 'Risk accepted');
    assert.equal(await state(acceptance), 'Active');
    assert.match(
      comments()?.[0] ?? '',
      /^Risk accepted RA-2026-0001, review by .* #3 [0-9a-f]{12}$/,
    );
    await later(minute);
    await w.revoke(acceptance, carl);
    await w.settle();
    assert.equal(status(), 'To address');
    assert.equal(comments()?.length, 2);
  });

  it('a write that was accepted and not carried out is not believed', async () => {
    const acceptance = await approved();
    tenant.tenant.fail('ignore-writes');
    await w.settle();
    assert.equal(await state(acceptance), 'Approved');
    tenant.tenant.fail('none');
    await later(2_000);
    assert.equal(await state(acceptance), 'Approved');
    assert.deepEqual(comments(), []);
    await later(2 * hour);
    assert.equal(await state(acceptance), 'Active');
  });

  it('a busy Graph is asked again when it says', async () => {
    const acceptance = await approved();
    tenant.tenant.fail('throttle');
    await w.settle();
    const pending = await w.store.pending(`sync:${controlId.toLowerCase()}`);
    assert.equal(pending?.lastError, 'throttled');
    tenant.tenant.fail('none');
    await later(999);
    assert.equal(await state(acceptance), 'Approved');
    await later(1);
    assert.equal(await state(acceptance), 'Active');
  });

  for (const [fault, trouble] of [
    ['refuse', 'forbidden'],
    ['down', 'unavailable'],
    ['hang', 'unavailable'],
  ] as const)
    it(`a Graph that fails leaves the decision standing: ${fault}`, async () => {
      const acceptance = await approved();
      await w.ports.directory.holders('ciso');
      tenant.tenant.fail(fault);
      await w.settle();
      assert.equal((await w.store.sync(controlId)).trouble, trouble);
      assert.equal(await state(acceptance), 'Approved');
      tenant.tenant.fail('none');
      await later(minute);
      assert.equal(await state(acceptance), 'Active');
    });

  it('a device control is set by a person, and then verified', async () => {
    const [device] = (await w.store.controls()).filter(
      ({ id, deprecated, score, maxScore }) =>
        id.startsWith('scid_') && !deprecated && score !== null && score < maxScore,
    );
    assert.ok(device);
    controlId = device.id;
    const acceptance = await approved();
    await w.settle();
    assert.equal((await w.store.sync(controlId)).trouble, 'byHand');
    clock.at += 1;
    w.clock.at += 1;
    const change = { controlId, state: 'Ignored', comment: '', by: mia.id } as const;
    assert.ok(await tenant.tenant.setByHand(change));
    await w.markDone(acceptance, eve);
    await w.settle();
    assert.equal(await state(acceptance), 'Active');
    assert.equal(comments()?.length, 1);
  });

  it('a person’s change after the decision stays', async () => {
    const acceptance = await approved();
    clock.at += minute;
    w.clock.at += minute;
    await tenant.tenant.setByHand({ controlId, state: 'Reviewed', comment: 'ours', by: 'admin' });
    await w.settle();
    await later(2 * hour);
    assert.equal(status(), 'Resolved through alternate mitigation');
    assert.equal((await w.store.sync(controlId)).trouble, 'changedByPerson');
    assert.equal(await state(acceptance), 'Approved');
  });

  it('people act by what the directory says, and nobody else does', async () => {
    const acceptance = await w.propose({}, eve, { controlId });
    const zed = await w.press(acceptance, 'endorse', person('zed'));
    assert.ok(!zed.ok && zed.refusal === 'notYou');
    const nobody = await w.press(acceptance, 'endorse', person('nobody'));
    assert.ok(!nobody.ok && nobody.refusal === 'stranger');
    tenant.tenant.fail('down');
    const silent = await w.press(acceptance, 'endorse', mia);
    assert.ok(!silent.ok && silent.refusal === 'unreachable');
  });
});
