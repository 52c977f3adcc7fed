import type { Acceptance } from '../../src/domain/acceptance.ts';
import {
  changedFields,
  genesis,
  type Line,
  lineHash,
  type LineWithTexts,
  type Misfit,
  verifier,
} from '../../src/domain/trail.ts';
import type { Change } from '../../src/domain/workflow.ts';
import { now } from './examples.ts';

export type Unsealed = Omit<LineWithTexts, 'seq' | 'prev' | 'hash'>;

/** Salts that tell how many there were. */
export const salts = () => {
  let count = 0;
  return () => (++count).toString(16).padStart(32, '0');
};

/** A line that says hardly anything. */
export const unsealed = (fields: Partial<Unsealed> = {}): Unsealed => ({
  at: now,
  acceptanceId: 'RA-2026-0001',
  revision: 1,
  event: 'propose',
  by: 'eve',
  role: 'engineer',
  roleFrom: 'group:1',
  policy: 1,
  set: {},
  texts: [],
  ...fields,
});

/** A line behind a head, sealed as the store seals it. */
function sealed(head: Pick<Line, 'seq' | 'hash'>, line: Unsealed): LineWithTexts {
  const { texts, ...fields } = line;
  const open = { ...fields, seq: head.seq + 1, prev: head.hash };
  return { ...open, hash: lineHash(open), texts };
}

/** A whole register of these lines. */
export function chained(lines: readonly Unsealed[]): readonly LineWithTexts[] {
  const chain: LineWithTexts[] = [];
  for (const line of lines) chain.push(sealed(chain.at(-1) ?? genesis, line));
  return chain;
}

/** Where these lines do not fit, the end against the head that is expected. */
export function misfits(
  lines: readonly LineWithTexts[],
  head?: Pick<Line, 'seq' | 'hash'>,
): readonly Misfit[] {
  const reader = verifier();
  const found = lines.map((line) => reader.add(line)).filter((one) => one !== undefined);
  const { seq, hash } = reader.head();
  const cut = head && (head.seq !== seq || head.hash !== hash);
  return cut ? [...found, { seq, acceptanceId: '', why: 'head' }] : found;
}

/** The record as the store keeps it, in memory: acceptances and their one chain of lines. */
export interface Record {
  readonly acceptances: ReadonlyMap<string, Acceptance>;
  readonly lines: readonly LineWithTexts[];
}

export const emptyRecord: Record = { acceptances: new Map(), lines: [] };

/** The record with a step put on it; a new acceptance gets its number. */
export function put(record: Record, change: Change): Record {
  const id = change.before?.id ?? `RA-2026-${String(record.acceptances.size + 1).padStart(4, '0')}`;
  const after = { ...change.after, id };
  let salts = 0;
  const fields = changedFields(change.before, after, () =>
    `${String(record.lines.length)}${String(++salts).padStart(4, '0')}`.padStart(32, '0'),
  );
  const line = sealed(record.lines.at(-1) ?? genesis, {
    at: change.at,
    acceptanceId: id,
    revision: after.revision,
    event: change.event,
    by: change.by.id,
    role: change.grant?.role ?? null,
    roleFrom: change.grant?.from ?? null,
    policy: change.policy,
    ...fields,
  });
  const kept: Record = {
    acceptances: new Map([...record.acceptances, [id, after]]),
    lines: [...record.lines, line],
  };
  return change.next ? put(kept, change.next) : kept;
}
