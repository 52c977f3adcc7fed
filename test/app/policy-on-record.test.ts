import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { putPolicyOnRecord } from '../../src/app/policy-on-record.ts';
import type { Ports } from '../../src/app/ports.ts';
import { carryOut } from '../../src/app/carry-out.ts';
import type { Policy } from '../../src/domain/policy.ts';
import { as, policy } from '../domain/examples.ts';
import { carl, cora, hour, people, type World, world, zed } from '../support/world.ts';

const before = policy();
const after = policy({ lowImpactMaxPoints: 3, timeZone: 'Europe/Berlin' });

describe('the policy on record', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  const start = (one: Policy, deployedAt: string) =>
    putPolicyOnRecord(w.store, one, new Date(deployedAt), w.ports.now());
  const events = async (): Promise<readonly (readonly [string, unknown])[]> =>
    (await w.store.lines(0, 100)).map(({ event, set }) => [event, set['version']] as const);

  it('is put there at the first start, and told to nobody', async () => {
    assert.deepEqual(await start(before, '2026-11-01T00:00:00Z'), { ok: true, version: 1 });
    assert.deepEqual(await events(), [['policy', 1]]);
    await w.settle();
    assert.deepEqual([...w.teams.posts, ...w.teams.channel], []);
  });

  it('stays as it is while nothing changes, however old the process', async () => {
    await start(before, '2026-11-01T00:00:00Z');
    for (const at of ['2026-12-01T00:00:00Z', '2020-01-01T00:00:00Z'])
      assert.deepEqual(await start(policy(), at), { ok: true, version: 1 });
    assert.deepEqual(await events(), [['policy', 1]]);
  });

  it('gets a line when a newer process brings another', async () => {
    await start(before, '2026-11-01T00:00:00Z');
    assert.deepEqual(await start(after, '2026-11-02T00:00:00Z'), { ok: true, version: 2 });
    assert.deepEqual(await events(), [
      ['policy', 1],
      ['policy', 2],
    ]);
    const newest = await w.store.newestPolicy();
    assert.deepEqual(
      [newest?.at, newest?.deployedAt, newest?.policy],
      [w.ports.now().toISOString(), '2026-11-02T00:00:00.000Z', after],
    );
  });

  it('stops a process that differs and is not newer, with one sentence', async () => {
    await start(before, '2026-11-02T00:00:00Z');
    for (const at of ['2026-11-02T00:00:00Z', '2026-11-01T00:00:00Z']) {
      const started = await start(after, at);
      assert.ok(!started.ok);
      assert.match(started.sentence, /version 1, deployed 2026-11-02T00:00:00\.000Z.*DEPLOYED_AT/);
    }
    assert.deepEqual(await events(), [['policy', 1]]);
  });

  describe('that has changed', () => {
    let ports: Ports;
    beforeEach(async () => {
      await start(before, '2026-11-01T00:00:00Z');
      await start(after, '2026-11-02T00:00:00Z');
      const newCiso = as(zed, 'ciso');
      const old = w.ports.directory;
      const now = { ...old, holders: async () => [carl, newCiso] };
      ports = {
        ...w.ports,
        policy: after,
        directoryUnder: (one) => (one.timeZone === 'UTC' ? old : now),
      };
    });

    it('is told to the CISOs of before and after, once each, and to the channel', async () => {
      await carryOut(ports);
      await carryOut(ports);
      assert.equal(people(w.teams.posts), 'carl cora zed');
      const texts = new Set([...w.teams.posts, ...w.teams.channel].map(({ text }) => text));
      assert.equal(w.teams.channel.length, 1);
      assert.deepEqual(
        [...texts],
        [
          'The rules have changed (version 2, 23 Nov 2026, 11:00): the limit for the low route, the time zone. The change is on record.',
        ],
      );
    });

    it('is told once even where the channel failed at first', async () => {
      const { messenger } = ports;
      const postToChannel = async () => {
        throw new Error('Teams is down');
      };
      await carryOut({ ...ports, messenger: { ...messenger, postToChannel } });
      w.clock.at += hour;
      await carryOut(ports);
      assert.equal(people(w.teams.posts), 'carl cora zed');
      assert.equal(w.teams.channel.length, 1);
    });

    it('is told later to whoever cannot be reached', async () => {
      w.teams.unreachable.add(cora.id);
      await carryOut(ports);
      w.teams.unreachable.clear();
      await w.store.rearmPerson(cora.id, w.ports.now());
      await carryOut(ports);
      assert.equal(people(w.teams.posts), 'carl cora zed');
    });
  });
});
