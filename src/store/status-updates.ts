import type { StatusUpdate } from '../domain/history.ts';
import { inPieces } from './pieces.ts';
import type { Tx } from './schema.ts';

/** Keeps who gave a control which status and when; what was seen before stays as it was first seen. */
export async function keepUpdates(tx: Tx, seen: readonly StatusUpdate[]): Promise<void> {
  if (seen.length === 0) return;
  const known = await tx.selectFrom('statusUpdate').select(['key', 'at', 'state']).execute();
  const kept = new Set(known.map(nameOf));
  const news = seen.filter((one) => !kept.has(nameOf(one)));
  for (const piece of inPieces(news))
    await tx
      .insertInto('statusUpdate')
      .values(piece.map(({ key, at, state, by, comment }) => ({ key, at, state, by, comment })))
      .onConflict((c) => c.doNothing())
      .execute();
}

const nameOf = ({ key, at, state }: Pick<StatusUpdate, 'key' | 'at' | 'state'>): string =>
  `${key} ${at} ${state}`;
