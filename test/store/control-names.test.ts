import assert from 'node:assert/strict';
import type { Store } from '../../src/app/ports.ts';
import { plusDays } from '../../src/domain/calendar.ts';
import type { StatusUpdate } from '../../src/domain/history.ts';
import { sqlStore } from '../../src/store/open.ts';
import { measured, snapshot } from '../domain/days.ts';
import { emptyDatabase, type TestDatabase } from '../support/database.ts';
import { at, control } from './sample.ts';

const [monday, tuesday] = ['2026-11-16', '2026-11-17'] as const;

describe('the record of the recommendations', () => {
  let database: TestDatabase;
  let store: Store;
  beforeEach(async () => {
    database = await emptyDatabase();
    store = sqlStore(database.db);
  });
  afterEach(() => database.drop());

  describe('keeps the name', () => {
    const name = async (key: string) => (await store.lives([key]))[0]?.control;
    const read = (...controls: readonly ReturnType<typeof control>[]) =>
      store.saveControls({ controls, score: undefined, updates: [] }, at);

    it('of a control that is gone, as it was last called', async () => {
      await read(control('Mfa', { title: 'MFA for admins' }), control('Dlp'));
      await read(control('MFA', { title: 'MFA for all' }), control('Dlp'));
      await read(control('Dlp'));
      assert.equal(await store.control('mfa'), undefined);
      const kept = { key: 'mfa', id: 'MFA', title: 'MFA for all', category: 'Apps' };
      assert.deepEqual(await name('mfa'), { ...kept, service: 'MCAS' });
    });

    it('that Secure Score gives, over the id that a snapshot gives, whichever came first', async () => {
      const named = { key: 'mfa', id: 'Mfa', title: 'Title of Mfa' };
      const byId = { key: 'mfa', id: 'MFA', title: 'MFA', category: '', service: '' };
      await store.saveSnapshots([snapshot(monday, measured('MFA'))]);
      assert.deepEqual(await name('mfa'), byId);
      await read(control('Mfa'));
      assert.deepEqual(await name('mfa'), { ...named, category: 'Apps', service: 'MCAS' });
      await store.saveSnapshots([snapshot(tuesday, measured('MFA'))]);
      assert.deepEqual(await name('mfa'), { ...named, category: 'Apps', service: 'MCAS' });
    });

    it('by one spelling of its id, whatever came first', async () => {
      for (const order of [
        ['mfa', 'MFA', 'Mfa'],
        ['MFA', 'Mfa', 'mfa'],
      ] as const) {
        await database.db.deleteFrom('controlName').execute();
        for (const [i, id] of order.entries())
          await store.saveSnapshots([snapshot(plusDays(monday, i), measured(id))]);
        assert.equal((await name('mfa'))?.id, 'MFA');
      }
    });
  });

  describe('keeps who gave a status', () => {
    const update = (fields: Partial<StatusUpdate> = {}): StatusUpdate => ({
      ...{ key: 'mfa', at, state: 'Ignored', by: 'Ada', comment: 'RA-2026-0001' },
      ...fields,
    });
    const read = (...updates: readonly StatusUpdate[]) =>
      store.saveControls({ controls: [], score: undefined, updates }, at);
    const later = '2026-11-24T09:00:00.000Z';

    it('once, however often it is read, and for ever', async () => {
      await read(update());
      await read(update({ by: 'Eve' }), update({ state: 'Default' }), update({ at: later }));
      await read();
      assert.deepEqual(await store.statusUpdates('', '9'), [
        update({ state: 'Default' }),
        update(),
        update({ at: later }),
      ]);
    });

    it('and finds it by time: after the one, up to the other', async () => {
      await read(update(), update({ at: later, key: 'dlp' }));
      assert.deepEqual(await store.statusUpdates(at, later), [update({ at: later, key: 'dlp' })]);
      assert.deepEqual(await store.statusUpdates('', at), [update()]);
    });
  });
});
