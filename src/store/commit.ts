import { randomBytes } from 'node:crypto';
import type { AcceptanceStore, Committed } from '../app/ports.ts';
import { acceptanceId } from '../domain/acceptance.ts';
import { changedFields, type Line } from '../domain/trail.ts';
import type { Change } from '../domain/workflow.ts';
import { readAcceptance, writeAcceptance } from './acceptances.ts';
import { arm } from './arm.ts';
import { append, type Head, underHead } from './chain.ts';
import { isDeputyNoMore } from './deputies.ts';
import { noteUnder } from './note.ts';
import { rival } from './rival.ts';
import type { Database, Tx } from './schema.ts';
import { askForState } from './sync-states.ts';
import { readLine } from './trail.ts';

/** The only ways onto the record: the step, its line of the trail and its effects, or nothing. */
export const commits = (db: Database): Pick<AcceptanceStore, 'commit' | 'open' | 'note'> => ({
  commit: (change) => underHead(db, (tx, head) => step(tx, head, change)),

  open: (change, year, draftId) =>
    underHead(
      db,
      async (tx, head) =>
        (await opened(tx, draftId)) ?? (await openNew(tx, head, change, { year, draftId })),
    ),

  note: (noted) => underHead(db, (tx, head) => noteUnder(tx, head, noted)),
});

async function step(tx: Tx, head: Head, change: Change): Promise<Committed> {
  const { before, after } = change;
  if (!before) throw new TypeError('A new acceptance is opened, not committed.');
  const taken = await hindrance(tx, change);
  if (taken) return { ok: false, taken };
  const { numUpdatedRows } = await tx
    .updateTable('acceptance')
    .set(writeAcceptance(after))
    .where('id', '=', before.id)
    .where('revision', '=', before.revision)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return { ok: false, taken: 'revision' };
  const line = await record(tx, head, change);
  return change.next ? step(tx, line, change.next) : { ok: true, acceptance: after, line };
}

/** What stands in the way of a step by the time that it is put on record. */
const hindrance = async (tx: Tx, change: Change): Promise<Taken | undefined> =>
  (await isDeputyNoMore(tx, change)) ? 'right' : rival(tx, change);

type Taken = Extract<Committed, { readonly ok: false }>['taken'];

/** What a draft became already: its second delivery is answered as the first was. */
async function opened(tx: Tx, draftId: string): Promise<Committed | undefined> {
  const row = await tx
    .selectFrom('acceptance')
    .selectAll()
    .where('draftId', '=', draftId)
    .executeTakeFirst();
  if (!row) return undefined;
  const line = await tx
    .selectFrom('trail')
    .selectAll()
    .where('seq', '=', row.openedSeq)
    .executeTakeFirstOrThrow();
  return { ok: true, acceptance: readAcceptance(row), line: readLine(line) };
}

async function openNew(
  tx: Tx,
  head: Head,
  change: Change,
  { year, draftId }: { readonly year: number; readonly draftId: string },
): Promise<Committed> {
  const taken = await hindrance(tx, change);
  if (taken) return { ok: false, taken };
  const id = acceptanceId(year, await nextNumber(tx, year));
  const after = { ...change.after, id, revision: 1 };
  const effects = change.effects.map((effect) =>
    'acceptanceId' in effect && effect.acceptanceId === ''
      ? { ...effect, acceptanceId: id }
      : effect,
  );
  await tx
    .insertInto('acceptance')
    .values({ ...writeAcceptance(after), draftId, openedSeq: head.seq + 1 })
    .execute();
  const line = await record(tx, head, { ...change, after, effects });
  return { ok: true, acceptance: after, line };
}

/** No number is lost: a transaction that fails takes it back. */
async function nextNumber(tx: Tx, year: number): Promise<number> {
  const { count } = await tx
    .insertInto('counter')
    .values({ year, count: 1 })
    .onConflict((c) =>
      c.column('year').doUpdateSet((eb) => ({ count: eb('counter.count', '+', 1) })),
    )
    .returning('count')
    .executeTakeFirstOrThrow();
  return count;
}

/** The line of a step, and its effects. */
async function record(tx: Tx, head: Head, change: Change): Promise<Line> {
  const { before, after, event, at, by, grant, policy, effects } = change;
  const { set, texts } = changedFields(before, after, () => randomBytes(16).toString('hex'));
  const { id, revision } = after;
  const role = { role: grant?.role ?? null, roleFrom: grant?.from ?? null };
  const what = { at, acceptanceId: id, revision, event, by: by.id, ...role, policy, set };
  const line = await append(tx, head, what, texts);
  await arm(tx, effects, at);
  // Who marks a control as done asks for a reading, not for a state.
  if (event !== 'markDone') await askForState(tx, line, effects);
  return line;
}
