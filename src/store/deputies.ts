import { sql } from 'kysely';
import type { DeputyStep, DeputyStore } from '../app/deputy-ports.ts';
import { type Deputy, isDeputyRole } from '../domain/deputy.ts';
import { namedFields } from '../domain/deputy-trail.ts';
import { deputyshipIn } from '../domain/deputy-words.ts';
import type { Line } from '../domain/trail.ts';
import type { Change } from '../domain/workflow.ts';
import { type Head, underHead } from './chain.ts';
import { noteUnder } from './note.ts';
import type { Database, Tx } from './schema.ts';
import { readLine } from './trail.ts';

/** Who stands in for whom. */
export const deputies = (db: Database): DeputyStore => ({
  deputy: (id) => db.selectFrom('deputy').selectAll().where('id', '=', id).executeTakeFirst(),

  deputies: () => db.selectFrom('deputy').selectAll().orderBy('validFrom').orderBy('id').execute(),

  deputiesFrom: (day) => standing(db, day).orderBy('validFrom').orderBy('id').execute(),

  deputiesOf: (personId, day) =>
    standing(db, day)
      .where(sql<string>`lower("deputyId")`, '=', personId.toLowerCase())
      .where('validFrom', '<=', day)
      .orderBy('validFrom')
      .orderBy('id')
      .execute(),

  async deputyLines() {
    const rows = db
      .selectFrom('trail')
      .selectAll()
      // As the index says it, so that it is used.
      .where(sql<boolean>`event in ('deputyNamed', 'deputyEnded')`)
      .where('seq', '>', 0);
    return (await rows.orderBy('seq').execute()).map(readLine);
  },

  keepDeputy: (deputy, step) =>
    underHead(db, (tx, head) =>
      deputy.endedAt === null ? name(tx, head, deputy, step) : end(tx, head, deputy, step),
    ),
});

const standing = (db: Database, day: string) =>
  db.selectFrom('deputy').selectAll().where('endedAt', 'is', null).where('validTo', '>=', day);

async function name(
  tx: Tx,
  head: Head,
  deputy: Deputy,
  step: DeputyStep,
): Promise<Line | undefined> {
  const { id, role, principalId, deputyId, validFrom, validTo, reason, at } = deputy;
  const rival = await tx
    .selectFrom('deputy')
    .select('id')
    .where((eb) =>
      eb.or([
        eb('id', '=', id),
        eb
          .and({ role, principalId, deputyId })
          .and(eb('endedAt', 'is', null))
          .and('validFrom', '<=', validTo)
          .and('validTo', '>=', validFrom),
      ]),
    )
    .executeTakeFirst();
  if (rival) return undefined;
  await tx.insertInto('deputy').values(deputy).execute();
  const set = namedFields(deputy);
  return noteUnder(tx, head, { ...step, at, event: 'deputyNamed', set, words: { reason } });
}

async function end(
  tx: Tx,
  head: Head,
  { id, endedAt, endedById }: Deputy,
  step: DeputyStep,
): Promise<Line | undefined> {
  const { numUpdatedRows } = await tx
    .updateTable('deputy')
    .set({ endedAt, endedById })
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirstOrThrow();
  if (numUpdatedRows === 0n) return undefined;
  return noteUnder(tx, head, { ...step, at: endedAt ?? '', event: 'deputyEnded', set: { id } });
}

/** Whether a step is taken by the right of somebody who was made an end to since it was asked for. */
export async function isDeputyNoMore(
  tx: Tx,
  { grant, by }: Pick<Change, 'grant' | 'by'>,
): Promise<boolean> {
  const used = grant && deputyshipIn(grant.from);
  if (!used) return false;
  if (!isDeputyRole(grant.role)) return true;
  const { from, to, principalId } = used;
  const there = await tx
    .selectFrom('deputy')
    .select('id')
    .where('role', '=', grant.role)
    .where('principalId', '=', principalId)
    .where('deputyId', '=', by.id)
    .where('validFrom', '=', from)
    .where('validTo', '=', to)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  return there === undefined;
}
