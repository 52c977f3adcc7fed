import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { advance } from '../../src/app/advance.ts';
import { carryOut } from '../../src/app/carry-out.ts';
import { enqueueDue, nextInstant } from '../../src/app/schedule.ts';
import { day, device, hour, type World, world } from '../support/world.ts';

describe('what falls due by the clock', () => {
  let w: World;
  const begin = async (now: string, timeZone = 'UTC'): Promise<void> => {
    w = await world({ now, policy: { timeZone } });
    w.graph.secureScore.read.resetHistory();
  };
  afterEach(() => w.end());

  const look = async (): Promise<void> => {
    await enqueueDue(w.ports);
    await w.settle();
  };
  const reads = (): number => w.graph.secureScore.read.callCount;
  /** The instants at which all controls were read on the way to another instant. */
  const until = async (target: string): Promise<readonly string[]> => {
    const at: string[] = [];
    const { read } = w.graph.secureScore;
    const secureScore = {
      ...w.ports.secureScore,
      read: () => {
        at.push(w.ports.now().toISOString());
        return read();
      },
    };
    const ports = { ...w.ports, secureScore };
    const settle = async (): Promise<void> => {
      await enqueueDue(ports);
      await carryOut(ports);
    };
    const set = async (to: Date): Promise<void> => {
      assert.ok(to.getTime() >= w.clock.at, 'the clock went back');
      w.clock.at = to.getTime();
    };
    await advance(ports, { settle }, set, new Date(target));
    return at;
  };

  describe('the daily reading', () => {
    it('is taken once a day, from nine o’clock on', async () => {
      await begin('2026-11-23T08:59:59.999Z');
      await look();
      assert.equal(reads(), 0);
      w.clock.at += 1;
      await look();
      await look();
      assert.equal(reads(), 1);
      w.clock.at += 14 * hour;
      await look();
      assert.equal(reads(), 1);
      w.clock.at += 10 * hour;
      await look();
      assert.equal(reads(), 2);
    });

    it('is taken late where nobody was there, and once for all days that were missed', async () => {
      await begin('2026-11-23T22:00:00Z');
      await look();
      assert.equal(reads(), 1);
      w.clock.at += 12 * day;
      await look();
      await look();
      assert.equal(reads(), 2);
    });

    it('is taken once by however many look', async () => {
      await begin('2026-11-23T10:00:00Z');
      await Promise.all([look(), look(), look()]);
      assert.equal(reads(), 1);
    });

    it('is taken at nine on the wall, in summer and in winter', async () => {
      await begin('2026-10-24T00:00:00Z', 'Europe/Berlin');
      assert.deepEqual(await until('2026-10-27T00:00:00Z'), [
        '2026-10-24T07:00:00.000Z',
        '2026-10-25T08:00:00.000Z',
        '2026-10-26T08:00:00.000Z',
        '2026-10-27T00:00:00.000Z',
      ]);
    });

    for (const [zone, at, first] of [
      ['Pacific/Kiritimati', '19:00:00.000Z', 23],
      ['Pacific/Marquesas', '18:30:00.000Z', 23],
      ['Asia/Kathmandu', '03:15:00.000Z', 24],
    ] as const)
      it(`is taken at nine far from Greenwich: ${zone}`, async () => {
        await begin('2026-11-23T12:00:00Z', zone);
        // Where it is past nine already, it is taken now.
        await look();
        assert.equal(reads(), first - 23);
        const expected = [0, 1, 2].map((n) => `2026-11-${String(first + n)}T${at}`);
        const last = '2026-11-26T12:00:00.000Z';
        assert.deepEqual(await until(last), [...expected, last]);
      });
  });

  it('is what comes first: an effect that waits, or the reading', async () => {
    await begin('2026-11-23T10:00:00Z');
    assert.equal((await nextInstant(w.ports)).toISOString(), '2026-11-24T09:00:00.000Z');
    const soon = new Date('2026-11-23T11:11:00Z');
    await w.store.arm([{ kind: 'readControls', day: 'x' }], soon);
    assert.deepEqual(await nextInstant(w.ports), soon);
    await w.store.arm([{ kind: 'syncControl', controlId: 'x' }], new Date('2026-12-23T11:11:00Z'));
    assert.deepEqual(await nextInstant(w.ports), soon);
  });

  describe('on the way to another instant', () => {
    it('runs at its own time, in order, and ends with a reading', async () => {
      await begin('2026-11-23T10:00:00Z');
      w.graph.state.ignoresWrites = true;
      const acceptance = await w.approved();
      w.graph.readings.splice(0);
      const reading = await until('2026-11-24T10:00:00Z');
      assert.deepEqual(reading, [
        '2026-11-23T10:00:00.000Z',
        '2026-11-24T09:00:00.000Z',
        '2026-11-24T10:00:00.000Z',
      ]);
      const seconds = w.graph.readings.slice(0, 6).map((at) => at.toISOString().slice(11, 19));
      assert.deepEqual(seconds, [
        '10:00:00',
        '10:00:00',
        '10:00:02',
        '10:00:10',
        '10:00:30',
        '10:01:00',
      ]);
      const sorted = w.graph.readings.map(Number);
      assert.deepEqual(
        sorted,
        sorted.toSorted((a, b) => a - b),
      );
      assert.equal((await w.find(acceptance)).state, 'Approved');
      assert.equal(w.clock.at, Date.parse('2026-11-24T10:00:00Z'));
    });

    it('does not go back, and reads where it stands', async () => {
      await begin('2026-11-23T08:00:00Z');
      assert.deepEqual(await until('2026-11-23T07:00:00Z'), ['2026-11-23T08:00:00.000Z']);
      assert.equal(w.clock.at, Date.parse('2026-11-23T08:00:00Z'));
    });

    it('comes to an end, whatever is never done', async () => {
      await begin('2026-11-23T10:00:00Z');
      await w.approved({}, undefined, { controlId: device.id });
      await w.approved();
      w.graph.state.writes = { ok: false, trouble: 'throttled', retryAfterMs: 0 };
      w.graph.state.reads = { ok: false, trouble: 'unavailable', retryAfterMs: 1_000 };
      w.teams.unreachable.add('eve');
      await until('2026-11-30T10:00:00Z');
      assert.equal(w.clock.at, Date.parse('2026-11-30T10:00:00Z'));
      const { callCount } = w.graph.secureScore.write;
      assert.ok(callCount > 10 && callCount < 60, String(callCount));
    });

    it('goes past what is due and never taken', async () => {
      await begin('2026-11-23T10:00:00Z');
      const stuck = new Date('2026-11-23T10:00:00Z');
      const moves: string[] = [];
      const set = async (to: Date): Promise<void> => {
        w.clock.at = to.getTime();
        moves.push(to.toISOString());
      };
      const settle = async (): Promise<void> => undefined;
      const ports = { ...w.ports, store: { ...w.store, nextDue: async () => stuck } };
      await advance(ports, { settle }, set, new Date('2026-11-25T10:00:00Z'));
      assert.deepEqual(moves, [
        '2026-11-24T09:00:00.000Z',
        '2026-11-25T09:00:00.000Z',
        '2026-11-25T10:00:00.000Z',
      ]);
    });

    it('does what is asked for meanwhile before it goes on', async () => {
      await begin('2026-11-23T10:00:00Z');
      const done: string[] = [];
      let asked: Date | undefined = w.ports.now();
      const nextDue = async () => asked;
      const settle = async (): Promise<void> => {
        if (done.push(w.ports.now().toISOString()) > 1) asked = undefined;
      };
      const set = async (to: Date): Promise<void> => {
        w.clock.at = to.getTime();
      };
      const ports = { ...w.ports, store: { ...w.store, nextDue } };
      await advance(ports, { settle }, set, new Date('2026-11-23T11:00:00Z'));
      const [at, to] = ['2026-11-23T10:00:00.000Z', '2026-11-23T11:00:00.000Z'];
      assert.deepEqual(done, [at, at, to]);
    });
  });
});
