import type { AcceptanceStore } from '../app/ports.ts';
import { type Acceptance, decided } from '../domain/acceptance.ts';
import { controlKey } from '../domain/control.ts';
import type { AcceptanceRow, Database } from './schema.ts';

/** The acceptances as they stand. */
export const acceptances = (
  db: Database,
): Pick<AcceptanceStore, 'find' | 'list' | 'binding' | 'byDraft'> => ({
  async find(id) {
    const rows = db.selectFrom('acceptance').selectAll().where('id', '=', id);
    return readFirst(await rows.execute());
  },

  async list({ states, controlId, proposerId }) {
    if (states?.length === 0) return [];
    let rows = db.selectFrom('acceptance').selectAll();
    if (states) rows = rows.where('state', 'in', states);
    if (controlId !== undefined) rows = rows.where('controlKey', '=', controlKey(controlId));
    if (proposerId !== undefined) rows = rows.where('proposerId', '=', proposerId);
    return (await rows.orderBy('openedSeq').execute()).map(readAcceptance);
  },

  async binding(controlId) {
    const rows = db
      .selectFrom('acceptance')
      .selectAll()
      .where('controlKey', '=', controlKey(controlId))
      .where('scope', '=', 'tenant')
      .where('state', 'in', decided)
      .orderBy('decidedAt', 'desc')
      .orderBy('openedSeq', 'desc')
      .limit(1);
    return readFirst(await rows.execute());
  },

  async byDraft(draftId) {
    const rows = db.selectFrom('acceptance').selectAll().where('draftId', '=', draftId);
    return readFirst(await rows.execute());
  },
});

const readFirst = ([row]: readonly AcceptanceRow[]): Acceptance | undefined =>
  row && readAcceptance(row);

/** The columns have the last word: who edits one of them has edited the acceptance, and `verify` sees it. */
export function readAcceptance(row: AcceptanceRow): Acceptance {
  const { id, revision, state, scope, proposerId, previous, decidedAt } = row;
  const body = JSON.parse(row.body) as Acceptance;
  const controlId = controlKey(body.controlId) === row.controlKey ? body.controlId : row.controlKey;
  return { ...body, id, revision, state, controlId, scope, proposerId, previous, decidedAt };
}

/** The row of an acceptance, but for what is written once. */
export const writeAcceptance = (
  acceptance: Acceptance,
): Omit<AcceptanceRow, 'draftId' | 'openedSeq'> => {
  const { id, revision, state, controlId, scope, proposerId, previous, decidedAt } = acceptance;
  const searched = { id, revision, state, scope, proposerId, previous, decidedAt };
  return { ...searched, controlKey: controlKey(controlId), body: JSON.stringify(acceptance) };
};
