import type { ControlStore, SyncState } from '../app/ports.ts';
import { controlKey } from '../domain/control.ts';
import type { Effect } from '../domain/effect.ts';
import type { Line } from '../domain/trail.ts';
import { readAcceptance } from './acceptances.ts';
import type { Database } from './schema.ts';

const untouched: Omit<SyncState, 'controlId'> = {
  askedSeq: 0,
  askedAt: null,
  writtenAt: null,
  writtenSeq: 0,
  agreedSeq: 0,
  seenState: '',
  seenAt: null,
  badRequests: 0,
  trouble: '',
};

/** How each control stands between what was asked of Secure Score and what it was seen to say. */
export const syncStates = (db: Database): Pick<ControlStore, 'sync' | 'saveSync' | 'unseen'> => ({
  async sync(controlId) {
    const row = await db
      .selectFrom('controlSync')
      .select(['askedSeq', 'askedAt', 'writtenAt', 'writtenSeq', 'agreedSeq'])
      .select(['seenState', 'seenAt', 'badRequests', 'trouble'])
      .where('controlKey', '=', controlKey(controlId))
      .executeTakeFirst();
    return { controlId, ...(row ?? untouched) };
  },

  async unseen() {
    const unseen = db
      .selectFrom('controlSync')
      .select('controlKey')
      .whereRef('askedSeq', '>', 'agreedSeq');
    const rows = db
      .selectFrom('acceptance')
      .selectAll()
      .where('controlKey', 'in', unseen)
      .where('decidedAt', 'is not', null);
    // Put in order here: the database would go through the whole register for that.
    const found = (await rows.execute()).toSorted((one, other) => one.openedSeq - other.openedSeq);
    return found.map(readAcceptance);
  },

  saveSync: (controlId, change) => saveSync(db, controlId, change),
});

/** From this line on Secure Score is wanted to agree with what its effects name. */
export async function askForState(
  db: Database,
  line: Line,
  effects: readonly Effect[],
): Promise<void> {
  for (const effect of effects)
    if (effect.kind === 'syncControl')
      await saveSync(db, effect.controlId, { askedSeq: line.seq, askedAt: line.at, trouble: '' });
}

async function saveSync(
  db: Database,
  controlId: string,
  change: Partial<Omit<SyncState, 'controlId'>>,
): Promise<void> {
  if (Object.keys(change).length === 0) return;
  await db
    .insertInto('controlSync')
    .values({ ...untouched, ...change, controlKey: controlKey(controlId) })
    .onConflict((c) => c.column('controlKey').doUpdateSet(change))
    .execute();
}
