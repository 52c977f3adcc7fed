import type { MonitorStore, Owner } from '../app/monitor-ports.ts';
import type { Database, Tx } from './schema.ts';

/** Who sees to what. */
export const owners = (db: Database): Pick<MonitorStore, 'owners' | 'ownedBy'> => ({
  owners: (subjects) => ownersOf(db, subjects),

  ownedBy: (personId) =>
    db
      .selectFrom('owner')
      .selectAll()
      .where('personId', '=', personId)
      .orderBy('subject')
      .execute(),
});

async function ownersOf(
  db: Database | Tx,
  subjects: readonly string[],
): Promise<ReadonlyMap<string, Owner>> {
  if (subjects.length === 0) return new Map();
  const rows = db.selectFrom('owner').selectAll();
  const found = await rows.where('subject', 'in', [...new Set(subjects)]).execute();
  return new Map(found.map((one) => [one.subject, one]));
}

/** Whether somebody made them owners of all that since it was looked at. */
export async function areOwners(
  tx: Tx,
  named: readonly Owner[],
  seen: ReadonlyMap<string, Owner>,
): Promise<boolean> {
  const now = await ownersOf(
    tx,
    named.map(({ subject }) => subject),
  );
  return named.every(({ subject, personId }) => {
    const [owner, was] = [now.get(subject), seen.get(subject)];
    const isNew = owner?.at !== was?.at || owner?.personId !== was?.personId;
    return owner?.personId === personId && isNew;
  });
}

/** Makes them owners; one a subject, the newest. */
export async function keepOwners(tx: Tx, named: readonly Owner[]): Promise<void> {
  for (const { subject, ...owner } of named)
    await tx
      .insertInto('owner')
      .values({ subject, ...owner })
      .onConflict((c) => c.column('subject').doUpdateSet(owner).where('owner.at', '<=', owner.at))
      .execute();
}
