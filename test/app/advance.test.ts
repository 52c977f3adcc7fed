import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'mocha';
import { advance } from '../../src/app/advance.ts';
import type { Ports } from '../../src/app/ports.ts';
import { enqueueDue } from '../../src/app/schedule.ts';
import { measured, snapshot } from '../domain/days.ts';
import { device, hour, minute, type World, world } from '../support/world.ts';
import { moved } from './moving.ts';

describe('on the way to another instant', () => {
  let w: World;
  const begin = async (now: string): Promise<void> => {
    w = await world({ now });
    w.graph.secureScore.read.resetHistory();
  };
  afterEach(() => w.end());

  const look = async (): Promise<void> => {
    await enqueueDue(w.ports);
    await w.settle();
  };
  const until = (target: string, others: Partial<Ports> = {}) => moved(w, target, others);

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
    w.clock.at += minute;
    assert.deepEqual(await until('2026-11-23T07:00:00Z'), ['2026-11-23T08:01:00.000Z']);
    assert.equal(w.clock.at, Date.parse('2026-11-23T08:01:00Z'));
  });

  it('reads once where it arrives at nine', async () => {
    await begin('2026-11-23T10:00:00Z');
    await look();
    const nine = (day: number) => `2026-11-${String(day)}T09:00:00.000Z`;
    assert.deepEqual(await until(nine(25)), [nine(24), nine(25)]);
    assert.equal(w.graph.secureScore.days.callCount, 3);
  });

  it('has the newest day on record where it arrives, and has looked for alerts in each', async () => {
    await begin('2026-11-23T10:00:00Z');
    const days = [23, 24, 25].map((day) => `2026-11-${String(day)}`);
    const checked: (string | undefined)[] = [];
    const store = {
      ...w.store,
      saveCheck: async (...[check, effects]: Parameters<typeof w.store.saveCheck>) => {
        checked.push(check.day);
        return w.store.saveCheck(check, effects);
      },
    };
    w.graph.setDays(...days.map((day) => snapshot(day, measured('mfa'))));
    // Graph has no day before it has passed six in the morning of it.
    const { days: held } = w.graph.secureScore;
    const secureScore = {
      ...w.graph.secureScore,
      days: async (since: string | undefined) => {
        const answer = await held(since);
        const newest = new Date(w.clock.at - 6 * hour).toISOString().slice(0, 10);
        return answer.ok
          ? { ...answer, value: answer.value.filter(({ day }) => day <= newest) }
          : answer;
      },
    };
    await until('2026-11-25T07:00:00Z', { store, secureScore });
    assert.deepEqual(checked, days);
    assert.equal((await w.store.dayAt('2026-12-31'))?.day, days[2]);
  });

  it('asks again where Graph does not answer where it arrives', async () => {
    await begin('2026-11-23T10:00:00Z');
    await look();
    w.graph.state.days = { ok: false, trouble: 'unavailable' };
    await until('2026-11-23T11:00:00Z');
    assert.equal((await w.store.pending('snapshot:start'))?.lastError, 'unavailable');
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
