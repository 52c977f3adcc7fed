import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { viewFor } from '../../src/app/acceptance-view.ts';
import { carryOut } from '../../src/app/carry-out.ts';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { day, discovery, eve, hour, max, mia, type World, world } from '../support/world.ts';

describe('somebody who cannot be reached', () => {
  let w: World;
  let acceptance: Acceptance;
  beforeEach(async () => {
    w = await world();
    w.teams.unreachable.add(mia.id);
    acceptance = await w.propose();
    await w.settle();
  });
  afterEach(() => w.end());

  const calls = () => w.teams.channel.filter(({ mention }) => mention);

  it('is called up in the channel, without a word of what it is about', () => {
    const [call, ...more] = calls();
    assert.equal(call?.mention, mia.id);
    assert.deepEqual(more, []);
    for (const secret of [acceptance.id, discovery.title, discovery.id, 'Eve'])
      assert.ok(!call.text.includes(secret), secret);
  });

  it('does not keep others from getting theirs, who see who is missing', async () => {
    assert.equal(w.cards(max).length, 1);
    const { unreachable } = await viewFor(w.ports, acceptance, max);
    assert.deepEqual(unreachable, ['Mia']);
  });

  it('is called up once a day, whatever waits for them', async () => {
    await w.propose({}, eve, { controlId: 'SmallOne' });
    await w.settle();
    await w.later(13 * hour);
    assert.equal(calls().length, 1);
    await w.later(11 * hour);
    assert.equal(calls().length, 2);
    await w.later(day);
    assert.equal(calls().length, 3);
  });

  it('gets everything at once when they come', async () => {
    const other = await w.propose({}, eve, { controlId: 'SmallOne' });
    await w.settle();
    w.teams.unreachable.clear();
    await w.later(hour);
    assert.deepEqual(w.cards(mia), []);
    await w.store.rearmPerson(mia.id, w.ports.now());
    await w.settle();
    const ids = w.cards(mia).map(({ view }) => view?.acceptance.id);
    assert.deepEqual(ids.toSorted(), [acceptance.id, other.id]);
    await w.later(2 * day);
    assert.equal(w.cards(mia).length, 2);
    assert.equal(calls().length, 1);
  });

  it('gets nothing late that is no longer theirs', async () => {
    await w.reject(acceptance, max);
    await w.settle();
    w.teams.unreachable.clear();
    await w.store.rearmPerson(mia.id, w.ports.now());
    await w.settle();
    assert.deepEqual(w.cards(mia), []);
  });

  it('is not called up where they can be reached by then, or have left', async () => {
    await w.store.arm([{ kind: 'callUp', personId: max.id, day: 'x' }], w.ports.now());
    await w.store.arm([{ kind: 'callUp', personId: 'gone', day: 'x' }], w.ports.now());
    await w.settle();
    assert.equal(calls().length, 1);
    assert.equal(await w.store.pending('call:gone:x'), undefined);
  });

  it('is called up later where the directory does not answer now', async () => {
    await w.store.arm([{ kind: 'callUp', personId: mia.id, day: 'x' }], w.ports.now());
    const recent = async () => ({ ok: false as const, why: 'unreachable' as const });
    await carryOut({ ...w.ports, directory: { ...w.ports.directory, recent } });
    assert.equal(calls().length, 1);
    await w.later(30_000);
    assert.equal(calls().length, 2);
  });

  it('is told later what a step came to', async () => {
    w.teams.unreachable.add(eve.id);
    await w.reject(acceptance, max);
    await w.settle();
    assert.ok(calls().some(({ mention }) => mention === eve.id));
    w.teams.unreachable.clear();
    await w.store.rearmPerson(eve.id, w.ports.now());
    await w.settle();
    assert.match(w.told(eve)[0]?.text ?? '', /rejected by Max/);
  });
});
