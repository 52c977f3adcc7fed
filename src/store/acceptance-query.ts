import { type SelectQueryBuilder, sql } from 'kysely';
import type { AcceptanceFilter } from '../app/acceptance-filter.ts';
import { controlKey } from '../domain/control.ts';
import type { AcceptanceRow, Database, Tables } from './schema.ts';

type Query = SelectQueryBuilder<Tables, 'acceptance', object>;
type Condition = (query: Query, filter: AcceptanceFilter) => Query;

/** One condition for each thing that a filter may name. */
const conditions: { readonly [Field in keyof Required<AcceptanceFilter>]: Condition } = {
  states: (query, { states = [] }) => among(query, 'state', states),
  controlId: (query, { controlId = '' }) => query.where('controlKey', '=', controlKey(controlId)),
  controlKeys: (query, { controlKeys = [] }) => among(query, 'controlKey', controlKeys),
  proposerId: (query, { proposerId = '' }) => query.where('proposerId', '=', proposerId),
  decidedFrom: (query, { decidedFrom = '' }) => query.where('decidedAt', '>=', decidedFrom),
  decidedTo: (query, { decidedTo = '' }) => query.where('decidedAt', '<=', decidedTo),
  reviewUntil: (query, { reviewUntil = '' }) => query.where('reviewOn', '<=', reviewUntil),
  endedFrom: (query, { endedFrom = '' }) => query.where('endedAt', '>=', endedFrom),
  endedTo: (query, { endedTo = '' }) => query.where('endedAt', '<=', endedTo),
  // Said as it stands: an index of a part of the rows serves only where the query names that part.
  asDeputy: (query) => query.where('asDeputy', '=', sql.lit(1)),
  words: (query, { words = [] }) =>
    words.reduce(
      (narrowed, word) =>
        narrowed.where((eb) => eb('searched', 'like', eb.val(`%${literal(word.toLowerCase())}%`))),
      query,
    ),
};

/** One of these; an empty list, which PostgreSQL does not take, is none. */
const among = (query: Query, column: 'state' | 'controlKey', values: readonly string[]): Query =>
  values.length === 0
    ? query.where(sql<boolean>`1 = 0`)
    : query.where(column, 'in', values as AcceptanceRow['state'][]);

/** What stands for any text in a pattern is looked for as any one character instead: titles hold hardly any of it. */
const literal = (word: string): string => word.replace(/[%\\]/g, '_');

/** The rows of the register that a filter names, in no order and without columns yet. */
export function fitting(db: Database, filter: AcceptanceFilter): Query {
  const fields = Object.entries(filter) as [keyof AcceptanceFilter, unknown][];
  return fields
    .filter(([, wanted]) => wanted !== undefined)
    .reduce((query, [field]) => conditions[field](query, filter), start(db));
}

const start = (db: Database): Query => db.selectFrom('acceptance');
