import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { answer } from '../../src/app/answer.ts';
import { type World, eve } from '../support/world.ts';
import { control } from '../domain/examples.ts';
import { cards, check, type Day, days, recommended, snapshot, watching } from './alert-world.ts';

/** Microsoft gives it another id and leaves it its title. */
const renamed = control({ id: 'MFA2', title: 'Turn mfa on', maxScore: 10 });

describe('a recommendation that was out of scope', () => {
  let w: World;
  const on = (day: number, others: Day = {}) => snapshot(`2026-11-${String(day)}`, others);
  const regressed = async () => {
    const asked = { ask: 'regressed', period: { kind: 'this', unit: 'week' } } as const;
    const told = await answer(w.ports, asked, { person: eve, texts: false });
    assert(told.is === 'regressed');
    return told.changes.map(({ control: { key }, points }) => `${key} ${String(points)}`);
  };
  beforeEach(async () => {
    w = await watching({ controls: [...recommended, renamed] });
    await days(w, on(10), on(20));
  });
  afterEach(() => w.end());

  it('for a day, and is no longer complete, is said', async () => {
    await days(w, on(21, { mfa: null }), on(22, { mfa: 4 }));
    assert.deepEqual(cards(w), ['#1 2026-11-22 mfa']);
    assert.deepEqual(await regressed(), ['mfa -6']);
    const change = w.teams.channel[0]?.alert?.comparison.changes[0];
    assert.deepEqual([change?.before.points, change?.after.points], [10, 4]);
  });

  it('for days, and is no longer complete, is said', async () => {
    await days(w, on(21, { mfa: null }), on(22, { mfa: null }), on(28, { mfa: null }));
    assert.deepEqual(cards(w), []);
    await days(w, on(29, { mfa: 0 }), on(30, { mfa: 0 }));
    assert.deepEqual(cards(w), ['#1 2026-11-29 mfa']);
    assert.deepEqual(await regressed(), ['mfa -10']);
  });

  it('and comes back complete is not said', async () => {
    await days(w, on(21, { mfa: null }), on(22));
    assert.deepEqual(cards(w), []);
  });

  it('and comes back by a measurement too old to say is said when a fresh one confirms it', async () => {
    await days(w, on(21, { mfa: null }), on(22, { mfa: { old: 0 } }));
    assert.deepEqual(cards(w), []);
    assert.deepEqual(await regressed(), []);
    await days(w, on(23, { mfa: 0 }));
    assert.deepEqual(cards(w), ['#1 2026-11-23 mfa']);
  });

  it('and comes back without what we accepted is not said', async () => {
    await days(w, on(21, { mfa: null }));
    await w.approved({}, undefined, { controlId: 'mfa' });
    await w.settle();
    await days(w, on(22, { mfa: 0 }));
    assert.deepEqual(cards(w), []);
  });

  it('and of which a person set the status while it was away, is said with that', async () => {
    await days(w, on(21, { mfa: null }));
    w.graph.setByHand('mfa', 'Ignored');
    await days(w, on(22, { mfa: null }), snapshot('2026-12-20', { mfa: 0 }));
    assert.deepEqual(cards(w), ['#1 2026-12-20 mfa']);
    assert.equal(w.teams.channel[0]?.alert?.comparison.changes[0]?.cause, 'status');
  });

  describe('closes its alert, which', () => {
    beforeEach(async () => {
      await days(w, on(21, { mfa: 0 }), on(22, { mfa: null }));
      assert.deepEqual(cards(w).at(-1), 'update of #1 2026-11-21 mfa back over');
      assert.equal((await w.store.alert('2026-11-21'))?.causes[0]?.how, 'left');
      w.quiet();
    });

    it('is open again on the same card when it comes back without its points', async () => {
      await days(w, on(23, { mfa: null }), on(24, { mfa: 3 }), on(25, { mfa: 3 }));
      const alert = await w.store.alert('2026-11-21');
      assert.equal(alert?.clearedAt, null);
      assert.deepEqual(alert.causes, [
        { kind: 'control', key: 'mfa', points: 10, clearedOn: null },
      ]);
      assert.deepEqual(await w.store.openAlerts(), [alert]);
      assert.deepEqual(await w.store.leftAlerts(), []);
      assert.deepEqual(cards(w), ['update of #1 2026-11-21 mfa']);
      await days(w, on(26));
      assert.deepEqual(cards(w).at(-1), 'update of #1 2026-11-21 mfa back over');
    });

    it('says that it has recovered when it comes back complete, and is another after that', async () => {
      await days(w, on(23));
      assert.equal((await w.store.alert('2026-11-21'))?.causes[0]?.how, 'complete');
      w.quiet();
      await days(w, on(24, { mfa: 0 }));
      assert.deepEqual(cards(w), ['#1 2026-11-24 mfa']);
    });

    it('stays closed while it does not come back', async () => {
      await days(w, on(23, { mfa: null }), on(24, { mfa: null }));
      assert.deepEqual(cards(w), []);
      assert.equal((await w.store.leftAlerts()).length, 1);
    });

    it('is not raised beside it where it was complete between two looks', async () => {
      await w.store.saveSnapshots([on(23)]);
      await days(w, on(24, { mfa: 0 }));
      assert.deepEqual(
        (await w.store.openAlerts()).map(({ id }) => id),
        ['2026-11-21'],
      );
    });
  });

  describe('under its id, as it has another now,', () => {
    const former = { mfa: null };

    it('is said where it lost points', async () => {
      await days(w, on(21, { ...former, mfa2: 2 }));
      assert.deepEqual(cards(w), ['#1 2026-11-21 mfa2']);
      assert.deepEqual(await regressed(), ['mfa2 -8']);
    });

    it('is said where it lost points while it had none', async () => {
      await days(w, on(21, former), on(22, former), on(23, { ...former, mfa2: 2 }));
      assert.deepEqual(cards(w), ['#1 2026-11-23 mfa2']);
      assert.deepEqual(await regressed(), ['mfa2 -8']);
    });

    it('is not said where it lost none', async () => {
      await days(w, on(21, { ...former, mfa2: 10 }), on(22, { ...former, mfa2: 10 }));
      assert.deepEqual(cards(w), []);
    });

    it('keeps its alert open until it is complete', async () => {
      await days(w, on(21, { mfa: 0 }), on(22, { ...former, mfa2: 0 }));
      assert.deepEqual(cards(w), ['#1 2026-11-21 mfa']);
      await days(w, on(23, { ...former, mfa2: 10 }));
      assert.deepEqual(cards(w).at(-1), 'update of #1 2026-11-21 mfa back over');
    });

    it('opens its alert again when it comes without its points', async () => {
      await days(w, on(21, { mfa: 0 }), on(22, former), on(23, { ...former, mfa2: 0 }));
      assert.deepEqual(cards(w), [
        '#1 2026-11-21 mfa',
        'update of #1 2026-11-21 mfa back over',
        'update of #1 2026-11-21 mfa',
      ]);
      await check(w.ports, '2026-11-23');
      assert.equal((await w.store.openAlerts()).length, 1);
    });
  });
});
