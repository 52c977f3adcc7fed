import { type RecommendationFilter, searchRecommendations } from '../app/recommendations.ts';
import { type RegisterAsked, registerPage } from '../app/register.ts';
import { recommendationsCard } from '../cards/recommendations-card.ts';
import { registerCard } from '../cards/register-card.ts';
import type { AdaptiveCard } from '../cards/render.ts';
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

/** A page of the register, newest first; in a channel without the texts. */
export const listRegister = async (
  { ports, place }: Turn,
  asked: RegisterAsked,
  offset: number,
): Promise<AdaptiveCard> =>
  registerCard({
    ...(await registerPage(ports, asked, { offset, count: PAGE })),
    brief: place !== 'personal',
  });
