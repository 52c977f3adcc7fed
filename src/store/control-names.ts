import { type Control, controlKey } from '../domain/control.ts';
import type { ControlName } from '../domain/history.ts';
import { inPieces } from './pieces.ts';
import type { Tx } from './schema.ts';

/** Keeps what controls are called, for those too that are gone one day; writes what is new or changed. */
export async function keepNames(tx: Tx, seen: readonly Control[]): Promise<void> {
  if (seen.length === 0) return;
  const known = await tx.selectFrom('controlName').selectAll().execute();
  const kept = new Map(known.map((one) => [one.key, JSON.stringify(nameOf(one))]));
  const now = new Map(seen.map((one) => [controlKey(one.id), nameOf(one)]));
  await writeNames(
    tx,
    [...now.values()].filter((one) => kept.get(one.key) !== JSON.stringify(one)),
  );
}

/**
 * Calls by their ids the controls that only a snapshot knows, and adds them to those known; of several spellings the
 * first by letters, whatever came first.
 */
export async function keepIds(
  tx: Tx,
  ids: readonly string[],
  known: Map<string, ControlName>,
): Promise<void> {
  const news = new Map<string, ControlName>();
  for (const id of ids) {
    const key = controlKey(id);
    const kept = news.get(key) ?? known.get(key);
    if (!kept || (isNameless(kept) && id < kept.id))
      news.set(key, { key, id, title: id, category: '', service: '' });
  }
  await writeNames(tx, [...news.values()]);
  for (const [key, name] of news) known.set(key, name);
}

const isNameless = ({ id, title, category, service }: ControlName): boolean =>
  title === id && category === '' && service === '';

const nameOf = ({ id, title, category, service }: Omit<ControlName, 'key'>): ControlName => ({
  ...{ key: controlKey(id), id, title, category, service },
});

async function writeNames(tx: Tx, names: readonly ControlName[]): Promise<void> {
  for (const piece of inPieces(names))
    await tx
      .insertInto('controlName')
      .values(piece)
      .onConflict((c) =>
        c.column('key').doUpdateSet((eb) => ({
          id: eb.ref('excluded.id'),
          title: eb.ref('excluded.title'),
          category: eb.ref('excluded.category'),
          service: eb.ref('excluded.service'),
        })),
      )
      .execute();
}
