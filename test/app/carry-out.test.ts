import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import sinon from 'sinon';
import { carryOut } from '../../src/app/carry-out.ts';
import type { Effect } from '../../src/domain/effect.ts';
import { jsonLog } from '../../src/log.ts';
import {
  carl,
  discovery,
  eve,
  hour,
  max,
  mia,
  minute,
  type World,
  world,
} from '../support/world.ts';
import { snapshot } from './answer-days.ts';

const call = (personId: string): Effect => ({ kind: 'callUp', personId, day: '2026-11-23' });
const sync: Effect = { kind: 'syncControl', controlId: discovery.id };

describe('carrying out effects', () => {
  let w: World;
  beforeEach(async () => {
    w = await world();
  });
  afterEach(() => w.end());

  const arm = (...effects: Effect[]): Promise<void> => w.store.arm(effects, w.ports.now());
  const dueIn = async (): Promise<number> =>
    ((await w.store.nextDue())?.getTime() ?? NaN) - w.clock.at;

  it('does each once, however often and by however many it is asked', async () => {
    await w.propose();
    await Promise.all([w.settle(), w.settle(), w.settle()]);
    await w.settle();
    assert.deepEqual(w.teams.posts.map(({ to }) => to).toSorted(), [max.id, mia.id]);
    assert.equal(w.teams.channel.length, 1);
    // What is left is its clock, which waits for the first reminder.
    assert.equal((await w.store.nextDue())?.toISOString(), '2026-11-25T09:00:00.000Z');
  });

  it('leaves alone what is not due yet', async () => {
    await w.store.arm([sync], new Date(w.clock.at + 1));
    await w.settle();
    assert.equal(w.graph.readings.length, 0);
    await w.later(1);
    assert.equal(w.graph.readings.length, 1);
  });

  it('holds on to what takes long, until it is done', async () => {
    const clock = sinon.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
    const kept: string[] = [];
    const store = {
      ...w.store,
      keep: async ({ key }: { readonly key: string }) => {
        kept.push(key);
        if (kept.length === 2) throw new Error('the database is busy');
      },
    };
    const secureScore = {
      ...w.graph.secureScore,
      update: async (id: string) => {
        clock.tick(100_000);
        return w.graph.secureScore.update(id);
      },
    };
    try {
      await arm(sync);
      await carryOut({ ...w.ports, store, secureScore });
      assert.deepEqual(kept, Array(3).fill(`sync:${discovery.id}`));
      assert.equal(w.log.fault.callCount, 1);
      assert.equal(clock.countTimers(), 0);
    } finally {
      clock.restore();
    }
  });

  it('does again what is asked for again while it is being done', async () => {
    await arm(sync);
    const { update } = w.graph.secureScore;
    let first = true;
    const secureScore = {
      ...w.graph.secureScore,
      update: async (id: string) => {
        if (first) await arm(sync);
        first = false;
        return update(id);
      },
    };
    await carryOut({ ...w.ports, secureScore });
    assert.equal(update.callCount, 2);
    assert.equal(await w.store.nextDue(), undefined);
  });

  it('does not let one that fails stop the others', async () => {
    w.teams.unreachable.add(eve.id).add(mia.id);
    const broken = async (id: string) => {
      if (id === eve.id) throw new Error('Eve cannot be asked for');
      return { ok: true as const, person: mia };
    };
    await arm(...[eve.id, mia.id].map(call));
    await carryOut({ ...w.ports, directory: { ...w.ports.directory, recent: broken } });
    assert.deepEqual(
      w.teams.channel.map(({ mention }) => mention),
      [mia.id],
    );
    assert.equal(await dueIn(), 30_000);
  });

  it('logs where an error was thrown and never what it says', async () => {
    const lines: string[] = [];
    const log = jsonLog((line) => lines.push(line));
    const recent = async () => {
      throw new TypeError('a secret of Eve');
    };
    await arm(call(eve.id));
    await carryOut({ ...w.ports, log, directory: { ...w.ports.directory, recent } });
    const key = `call:${eve.id}:2026-11-23`;
    assert.equal(lines.length, 1);
    assert.match(lines[0] ?? '', /"event":"effect-failed","key":"call:eve:2026-11-23"/);
    assert.match(lines[0] ?? '', /"error":"TypeError"/);
    assert.doesNotMatch(lines.join(''), /secret/);
    assert.deepEqual(await w.store.pending(key), { attempts: 1, lastError: 'failed' });
  });

  it('puts a failure off by half a minute, doubled each time, at most 6 hours', async () => {
    w.graph.state.updates = { ok: false, trouble: 'unavailable' };
    await arm(sync);
    await w.settle();
    const waits: number[] = [];
    for (let n = 0; n < 12; n++) {
      waits.push(await dueIn());
      await w.later(await dueIn());
    }
    const seconds = [30, 60, 120, 240, 480, 960, 1920, 3840, 7680, 15_360, 21_600, 21_600];
    assert.deepEqual(
      waits.map((ms) => ms / 1000),
      seconds,
    );
  });

  it('starts from half a minute again once it is asked for anew', async () => {
    w.graph.state.updates = { ok: false, trouble: 'unavailable' };
    await arm(sync);
    await w.settle();
    await w.later(30_000);
    assert.equal(await dueIn(), minute);
    await arm(sync);
    await w.settle();
    assert.equal(await dueIn(), 30_000);
  });

  it('waits as long as Graph asks for', async () => {
    w.graph.state.updates = { ok: false, trouble: 'throttled', retryAfterMs: 95_000 };
    await arm(sync);
    await w.settle();
    assert.equal(await dueIn(), 95_000);
    await w.later(94_999);
    assert.equal(w.graph.readings.length, 1);
    await w.later(1);
    assert.equal(w.graph.readings.length, 2);
    assert.equal(await dueIn(), 95_000);
  });

  it('does not run in circles where Graph keeps asking for no time at all', async () => {
    w.graph.state.updates = { ok: false, trouble: 'throttled', retryAfterMs: 0 };
    await arm(sync);
    await w.settle();
    const waits: number[] = [];
    for (let n = 0; n < 4; n++) {
      waits.push(await dueIn());
      await w.later(await dueIn());
    }
    assert.deepEqual(waits, [1_000, 2_000, 4_000, 8_000]);
  });

  it('takes no further one once it must not go on', async () => {
    await arm(...[eve.id, mia.id, max.id, carl.id, 'a', 'b', 'c'].map(call));
    let asked = 0;
    await carryOut(w.ports, () => ++asked <= 3);
    assert.equal(w.entra.directory.recent.callCount, 3);
    await w.settle();
    assert.equal(w.entra.directory.recent.callCount, 7);
  });

  it('reads the controls', async () => {
    await arm({ kind: 'readControls', day: '2026-11-23' });
    w.graph.state.reads = { ok: false, trouble: 'throttled', retryAfterMs: 5_000 };
    await w.settle();
    assert.equal(await dueIn(), 5_000);
    delete w.graph.state.reads;
    await w.later(hour);
    assert.equal((await w.store.controlsAsOf())?.asOf, w.ports.now().toISOString());
  });

  it('takes the day’s snapshot', async () => {
    w.graph.setDays(snapshot('2026-11-22', {}));
    await arm({ kind: 'takeSnapshot', day: '2026-11-23' });
    await w.settle();
    assert.equal((await w.store.dayAt('2026-11-23'))?.day, '2026-11-22');
  });

  it('has nothing to do for what is not on record', async () => {
    const [acceptanceId, personId] = ['RA-2026-0404', eve.id];
    await arm(
      { kind: 'show', acceptanceId },
      { kind: 'showTo', acceptanceId, personId },
      { kind: 'tell', acceptanceId, revision: 1, personId },
      { kind: 'announce', acceptanceId, revision: 1 },
      { kind: 'tellPolicy', version: 7, personId },
      { kind: 'announcePolicy', version: 7 },
      { kind: 'showAlert', alertId: '2026-11-01' },
      { kind: 'checkAlerts', day: '2026-11-01' },
      { kind: 'postReview', week: '2026-W01' },
      { kind: 'showReview', week: '2026-W01' },
      { kind: 'lateReview', week: '2026-W01' },
      { kind: 'tellOwner', subject: 'control:nonsense', personId },
    );
    await w.settle();
    assert.equal(await w.store.nextDue(), undefined);
    assert.deepEqual([...w.teams.posts, ...w.teams.channel], []);
    assert.equal(w.log.fault.callCount, 0);
  });
});
