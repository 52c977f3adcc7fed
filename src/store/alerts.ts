import type { MonitorStore } from '../app/monitor-ports.ts';
import type { Alert } from '../domain/alert.ts';
import { hasLeft } from '../domain/check.ts';
import { arm } from './arm.ts';
import type { AlertRow, Database, Tx } from './schema.ts';
import { underWatch } from './watch.ts';

/** What came of a check is due at once, whatever the clock: no instant is earlier. */
const atOnce = new Date(0).toISOString();

/** What was found in the score, and up to which day it was looked for. */
export const alerts = (
  db: Database,
): Pick<
  MonitorStore,
  'alert' | 'openAlerts' | 'leftAlerts' | 'checkedDay' | 'watchedSince' | 'saveCheck'
> => ({
  async alert(id) {
    const rows = db.selectFrom('alert').select('body').where('id', '=', id);
    const [row] = await rows.execute();
    return row && read(row);
  },

  async openAlerts() {
    const rows = db.selectFrom('alert').select('body').where('clearedAt', 'is', null);
    return (await rows.orderBy('raisedAt').orderBy('id').execute()).map(read);
  },

  async leftAlerts() {
    const rows = db.selectFrom('alert').select('body').where('left', '=', 1);
    return (await rows.orderBy('raisedAt').orderBy('id').execute()).map(read);
  },

  async checkedDay() {
    const rows = db.selectFrom('watch').select('checkedDay').where('id', '=', 1);
    return (await rows.executeTakeFirst())?.checkedDay ?? undefined;
  },

  async watchedSince() {
    const rows = db.selectFrom('watch').select('since').where('id', '=', 1);
    return (await rows.executeTakeFirst())?.since ?? undefined;
  },

  saveCheck: ({ after, day, alerts: found }, effects) =>
    underWatch(db, async (tx) => {
      const { numUpdatedRows } = await tx
        .updateTable('watch')
        .set({ checkedDay: day, ...(after === undefined ? { since: day } : {}) })
        .where('id', '=', 1)
        .where('checkedDay', after === undefined ? 'is' : '=', after ?? null)
        .executeTakeFirst();
      if (numUpdatedRows === 0n) return false;
      await tx
        .insertInto('checkedDay')
        .values({ day })
        .onConflict((c) => c.doNothing())
        .execute();
      for (const one of found) await saveAlert(tx, one);
      await arm(tx, effects, atOnce);
      return true;
    }),
});

const read = ({ body }: Pick<AlertRow, 'body'>): Alert => JSON.parse(body) as Alert;

async function saveAlert(tx: Tx, alert: Alert): Promise<void> {
  const { id, raisedAt, clearedAt, causes } = alert;
  const left = causes.some(hasLeft) ? 1 : 0;
  const row = { raisedAt, clearedAt, left, body: JSON.stringify(alert) };
  await tx
    .insertInto('alert')
    .values({ id, ...row })
    .onConflict((c) => c.column('id').doUpdateSet(row))
    .execute();
}
