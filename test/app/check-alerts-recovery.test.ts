import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { readControls } from '../../src/app/read-controls.ts';
import { type World } from '../support/world.ts';
import { cards, check, days, snapshot, watching } from './alert-world.ts';

describe('an alert in the channel', () => {
  let w: World;
  beforeEach(async () => {
    w = await watching();
    await days(w, snapshot('2026-11-23'));
  });
  afterEach(() => w.end());

  it('is cleared on the same card when its recommendation is complete again', async () => {
    await days(w, snapshot('2026-11-24', { mfa: 0 }));
    await days(w, snapshot('2026-11-25', { mfa: 9 }));
    assert.deepEqual(cards(w), ['#1 2026-11-24 mfa']);
    await days(w, snapshot('2026-11-26'));
    assert.deepEqual(cards(w), ['#1 2026-11-24 mfa', 'update of #1 2026-11-24 mfa back over']);
    const alert = await w.store.alert('2026-11-24');
    assert.equal(alert?.causes[0]?.clearedOn, '2026-11-26');
    assert.equal(alert.clearedAt, w.ports.now().toISOString());
    assert.deepEqual(await w.store.openAlerts(), []);
  });

  it('tells on its card how the score stands now, as long as it is open', async () => {
    await days(w, snapshot('2026-11-24', { mfa: 0 }), snapshot('2026-11-25', { mfa: 1 }));
    const shown = w.teams.channel.map(({ alert, update }) => [alert?.now.day, update ?? false]);
    assert.deepEqual(shown, [
      ['2026-11-24', false],
      ['2026-11-25', true],
    ]);
  });

  it('is cleared once', async () => {
    await days(w, snapshot('2026-11-24', { mfa: 0 }), snapshot('2026-11-25'));
    w.quiet();
    await days(w, snapshot('2026-11-25'), snapshot('2026-11-26'));
    assert.deepEqual(cards(w), []);
  });

  it('is another when it falls again', async () => {
    await days(w, snapshot('2026-11-24', { mfa: 0 }), snapshot('2026-11-25'));
    w.quiet();
    await days(w, snapshot('2026-11-26', { mfa: 0 }));
    assert.deepEqual(cards(w), ['#1 2026-11-26 mfa']);
  });

  it('says what of it has recovered while the rest has not', async () => {
    await days(w, snapshot('2026-11-24', { mfa: 0, dlp: 0 }), snapshot('2026-11-25', { dlp: 0 }));
    assert.deepEqual(cards(w).at(-1), 'update of #1 2026-11-24 dlp mfa back');
    await days(w, snapshot('2026-11-26', { mfa: 0 }));
    assert.deepEqual(cards(w).slice(2).toSorted(), [
      '#2 2026-11-26 mfa',
      'update of #1 2026-11-24 dlp back mfa back over',
    ]);
  });

  it('is not cleared by a measurement that is too old to say', async () => {
    await days(w, snapshot('2026-11-24', { mfa: 0 }), snapshot('2026-11-25', { mfa: { old: 10 } }));
    assert.equal(cards(w).length, 1);
    await days(w, snapshot('2026-11-26'));
    assert.deepEqual(cards(w).at(-1), 'update of #1 2026-11-24 mfa back over');
  });

  it('is judged by the day that is looked at, not by those behind it', async () => {
    await days(w, snapshot('2026-11-24', { mfa: 0 }));
    await w.store.saveSnapshots([snapshot('2026-11-25', { mfa: 0 }), snapshot('2026-11-26')]);
    await check(w.ports, '2026-11-25');
    assert.equal((await w.store.openAlerts()).length, 1);
  });

  it('is cleared when Microsoft no longer measures its recommendation', async () => {
    await days(w, snapshot('2026-11-24', { mfa: 0 }), snapshot('2026-11-25', { mfa: null }));
    assert.deepEqual(cards(w).at(-1), 'update of #1 2026-11-24 mfa back over');
  });

  it('is cleared by an acceptance of ours, though there are no new data', async () => {
    await days(w, snapshot('2026-11-24', { mfa: 0 }));
    await w.approved({}, undefined, { controlId: 'mfa' });
    await w.settle();
    await readControls(w.ports);
    await check(w.ports, '2026-11-24');
    await w.settle();
    assert.deepEqual(cards(w), ['#1 2026-11-24 mfa', 'update of #1 2026-11-24 mfa back over']);
  });

  it('is not cleared by a person’s acceptance in the portal', async () => {
    await days(w, snapshot('2026-11-24', { mfa: 0 }));
    w.graph.setByHand('mfa', 'Ignored');
    await days(w, snapshot('2026-11-25', { mfa: 0 }));
    assert.equal((await w.store.openAlerts()).length, 1);
  });

  describe('of a fall of the score', () => {
    it('is cleared when the score is back', async () => {
      await days(w, snapshot('2026-11-24', { rest: 750 }), snapshot('2026-11-25', { rest: 775 }));
      assert.equal(cards(w).length, 1);
      await days(w, snapshot('2026-11-26', { rest: 774, neu: 10 }));
      assert.deepEqual(cards(w).at(-1), 'update of #1 2026-11-24 drop back over');
    });

    it('is cleared when all that fell is back, though Microsoft has added recommendations', async () => {
      await days(w, snapshot('2026-11-24', { rest: 750 }));
      await days(w, snapshot('2026-11-25', { neu: 0 }));
      assert.deepEqual(cards(w).at(-1), 'update of #1 2026-11-24 drop back over');
    });

    it('is not cleared by the little that fell beside what Microsoft added', async () => {
      const added = { n1: 0, n2: 0, n3: 0, n4: 0 };
      await days(w, snapshot('2026-11-24', { ...added, safe: 3 }));
      assert.deepEqual(cards(w), ['#1 2026-11-24 drop']);
      await days(w, snapshot('2026-11-25', added));
      assert.equal((await w.store.openAlerts()).length, 1);
      await days(w, snapshot('2026-11-26', { ...added, rest: 808 }));
      assert.deepEqual(cards(w).at(-1), 'update of #1 2026-11-24 drop back over');
      assert.equal((await w.store.alert('2026-11-24'))?.causes[0]?.how, 'level');
    });

    it('is not cleared by a person’s acceptance in the portal', async () => {
      await days(w, snapshot('2026-11-24', { rest: 750 }));
      w.graph.setByHand('rest', 'Ignored');
      await days(w, snapshot('2026-11-25', { rest: 0 }));
      assert.deepEqual(
        (await w.store.openAlerts()).map(({ id }) => id),
        ['2026-11-24', '2026-11-25'],
      );
    });

    it('is cleared when the score would be back without what we decided meanwhile', async () => {
      await days(w, snapshot('2026-11-24', { rest: 750 }));
      await w.approved({}, undefined, { controlId: 'dlp' });
      await w.settle();
      await days(w, snapshot('2026-11-25', { rest: 770, dlp: 0 }));
      assert.equal(cards(w).length, 1);
      await days(w, snapshot('2026-11-26', { rest: 774, dlp: 0, neu: 10 }));
      assert.deepEqual(cards(w).at(-1), 'update of #1 2026-11-24 drop back over');
    });
  });
});

describe('a baseline', () => {
  let w: World;
  const start = async (baselinePercent: number) => {
    w = await watching({ policy: { baselinePercent } });
  };
  afterEach(() => w.end());

  it('is looked at from the first day on; said once, and cleared at the baseline', async () => {
    await start(83);
    await days(
      w,
      snapshot('2026-11-23'),
      snapshot('2026-11-24'),
      snapshot('2026-11-25', { rest: 790 }),
    );
    assert.deepEqual(cards(w), ['#1 2026-11-23 baseline']);
    await days(w, snapshot('2026-11-26', { rest: 806 }));
    assert.deepEqual(cards(w).slice(1), ['update of #1 2026-11-23 baseline back over']);
  });

  it('that our own decision puts the score under is remembered, and not said', async () => {
    await start(81.5);
    await days(w, snapshot('2026-11-23'));
    await w.approved({}, undefined, { controlId: 'mfa' });
    await w.settle();
    await days(w, snapshot('2026-11-24', { mfa: 0 }), snapshot('2026-11-25', { mfa: 0 }));
    assert.deepEqual(
      (await w.store.openAlerts()).map(({ id, quiet }) => [id, quiet]),
      [['2026-11-24', true]],
    );
    const asked = await w.db.selectFrom('outbox').select('key').execute();
    assert.ok(asked.every(({ key }) => !key.startsWith('alert:')));
    await days(w, snapshot('2026-11-26', { mfa: 0, rest: 801 }));
    assert.deepEqual(await w.store.openAlerts(), []);
    assert.deepEqual(cards(w), []);
  });

  it('is remembered beside what is said of the same day', async () => {
    await start(81.5);
    await days(w, snapshot('2026-11-23'));
    await w.approved({}, undefined, { controlId: 'mfa' });
    await w.settle();
    await days(w, snapshot('2026-11-24', { mfa: 0, dlp: 9.9 }));
    assert.deepEqual(cards(w), ['#1 2026-11-24 dlp']);
    assert.deepEqual(
      (await w.store.openAlerts()).map(({ id, quiet }) => [id, quiet]),
      [
        ['2026-11-24', false],
        ['2026-11-24-2', true],
      ],
    );
  });

  it('is said when what was lost since would be worth an alert', async () => {
    await start(81.5);
    await days(w, snapshot('2026-11-23'));
    await w.approved({}, undefined, { controlId: 'mfa' });
    await w.settle();
    await days(
      w,
      snapshot('2026-11-24', { mfa: 0 }),
      snapshot('2026-11-25', { mfa: 0, rest: 757 }),
    );
    assert.deepEqual(cards(w), []);
    await days(w, snapshot('2026-11-26', { mfa: 0, rest: 755 }));
    assert.deepEqual(cards(w), ['#1 2026-11-26 baseline']);
  });

  it('that changes ends what was said of the old one', async () => {
    await start(83);
    await days(w, snapshot('2026-11-23'));
    const changed = w.with({ policy: { ...w.ports.policy, baselinePercent: 82.5 } });
    const ports = { ...w.ports, policy: { ...w.ports.policy, baselinePercent: 82.5 } };
    await w.store.saveSnapshots([snapshot('2026-11-24')]);
    await check(ports, '2026-11-24');
    await changed.settle();
    assert.deepEqual(cards(w).toSorted(), [
      '#1 2026-11-23 baseline',
      '#2 2026-11-24 baseline',
      'update of #1 2026-11-23 baseline back over',
    ]);
  });

  it('that is new is looked at with the next data', async () => {
    w = await watching();
    await days(w, snapshot('2026-11-23'));
    const ports = { ...w.ports, policy: { ...w.ports.policy, baselinePercent: 90 } };
    await check(ports, '2026-11-23');
    assert.deepEqual(await w.store.openAlerts(), []);
    await w.store.saveSnapshots([snapshot('2026-11-24')]);
    await check(ports, '2026-11-24');
    assert.equal((await w.store.openAlerts()).length, 1);
  });

  it('of nobody says nothing', async () => {
    w = await watching();
    await days(w, snapshot('2026-11-23', { rest: 0 }));
    assert.deepEqual(cards(w), []);
  });
});
