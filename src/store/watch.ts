import { isCrowded } from './crowded.ts';
import type { Database, Tx } from './schema.ts';

/** One transaction on what is watched. Whoever else has one takes their turn, and sees all that was written before. */
export const underWatch = <Result>(
  db: Database,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> =>
  db.transaction().execute(async (tx) => {
    if (isCrowded(tx))
      await tx.selectFrom('watch').select('id').where('id', '=', 1).forUpdate().execute();
    return work(tx);
  });

/** As if nothing had ever been looked at. */
export async function resetWatch(tx: Tx): Promise<void> {
  await tx
    .updateTable('watch')
    .set({ checkedDay: null, since: null })
    .where('id', '=', 1)
    .execute();
}
