import { genesis, type Line, lineHash, type LineText } from '../domain/trail.ts';
import { isCrowded } from './crowded.ts';
import type { Database, Tx } from './schema.ts';

/** The newest line: the next one follows it. */
export type Head = Pick<Line, 'seq' | 'hash'>;

/**
 * One transaction that adds to the trail. It locks the head first, so whoever writes to the record takes
 * their turn, and sees all that was written before.
 */
export const underHead = <Result>(
  db: Database,
  work: (tx: Tx, head: Head) => Promise<Result>,
): Promise<Result> =>
  db.transaction().execute(async (tx) => {
    const head = await tx
      .selectFrom('head')
      .select(['seq', 'hash'])
      .where('id', '=', 1)
      .$if(isCrowded(tx), (query) => query.forUpdate())
      .executeTakeFirstOrThrow();
    return work(tx, head);
  });

/** Adds one line behind the head, with the words whose digests it holds. Once a transaction. */
export async function append(
  tx: Tx,
  head: Head,
  what: Omit<Line, 'seq' | 'prev' | 'hash'>,
  texts: readonly LineText[],
): Promise<Line> {
  const { set, ...fields } = what;
  const setFields = JSON.stringify(set);
  const unsealed = {
    ...fields,
    seq: head.seq + 1,
    prev: head.hash,
    // What is hashed is what will be read back.
    set: JSON.parse(setFields) as Line['set'],
  };
  const line: Line = { ...unsealed, hash: lineHash(unsealed) };
  const { seq, prev, hash } = line;
  await tx
    .insertInto('trail')
    .values({ ...fields, setFields, seq, prev, hash })
    .execute();
  if (texts.length > 0)
    await tx
      .insertInto('trailText')
      .values(texts.map(({ field, salt, text }) => ({ seq, field, salt, text })))
      .execute();
  await setHead(tx, line);
  return line;
}

/** The chain as it was before its first line. */
export const resetHead = (tx: Tx): Promise<void> => setHead(tx, genesis);

async function setHead(tx: Tx, { seq, hash }: Head): Promise<void> {
  await tx.updateTable('head').set({ seq, hash }).where('id', '=', 1).execute();
}
