import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'mocha';
import { cards, check, days, snapshot, watching } from './alert-world.ts';
import type { World } from '../support/world.ts';

describe('looking for alerts on days that come late', () => {
  let w: World;
  beforeEach(async () => {
    w = await watching();
  });
  afterEach(() => w.end());

  it('does nothing for a day before the one it looked at last', async () => {
    await days(w, snapshot('2026-11-20'), snapshot('2026-11-24', { mfa: 0 }));
    await days(w, snapshot('2026-11-22', { dlp: 0 }));
    assert.equal(await w.store.checkedDay(), '2026-11-24');
    assert.deepEqual(cards(w), ['#1 2026-11-24 mfa']);
    assert.deepEqual((await w.store.openAlerts()).length, 1);
  });

  describe('looks again at a day that Microsoft revised, and which', () => {
    const low = { mfa: 0 };
    beforeEach(() => days(w, snapshot('2026-11-20'), snapshot('2026-11-22')));

    it('a day that came late with it shows already', async () => {
      await w.store.saveSnapshots([snapshot('2026-11-21', low), snapshot('2026-11-22', low)]);
      await days(w, snapshot('2026-11-22', low));
      assert.deepEqual(cards(w), ['#1 2026-11-22 mfa']);
      assert.equal((await w.store.alert('2026-11-22'))?.from, '2026-11-20');
    });

    it('a day that came late before it showed already', async () => {
      await days(w, snapshot('2026-11-21', low));
      await check(w.ports, '2026-11-22');
      assert.deepEqual(cards(w), []);
      await days(w, snapshot('2026-11-22', low));
      assert.deepEqual(cards(w), ['#1 2026-11-22 mfa']);
    });

    it('is revised once more, after that', async () => {
      await days(w, snapshot('2026-11-22', { safe: 3 }), snapshot('2026-11-21', low));
      await days(w, snapshot('2026-11-22', low), snapshot('2026-11-23', low));
      assert.deepEqual(cards(w), ['#1 2026-11-22 mfa']);
    });
  });

  it('uses the newest data up to the day, not those behind it', async () => {
    await w.store.saveSnapshots([snapshot('2026-11-24', { mfa: 0 })]);
    await days(w, snapshot('2026-11-22'), snapshot('2026-11-23', { dlp: 0 }));
    assert.deepEqual(cards(w), ['#1 2026-11-23 dlp']);
  });
});
