import { createHash } from 'node:crypto';
import { dayOf, plusDays } from '../domain/calendar.ts';
import { controlKey } from '../domain/control.ts';
import { type Drift, isSameDrift, type Judgement } from '../domain/drift.ts';
import type { DriftStore, Finding } from './drift-ports.ts';

/** How long after the first look what was there already is only listed. */
const FIRST_DAYS = 30;

/** What a look begins with. */
export interface Look {
  /** What was found before and is not over. */
  readonly open: readonly Finding[];
  /** Nobody ever looked before. */
  readonly first: boolean;
  /** When Secure Score was asked. */
  readonly readAt: string;
  readonly at: Date;
  readonly zone: string;
}

/** What a look came to. */
export type Changes = Pick<Parameters<DriftStore['saveDrifts']>[0], 'opened' | 'ended'>;

/** What a judgement on a control means for what was found before: it stands, is over, or gives way to another. */
export function changesFrom(judgement: Judgement, controlId: string, look: Look): Changes {
  if (judgement.is === 'unknown') return { opened: [], ended: [] };
  const { readAt } = look;
  const drift = judgement.is === 'drift' ? judgement.drift : undefined;
  const known = look.open.filter((one) => controlKey(one.controlId) === controlKey(controlId));
  const over = known.filter((one) => !drift || !isSameDrift(one, drift));
  return {
    opened:
      drift && over.length === known.length ? [{ finding: findingOf(drift, look), readAt }] : [],
    ended: over.map(({ id }) => ({ id, controlId, endState: judgement.state, readAt })),
  };
}

function findingOf(drift: Drift, { first, at, zone }: Look): Finding {
  const foundAt = at.toISOString();
  const today = dayOf(at, zone);
  const isFirst = first && drift.class === 'unmanaged';
  return {
    ...drift,
    id: idOf(drift, foundAt),
    foundAt,
    countsFrom: isFirst ? plusDays(today, FIRST_DAYS) : today,
    isFirst,
    endedAt: null,
    endState: '',
    revertSeq: 0,
  };
}

/** Told by what was found and when, so that whoever finds it at the same time finds the same. */
function idOf({ controlId, class: is, state, at, since }: Drift, foundAt: string): string {
  const told = JSON.stringify([controlKey(controlId), is, state, at, since, foundAt]);
  return createHash('sha256').update(told).digest('hex').slice(0, 16);
}
