import type { Acceptance, State } from '../domain/acceptance.ts';
import { inForce, undecided } from '../domain/acceptance.ts';
import { dayOf, plusDays } from '../domain/calendar.ts';
import { type RecommendationFilter, searchRecommendations } from '../app/recommendations.ts';
import { recommendationsCard } from '../cards/recommendations-card.ts';
import { registerCard } from '../cards/register-card.ts';
import type { AdaptiveCard } from '../cards/render.ts';
import type { RegisterFilter } from './commands.ts';
import type { Turn } from './turn.ts';

/** What does not hold a value is left out: an optional field of a filter is absent, never undefined. */
export type LooseFilter = {
  readonly [Key in keyof RecommendationFilter]: RecommendationFilter[Key] | undefined;
};

const PAGE = 8;

/** A page of the recommendations that fit. */
export async function listRecommendations(
  { ports }: Turn,
  loose: LooseFilter,
  offset: number,
): Promise<AdaptiveCard> {
  const filter = Object.fromEntries(
    Object.entries(loose).filter(([, value]) => value !== undefined),
  ) as unknown as RecommendationFilter;
  const found = await searchRecommendations(ports, filter);
  const reading = await ports.store.controlsAsOf();
  return recommendationsCard({
    items: found.slice(offset, offset + PAGE),
    total: found.length,
    offset,
    heading: 'Recommendations',
    filter: { ...filter },
    zone: ports.policy.timeZone,
    asOf: reading?.asOf ?? '',
  });
}

const statesOf: Readonly<Record<RegisterFilter, readonly State[] | undefined>> = {
  all: undefined,
  open: [...undecided, 'Approved'],
  active: inForce,
  due: inForce,
  overdue: inForce,
};

/** A page of the register, newest first; in a channel without the texts. */
export async function listRegister(
  { ports, place }: Turn,
  filter: RegisterFilter,
  offset: number,
): Promise<AdaptiveCard> {
  const { store, policy, now } = ports;
  const states = statesOf[filter];
  const today = dayOf(now(), policy.timeZone);
  const found = (await store.list(states ? { states } : {}))
    .filter((one) => fallsDue(one, filter, today))
    .toReversed();
  const items = found.slice(offset, offset + PAGE);
  const ids = items.flatMap(({ proposerId, approverId }) => [proposerId, approverId ?? proposerId]);
  return registerCard({
    items,
    names: Object.fromEntries(await store.names(ids)),
    total: found.length,
    offset,
    filter,
    zone: policy.timeZone,
    today,
    brief: place !== 'personal',
  });
}

/** How far ahead a review counts as due. */
const AHEAD_DAYS = 30;

function fallsDue({ reviewOn }: Acceptance, filter: RegisterFilter, today: string): boolean {
  if (filter === 'overdue') return reviewOn !== null && reviewOn < today;
  return filter !== 'due' || (reviewOn !== null && reviewOn <= plusDays(today, AHEAD_DAYS));
}
