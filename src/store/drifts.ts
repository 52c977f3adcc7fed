import type { DriftStore, Ended, Finding, Opened } from '../app/drift-ports.ts';
import { decided } from '../domain/acceptance.ts';
import { controlKey } from '../domain/control.ts';
import type { Drift } from '../domain/drift.ts';
import type { Effect } from '../domain/effect.ts';
import { arm } from './arm.ts';
import { append, underHead } from './chain.ts';
import { isDeputyNoMore } from './deputies.ts';
import type { Database, DriftRow, Tx } from './schema.ts';
import { askForState } from './sync-states.ts';
import { underWatch } from './watch.ts';

/** What was found in Secure Score against the record, and what became of it. */
export const drifts = (db: Database): DriftStore => ({
  async drift(id) {
    const rows = db.selectFrom('drift').selectAll().where('id', '=', id);
    const row = await rows.executeTakeFirst();
    return row && read(row);
  },

  async openDrifts(controlId) {
    const open = db.selectFrom('drift').selectAll().where('endedAt', 'is', null);
    const asked =
      controlId === undefined ? open : open.where('controlKey', '=', controlKey(controlId));
    return (await asked.orderBy('foundAt').orderBy('id').execute()).map(read);
  },

  driftSince: () => since(db),

  saveDrifts: ({ at, first, opened, ended }) =>
    underWatch(db, async (tx) => {
      if (first && (await since(tx)) !== undefined) return false;
      if (first) await tx.insertInto('driftWatch').values({ id: 1, since: at }).execute();
      const effects: Effect[] = [];
      for (const one of ended) if (await end(tx, one, at)) effects.push(shows(one.id));
      for (const one of opened)
        if (await open(tx, one))
          effects.push(one.finding.isFirst ? { kind: 'listDrifts' } : shows(one.finding.id));
      await arm(tx, effects, at);
      return true;
    }),

  askToRevert: ({ finding, at, by, grant, policy, effects }) =>
    underHead(db, async (tx, head) => {
      const { id, controlId, class: is, state } = finding;
      const kept = await tx.selectFrom('drift').selectAll().where('id', '=', id).executeTakeFirst();
      if (kept?.endedAt !== null) return { ok: false, why: 'over' };
      if (kept.revertSeq > 0) return { ok: false, why: 'asked' };
      if (await isBound(tx, controlId)) return { ok: false, why: 'bound' };
      if (await isDeputyNoMore(tx, { grant, by })) return { ok: false, why: 'notYou' };
      const line = await append(
        tx,
        head,
        {
          ...{ at, acceptanceId: '', revision: 0, event: 'reverted', by: by.id, policy },
          ...{ role: grant.role, roleFrom: grant.from },
          set: { controlId, drift: id, class: is, state, setAt: finding.at },
        },
        [],
      );
      await tx.updateTable('drift').set({ revertSeq: line.seq }).where('id', '=', id).execute();
      await arm(tx, effects, at);
      await askForState(tx, line, effects);
      return { ok: true, line };
    }),
});

const shows = (driftId: string): Effect => ({ kind: 'showDrifts', driftId });

async function since(db: Database): Promise<string | undefined> {
  const row = db.selectFrom('driftWatch').select('since').where('id', '=', 1);
  return (await row.executeTakeFirst())?.since;
}

async function isBound(tx: Tx, controlId: string): Promise<boolean> {
  const rows = tx
    .selectFrom('acceptance')
    .select('id')
    .where('controlKey', '=', controlKey(controlId))
    .where('scope', '=', 'tenant')
    .where('state', 'in', decided);
  return (await rows.executeTakeFirst()) !== undefined;
}

/** Whether nothing was seen of a control since, and nothing of ours is on its way to it. */
async function isNewest(tx: Tx, controlId: string, readAt: string): Promise<boolean> {
  const sync = await tx
    .selectFrom('controlSync')
    .select(['seenAt', 'askedSeq', 'agreedSeq'])
    .where('controlKey', '=', controlKey(controlId))
    .executeTakeFirst();
  return !sync || (sync.askedSeq <= sync.agreedSeq && (sync.seenAt ?? '') <= readAt);
}

async function open(tx: Tx, { finding, readAt }: Opened): Promise<boolean> {
  if (!(await isNewest(tx, finding.controlId, readAt))) return false;
  const { numInsertedOrUpdatedRows = 0n } = await tx
    .insertInto('drift')
    .values(write(finding))
    .onConflict((c) => c.doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows > 0n;
}

async function end(
  tx: Tx,
  { id, controlId, endState, readAt }: Ended,
  at: string,
): Promise<boolean> {
  if (!(await isNewest(tx, controlId, readAt))) return false;
  const { numUpdatedRows } = await tx
    .updateTable('drift')
    .set({ endedAt: at, endState })
    .where('id', '=', id)
    .where('endedAt', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

const write = (finding: Finding): DriftRow => {
  const { id, foundAt, countsFrom, isFirst, endedAt, endState, revertSeq, ...drift } = finding;
  return {
    ...{ id, foundAt, countsFrom, endedAt, endState, revertSeq },
    controlKey: controlKey(drift.controlId),
    isFirst: isFirst ? 1 : 0,
    body: JSON.stringify(drift),
  };
};

const read = ({ controlKey: _, isFirst, body, ...row }: DriftRow): Finding => ({
  ...(JSON.parse(body) as Drift),
  ...row,
  isFirst: isFirst === 1,
});
