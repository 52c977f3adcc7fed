import { checked } from '../support/checked.ts';
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { checkAlerts } from '../../src/app/check-alerts.ts';
import type { Store } from '../../src/app/ports.ts';
import { readControls } from '../../src/app/read-controls.ts';
import { plusDays } from '../../src/domain/calendar.ts';
import { cards, check, days, snapshot, watching } from './alert-world.ts';
import type { World } from '../support/world.ts';

describe('looking for what deserves an alert', () => {
  let w: World;
  beforeEach(async () => {
    w = await watching();
  });
  afterEach(() => w.end());

  describe('says in the channel that', () => {
    it('a recommendation of High risk reduction is no longer complete', async () => {
      await days(w, snapshot('2026-11-23'), snapshot('2026-11-24', { mfa: 0 }));
      assert.deepEqual(cards(w), ['#1 2026-11-24 mfa']);
    });

    it('it is complete only in part', async () => {
      await days(w, snapshot('2026-11-23'), snapshot('2026-11-24', { mfa: 9.9 }));
      assert.deepEqual(cards(w), ['#1 2026-11-24 mfa']);
    });

    it('a person gave it another status', async () => {
      await days(w, snapshot('2026-11-23'));
      w.graph.setByHand('mfa', 'Ignored');
      await days(w, snapshot('2026-11-24', { mfa: 0 }));
      assert.deepEqual(cards(w), ['#1 2026-11-24 mfa']);
      const change = w.teams.channel[0]?.alert?.comparison.changes[0];
      assert.equal(change?.cause, 'status');
    });

    it('the score fell by more than the threshold', async () => {
      await days(w, snapshot('2026-11-23'), snapshot('2026-11-24', { rest: 755 }));
      assert.deepEqual(cards(w), ['#1 2026-11-24 drop']);
    });

    it('several things happened, on one card', async () => {
      await days(w, snapshot('2026-11-23'), snapshot('2026-11-24', { mfa: 0, dlp: 5, rest: 755 }));
      assert.deepEqual(cards(w), ['#1 2026-11-24 mfa dlp drop']);
    });
  });

  it('looks at no past on the first day', async () => {
    await w.store.saveSnapshots([snapshot('2026-11-22'), snapshot('2026-11-23', { mfa: 0 })]);
    await days(w, snapshot('2026-11-23', { mfa: 0 }));
    assert.deepEqual(cards(w), []);
    assert.equal(await w.store.checkedDay(), '2026-11-23');
  });

  it('does nothing without data', async () => {
    assert.equal(await checkAlerts(w.ports, '2026-11-23'), 'done');
    assert.equal(await w.store.checkedDay(), undefined);
  });

  it('says it once, however long it lasts', async () => {
    await days(w, snapshot('2026-11-23'));
    for (let n = 1; n <= 14; n++)
      await days(w, snapshot(plusDays('2026-11-23', n), { mfa: n % 2, rest: 740 }));
    assert.deepEqual(cards(w), ['#1 2026-11-24 mfa drop']);
  });

  it('says it again when the same falls much further than it was told of', async () => {
    await days(w, snapshot('2026-11-23'), snapshot('2026-11-24', { rest: 750 }));
    await days(w, snapshot('2026-11-25', { rest: 735 }), snapshot('2026-11-26', { rest: 765 }));
    assert.deepEqual(cards(w), ['#1 2026-11-24 drop']);
    await days(w, snapshot('2026-11-27', { rest: 735 }));
    assert.deepEqual(cards(w), ['#1 2026-11-24 drop']);
    await days(w, snapshot('2026-11-28', { rest: 100 }));
    assert.deepEqual(cards(w), ['#1 2026-11-24 drop', '#2 2026-11-28 drop']);
  });

  it('says it once when the data of a day come twice, and when it looks twice', async () => {
    await days(w, snapshot('2026-11-23'));
    await days(w, snapshot('2026-11-24', { mfa: 0 }), snapshot('2026-11-24', { mfa: 0 }));
    await check(w.ports, '2026-11-24');
    await check(w.ports, '2026-11-30');
    await w.settle();
    assert.deepEqual(cards(w), ['#1 2026-11-24 mfa']);
  });

  describe('says a fall once when Microsoft revises its day,', () => {
    const fall = { rest: 750 };
    const again = { ...fall, safe: 3.9 };
    beforeEach(() => days(w, snapshot('2026-11-23'), snapshot('2026-11-24', fall)));

    it('and that alone comes again', async () => {
      await days(w, snapshot('2026-11-24', again));
      assert.deepEqual(cards(w), ['#1 2026-11-24 drop']);
      assert.equal((await w.store.openAlerts()).length, 1);
    });

    it('and the next day comes along', async () => {
      await w.store.saveSnapshots([snapshot('2026-11-24', again)]);
      await days(w, snapshot('2026-11-25', again));
      assert.deepEqual(cards(w), ['#1 2026-11-24 drop']);
    });

    it('and it has recovered meanwhile', async () => {
      await days(w, snapshot('2026-11-25'), snapshot('2026-11-24', again));
      await check(w.ports, '2026-11-25');
      await w.settle();
      assert.deepEqual(cards(w), ['#1 2026-11-24 drop', 'update of #1 2026-11-24 drop back over']);
    });

    it('and says apart what else fell on it, and what fell after it', async () => {
      await w.store.saveSnapshots([snapshot('2026-11-24', { ...again, mfa: 0 })]);
      await days(w, snapshot('2026-11-25', { ...again, mfa: 0, rest: 720 }));
      assert.deepEqual(
        // Two cards of one check go out side by side.
        cards(w)
          .filter((one) => !one.startsWith('update'))
          .map((one) => one.replace(/^#\d /, ''))
          .toSorted(),
        ['2026-11-24 drop', '2026-11-25 mfa', '2026-11-25-2 drop'],
      );
    });
  });

  it('says a fall by Microsoft alone once when it revises that day', async () => {
    const added = { n1: 0, n2: 0, n3: 0, n4: 0 };
    await days(w, snapshot('2026-11-23'), snapshot('2026-11-24', added));
    await days(w, snapshot('2026-11-24', { ...added, safe: 3.9 }));
    assert.deepEqual(cards(w), ['#1 2026-11-24 drop']);
    await w.store.saveSnapshots([snapshot('2026-11-24', added)]);
    await days(w, snapshot('2026-11-25', { ...added, n5: 0, n6: 0, n7: 0, n8: 0 }));
    assert.deepEqual(
      cards(w).filter((one) => !one.startsWith('update')),
      ['#1 2026-11-24 drop', '#2 2026-11-25 drop'],
    );
    assert.equal((await w.store.alert('2026-11-25'))?.from, '2026-11-24');
  });

  it('says in one card what happened while it was off', async () => {
    await days(w, snapshot('2026-11-02'));
    await w.store.saveSnapshots([
      snapshot('2026-11-10', { mfa: 0 }),
      snapshot('2026-11-12', { mfa: 0, dlp: 0 }),
      snapshot('2026-11-14', { dlp: 0 }),
    ]);
    await days(w, snapshot('2026-11-23', { dlp: 0 }));
    assert.deepEqual(cards(w), ['#1 2026-11-23 dlp']);
    const { alert } = w.teams.channel[0]?.alert ?? {};
    assert.deepEqual([alert?.from, alert?.to], ['2026-11-02', '2026-11-23']);
  });

  describe('says nothing of', () => {
    /** From one day to the next. */
    const silent = async (
      before: Parameters<typeof snapshot>[1],
      after: Parameters<typeof snapshot>[1],
      maxima = {},
    ) => {
      await days(w, snapshot('2026-11-23', before), snapshot('2026-11-24', after, maxima));
      assert.deepEqual(cards(w), []);
      assert.deepEqual(await w.store.openAlerts(), []);
    };

    it('what is small', () => silent({}, { safe: 0 }));
    it('what was not complete', () => silent({ mfa: 9 }, { mfa: 0 }));
    it('a measurement that is too old', () => silent({}, { mfa: { old: 0 }, rest: { old: 700 } }));
    it('a new recommendation', () => silent({ mfa: null }, { mfa: 0 }));
    it('one that Microsoft no longer measures', () => silent({}, { mfa: null }));
    it('one that Microsoft finds worth less', () => silent({}, { mfa: 8 }, { mfa: 8 }));

    it('our own decision', async () => {
      await days(w, snapshot('2026-11-23'));
      const acceptance = await w.approved({}, undefined, { controlId: 'mfa' });
      await w.settle();
      assert.equal((await w.find(acceptance)).state, 'Active');
      await days(w, snapshot('2026-11-24', { mfa: 0 }));
      assert.deepEqual(cards(w), []);
    });

    it('our own decision whose points follow late', async () => {
      await days(w, snapshot('2026-11-23'));
      await w.approved({}, undefined, { controlId: 'mfa' });
      await w.settle();
      w.graph.setByHand('dlp', 'Ignored');
      await days(w, snapshot('2026-12-20'), snapshot('2026-12-21', { mfa: 0, dlp: 0 }));
      assert.deepEqual(cards(w), ['#1 2026-12-21 dlp']);
    });
  });

  it('says a fall that only an old measurement showed once a fresh one confirms it', async () => {
    await days(w, snapshot('2026-11-23'), snapshot('2026-11-24', { mfa: { old: 0 } }));
    assert.deepEqual(cards(w), []);
    await days(w, snapshot('2026-11-25', { mfa: 0 }));
    assert.deepEqual(cards(w), ['#1 2026-11-25 mfa']);
  });

  describe('an acceptance', () => {
    it('explains nothing before Secure Score shows it', async () => {
      await days(w, snapshot('2026-11-23'));
      w.graph.state.ignoresWrites = true;
      await w.approved({}, undefined, { controlId: 'mfa' });
      await days(w, snapshot('2026-11-24', { mfa: 0 }));
      assert.deepEqual(cards(w), ['#1 2026-11-24 mfa']);
    });

    it('explains nothing once Secure Score no longer describes its recommendation', async () => {
      await days(w, snapshot('2026-11-23'));
      await w.approved({}, undefined, { controlId: 'mfa' });
      await w.settle();
      w.graph.remove('mfa');
      await days(w, snapshot('2026-12-20'), snapshot('2026-12-21', { mfa: 0 }));
      assert.deepEqual(cards(w), ['#1 2026-12-21 mfa']);
    });

    it('explains no fall after its end: To address gives points back', async () => {
      const acceptance = await w.approved({}, undefined, { controlId: 'mfa' });
      await w.settle();
      await days(w, snapshot('2026-11-23', { mfa: 0 }));
      w.clock.at += 60_000;
      await w.revoke(await w.find(acceptance));
      await w.settle();
      await days(w, snapshot('2026-11-24'));
      w.quiet();
      await days(w, snapshot('2026-11-25', { mfa: 0 }));
      assert.deepEqual(cards(w), ['#1 2026-11-25 mfa']);
    });

    it('explains no fall where it asks for all points', async () => {
      const thirdParty = { treatment: 'thirdParty', evidence: 'https://contoso.example/proof' };
      await w.approved(thirdParty, undefined, { controlId: 'mfa' });
      await w.settle();
      w.clock.at = Date.parse('2026-12-20T10:00:00Z');
      await days(w, snapshot('2026-12-20'), snapshot('2026-12-21', { mfa: 0 }));
      assert.deepEqual(cards(w), ['#1 2026-12-21 mfa']);
    });

    it('explains nothing when it is for a part of the tenant', async () => {
      await days(w, snapshot('2026-11-23'));
      await w.approved({}, undefined, { controlId: 'mfa' });
      await w.settle();
      await w.store.saveSnapshots([snapshot('2026-12-20')]);
      await check(w.ports, '2026-12-20');
      await readControls(w.ports);
      await w.store.saveSnapshots([snapshot('2026-12-21', { mfa: 0 })]);
      const list: Store['list'] = async (filter) =>
        (await w.store.list(filter)).map((one) => ({ ...one, scope: 'partial' }));
      await check({ ...w.ports, store: { ...w.store, list } }, '2026-12-21');
      assert.equal((await w.store.openAlerts()).length, 1);
    });
  });

  it('gives every alert of a day an id of its own, and leaves those that are over theirs', async () => {
    await days(w, snapshot('2026-11-23'));
    const old = {
      id: '2026-11-24',
      raisedAt: '2026-11-24T00:00:00.000Z',
      from: '2026-11-23',
      to: '2026-11-24',
      causes: [],
      quiet: false,
      clearedAt: '2026-11-24T01:00:00.000Z',
    };
    await checked(
      w.store,
      { day: '2026-11-23', alerts: [old, { ...old, id: '2026-11-24-2' }] },
      [],
    );
    await days(w, snapshot('2026-11-24', { mfa: 0 }));
    assert.deepEqual(cards(w), ['#1 2026-11-24-3 mfa']);
    assert.deepEqual(await w.store.alert('2026-11-24'), old);
  });

  it('keeps the alert, its card and the day together, or nothing', async () => {
    await days(w, snapshot('2026-11-23'));
    await w.store.saveSnapshots([snapshot('2026-11-24', { mfa: 0 })]);
    const store = {
      ...w.store,
      saveCheck: () => Promise.reject(new Error('killed')),
    };
    await assert.rejects(checkAlerts({ ...w.ports, store }, '2026-11-24'));
    assert.deepEqual(await w.store.openAlerts(), []);
    await check(w.ports, '2026-11-24');
    assert.deepEqual(
      (await w.store.openAlerts()).map(({ id, raisedAt }) => [id, raisedAt]),
      [['2026-11-24', w.ports.now().toISOString()]],
    );
    assert.ok(await w.store.pending('alert:2026-11-24'));
    assert.equal(await w.store.checkedDay(), '2026-11-24');
  });
});
