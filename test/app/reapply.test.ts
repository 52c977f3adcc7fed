import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { viewFor } from '../../src/app/acceptance-view.ts';
import { discovery, done, eve, hour, minute } from '../support/world.ts';
import { drifting, type DriftWorld } from './drift-world.ts';

const { id } = discovery;

describe('re-applying', () => {
  let w: DriftWorld;
  beforeEach(async () => {
    w = await drifting();
  });
  afterEach(() => w.end());

  it('writes again what was decided, once, and ends the finding', async () => {
    const acceptance = await w.active();
    w.graph.setByHand(id, 'Default');
    await w.look();
    done(await w.press(acceptance, 'reapply', eve));
    await w.settle();
    await w.later(hour);
    assert.equal(w.graph.writes.length, 2);
    assert.deepEqual(await w.open(), []);
    assert.equal(w.driftCard(eve)?.finding.endState, 'Ignored');
  });

  it('does not overwrite what somebody sets after the press: that is another finding', async () => {
    const acceptance = await w.active();
    w.graph.setByHand(id, 'Default');
    await w.look();
    done(await w.press(acceptance, 'reapply', eve));
    w.clock.at += minute;
    w.graph.setByHand(id, 'ThirdParty');
    await w.settle();
    await w.later(hour);
    assert.equal(w.graph.writes.length, 1);
    assert.deepEqual(await w.open(), [`changed ${id} ${acceptance.id}`]);
    assert.deepEqual(w.driftCard(eve)?.acts, ['reapply', 'proposeOther']);
  });

  it('is late two days after it was asked for, however long ago the decision was', async () => {
    const acceptance = await w.active();
    w.clock.at += 72 * hour;
    w.graph.setByHand(id, 'Default');
    await w.look();
    w.graph.state.writes = { ok: false, trouble: 'unavailable' };
    done(await w.press(acceptance, 'reapply', eve));
    const isLate = async () => (await viewFor(w.ports, acceptance, eve)).sync.late;
    assert.equal(await isLate(), false);
    w.clock.at += 49 * hour;
    assert.equal(await isLate(), true);
  });

  it('shows what stands in the way', async () => {
    const acceptance = await w.active();
    w.graph.setByHand(id, 'Default');
    await w.look();
    w.graph.state.writes = { ok: false, trouble: 'forbidden' };
    done(await w.press(acceptance, 'reapply', eve));
    await w.settle();
    await w.settle();
    assert.deepEqual(
      [w.driftCard(eve)?.asked?.what, w.driftCard(eve)?.asked?.trouble],
      ['reapply', 'forbidden'],
    );
  });
});
