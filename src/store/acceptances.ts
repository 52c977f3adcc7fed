import type { AcceptanceFilter } from '../app/acceptance-filter.ts';
import type { AcceptanceStore } from '../app/ports.ts';
import { type Acceptance, decided, laterFields, type State } from '../domain/acceptance.ts';
import { controlKey } from '../domain/control.ts';
import { deputyshipIn } from '../domain/deputy-words.ts';
import { fitting } from './acceptance-query.ts';
import type { AcceptanceRow, Database } from './schema.ts';
import { searchedText } from './searched-text.ts';

/** The acceptances as they stand. */
export const acceptances = (
  db: Database,
): Pick<
  AcceptanceStore,
  'find' | 'list' | 'page' | 'controlKeysOf' | 'binding' | 'accepted' | 'byDraft'
> => ({
  async find(id) {
    const rows = db.selectFrom('acceptance').selectAll().where('id', '=', id);
    return readFirst(await rows.execute());
  },

  list: (filter) => list(db, filter),

  page: (filter, which) => page(db, filter, which),

  controlKeysOf: (states) => controlKeysOf(db, states),

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

  async accepted(apartFrom) {
    // Some columns of some hundred rows: no row is read as an acceptance.
    const rows = await db
      .selectFrom('acceptance')
      .select(['controlKey', 'scope', 'pointsAtRisk', 'residualRisk'])
      .where('state', 'in', decided)
      .where('treatment', '=', 'riskAccepted')
      .where('id', '<>', apartFrom)
      .execute();
    const points = rows.reduce((sum, { pointsAtRisk }) => sum + pointsAtRisk, 0);
    return {
      count: rows.length,
      points: Math.round(points * 100) / 100,
      high: rows.filter(({ residualRisk }) => residualRisk === 'High').length,
      controlKeys: new Set(rows.flatMap((one) => (one.scope === 'tenant' ? [one.controlKey] : []))),
    };
  },

  async byDraft(draftId) {
    const rows = db.selectFrom('acceptance').selectAll().where('draftId', '=', draftId);
    return readFirst(await rows.execute());
  },
});

const list = async (db: Database, filter: AcceptanceFilter): Promise<readonly Acceptance[]> =>
  (await fitting(db, filter).selectAll().orderBy('openedSeq').execute()).map(readAcceptance);

async function page(
  db: Database,
  filter: AcceptanceFilter,
  { offset, count }: { readonly offset: number; readonly count: number },
): Promise<{ readonly items: readonly Acceptance[]; readonly total: number }> {
  // Found by an index that holds all that is asked; only the rows of the page are read.
  const wanted = fitting(db, filter)
    .select('openedSeq')
    .orderBy('openedSeq', 'desc')
    .limit(count)
    .offset(offset);
  const [rows, all] = await Promise.all([
    db
      .selectFrom('acceptance')
      .selectAll()
      .where('openedSeq', 'in', wanted)
      .orderBy('openedSeq', 'desc')
      .execute(),
    fitting(db, filter)
      .select((eb) => eb.fn.countAll().as('count'))
      .executeTakeFirstOrThrow(),
  ]);
  return { items: rows.map(readAcceptance), total: Number(all.count) };
}

async function controlKeysOf(db: Database, states: readonly State[]): Promise<readonly string[]> {
  const rows = db.selectFrom('acceptance').select('controlKey').distinct();
  return (await rows.where('state', 'in', states).execute()).map((row) => row.controlKey);
}

const readFirst = ([row]: readonly AcceptanceRow[]): Acceptance | undefined =>
  row && readAcceptance(row);

/**
 * An acceptance as its row has it. The columns are copies of what is searched: where somebody edited one of
 * the two, the row is of no revision, so no step can be taken on it, and `verify` sees it.
 */
export function readAcceptance(row: AcceptanceRow): Acceptance {
  const acceptance: Acceptance = { ...laterFields, ...(JSON.parse(row.body) as Acceptance) };
  const copies = Object.entries(searched(acceptance));
  const agrees = copies.every(([column, value]) => row[column as keyof AcceptanceRow] === value);
  return agrees ? acceptance : { ...acceptance, id: row.id, state: row.state, revision: -1 };
}

/** The row of an acceptance, but for what is written once. */
export const writeAcceptance = (
  acceptance: Acceptance,
): Omit<AcceptanceRow, 'draftId' | 'openedSeq'> => ({
  ...searched(acceptance),
  body: JSON.stringify(acceptance),
});

function searched(acceptance: Acceptance): Omit<AcceptanceRow, 'draftId' | 'openedSeq' | 'body'> {
  const { id, revision, state, scope, proposerId, previous, decidedAt } = acceptance;
  const { treatment, residualRisk, facts, controlId, reviewOn, endedAt } = acceptance;
  return {
    ...{ reviewOn, endedAt, searched: searchedText(acceptance) },
    ...{ id, revision, state, scope, proposerId, previous, decidedAt, treatment, residualRisk },
    asDeputy: deputyshipIn(acceptance.approverRoleFrom) ? 1 : 0,
    pointsAtRisk: facts.pointsAtRisk,
    controlKey: controlKey(controlId),
  };
}
