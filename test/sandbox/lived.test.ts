import assert from 'node:assert/strict';
import { after, before, describe, it } from 'mocha';
import type { Alert } from '../../src/domain/alert.ts';
import { plusDays } from '../../src/domain/calendar.ts';
import { readConfig } from '../../src/config.ts';
import { jsonLog } from '../../src/log.ts';
import { sandboxDefaults } from '../../src/sandbox/sandbox.ts';
import { type Running, start } from '../../src/scorekeeper.ts';

/** A Wednesday. */
const TODAY = '2026-11-25';
const inDays = (days: number): string => plusDays(TODAY, days);

describe('what the sandbox has lived through', () => {
  let running: Running;
  const log: string[] = [];
  before(async function () {
    this.timeout(30_000);
    const environment = {
      PORT: '0',
      DATABASE_URL: 'sqlite::memory:',
      SANDBOX_CLOCK: `${TODAY}T10:00:00Z`,
    };
    const read = readConfig(environment, sandboxDefaults);
    assert.ok(read.ok);
    running = await start(
      read.config,
      jsonLog((line) => log.push(line)),
    );
    await running.ready;
    await running.settle();
  });
  after(() => running.stop());

  const store = (): ReturnType<Running['ports']>['store'] => running.ports().store;
  const moveTo = async (day: string): Promise<void> => {
    const answer = await fetch(`http://127.0.0.1:${String(running.port)}/sandbox/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ now: `${day}T12:00:00Z` }),
    });
    assert.equal(answer.status, 200);
  };
  const told = (alert: Alert | undefined): unknown =>
    alert && [
      alert.raisedAt.slice(0, 10),
      alert.causes.map((cause) => (cause.kind === 'control' ? cause.key : cause.kind)),
      alert.clearedAt?.slice(0, 10) ?? 'open',
    ];
  /** How a control has stood, day by day, since a day. */
  const rows = async (key: string, since: string) =>
    ((await store().lives([key]))[0]?.rows ?? [])
      .filter(({ day }) => day > since)
      .map(({ day, points, stale }) => [day, points, stale]);

  it('is on record: the last half year without a gap, and what was before the first start', async () => {
    const days = (await store().totals('2000-01-01', '2999-12-31')).map(({ day }) => day);
    assert.equal(days[0], inDays(-341 - 89));
    assert.equal(days.at(-1), TODAY);
    const since = inDays(-120 - 89);
    const recent = Array.from({ length: 210 }, (_, ago) => inDays(-ago)).reverse();
    assert.deepEqual(
      days.filter((day) => day >= since),
      recent,
    );
  });

  it('raised alerts on the morning after something fell, and none besides', async () => {
    assert.deepEqual(await store().openAlerts(), []);
    const alerts = await Promise.all(
      (await store().totals('2000-01-01', TODAY)).map(({ day }) => store().alert(day)),
    );
    assert.deepEqual(alerts.filter((alert) => alert !== undefined).map(told), [
      [inDays(-24), ['mdo_zapmalware'], inDays(-21)],
      [inDays(-11), ['mfaregistrationv2'], inDays(-7)],
    ]);
  });

  it('holds a fall that nobody can be sure of, as it was measured long ago', async () => {
    const key = 'exo_oauth2clientprofileenabled';
    assert.deepEqual((await rows(key, inDays(-30))).at(-1), [inDays(-4), 0, true]);
  });

  it('holds one acceptance in force, one rejected, one expired, and one that waits for the CISO', async () => {
    const all = await store().list({});
    assert.deepEqual(
      all.map(({ controlId, state, endedAt }) => [controlId, state, endedAt?.slice(0, 10)]),
      [
        ['mcas_cloud_discovery', 'Active', undefined],
        ['CustomerLockBoxEnabled', 'Expired', inDays(-225)],
        ['spo_external_users_sharing', 'Rejected', inDays(-119)],
        ['aad_password_protection', 'InApproval', undefined],
      ],
    );
    assert.equal((await store().control('CustomerLockBoxEnabled'))?.update.state, 'Default');
  });

  it('holds what somebody accepted past it in the portal, and has asked the IT manager about it', async () => {
    const open = await store().openDrifts();
    assert.deepEqual(
      open.map((one) => [one.class, one.controlId, one.since.slice(0, 10), one.isFirst]),
      [['unmanaged', 'spo_idle_session_timeout', inDays(-21), false]],
    );
    const cards = await store().posts(`drift:${open[0]?.id ?? ''}`);
    assert.deepEqual(
      cards.map(({ personId }) => personId),
      ['sandbox-mia'],
    );
  });

  it('goes on for a week with two alerts, a new recommendation and the Monday’s review', async () => {
    await moveTo(inDays(7));
    const open = await store().openAlerts();
    assert.deepEqual(open.map(told), [
      [inDays(3), ['blocklegacyauthentication'], 'open'],
      [inDays(5), ['signinriskpolicy'], 'open'],
    ]);
    const fresh = await rows('appg_unusual_activity_with_priority_account', TODAY);
    assert.deepEqual(fresh, [[inDays(6), 0, false]]);
    assert.equal((await store().review('2026-W49'))?.postedAt.slice(0, 10), '2026-11-30');
    assert.deepEqual(await rows('exo_oauth2clientprofileenabled', TODAY), [[inDays(4), 0, false]]);
  }).timeout(20_000);

  it('takes an alert back when it has recovered', async () => {
    await moveTo(inDays(9));
    assert.deepEqual((await store().openAlerts()).map(told), [
      [inDays(5), ['signinriskpolicy'], 'open'],
    ]);
    assert.deepEqual(told(await store().alert(inDays(3))), [
      inDays(3),
      ['blocklegacyauthentication'],
      inDays(9),
    ]);
    assert.deepEqual(
      log.filter((line) => /"error"|"warn"/.test(line)),
      [],
    );
  }).timeout(20_000);
});
