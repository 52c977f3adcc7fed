import { type Acceptance, final, inForce, type State, undecided } from '../domain/acceptance.ts';
import { dayOf, plusDays } from '../domain/calendar.ts';
import type { AcceptanceFilter } from './acceptance-filter.ts';
import { namesOf } from './answer-names.ts';
import type { Ports } from './ports.ts';

/** The parts of the register that have a name. */
export const registerFilters = [
  'all',
  'open',
  'active',
  'due',
  'overdue',
  'ended',
  'rejected',
  'expired',
  'withdrawn',
  'revoked',
  'closed',
] as const;
export type RegisterFilter = (typeof registerFilters)[number];

/** What is asked of the register: a part of it, and words that all must fit; empty: any. */
export interface RegisterAsked {
  readonly filter: RegisterFilter;
  readonly words: string;
}

/** A page of the register, the newest entry first. */
export interface RegisterPage extends RegisterAsked {
  /** Those from the offset on. */
  readonly items: readonly Acceptance[];
  readonly names: Readonly<Record<string, string>>;
  readonly total: number;
  readonly offset: number;
  readonly zone: string;
  readonly today: string;
}

/** How far ahead a review counts as due. */
const AHEAD_DAYS = 30;

const statesOf: Readonly<Record<RegisterFilter, readonly State[] | undefined>> = {
  all: undefined,
  open: [...undecided, 'Approved'],
  active: inForce,
  due: inForce,
  overdue: inForce,
  ended: final,
  rejected: ['Rejected'],
  expired: ['Expired'],
  withdrawn: ['Withdrawn'],
  revoked: ['Revoked'],
  closed: ['Closed'],
};

/** Reads one page, and counts the rest: no more of the register than that. */
export async function registerPage(
  ports: Ports,
  asked: RegisterAsked,
  which: { readonly offset: number; readonly count: number },
): Promise<RegisterPage> {
  const { store, policy, now } = ports;
  const zone = policy.timeZone;
  const today = dayOf(now(), zone);
  const { items, total } = await store.page(filterOf(asked, today), which);
  const { offset } = which;
  return { ...asked, items, names: await namesOf(ports, items), total, offset, zone, today };
}

/** More words than anybody looks for. */
const MOST_WORDS = 10;

function filterOf({ filter, words }: RegisterAsked, today: string): AcceptanceFilter {
  const states = statesOf[filter];
  const wanted = words.split(/\s+/).filter(Boolean).slice(0, MOST_WORDS);
  return {
    ...(states ? { states } : {}),
    ...(filter === 'overdue' ? { reviewUntil: plusDays(today, -1) } : {}),
    ...(filter === 'due' ? { reviewUntil: plusDays(today, AHEAD_DAYS) } : {}),
    ...(wanted.length > 0 ? { words: wanted } : {}),
  };
}
