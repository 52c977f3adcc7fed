import { randomUUID } from 'node:crypto';
import type { Ports } from '../app/ports.ts';
import type { Recommendation } from '../app/recommendations.ts';
import { situationFor } from '../app/situation.ts';
import { proposalCard } from '../cards/proposal-card.ts';
import { recommendationCard } from '../cards/recommendation-card.ts';
import type { AdaptiveCard } from '../cards/render.ts';
import { dayOf } from '../domain/calendar.ts';
import type { Person } from '../domain/person.ts';
import type { Complaints, ProposalForm } from '../domain/proposal.ts';
import { obstacle } from '../domain/workflow.ts';
import { mayPropose, type Turn } from './turn.ts';

interface Filled {
  readonly typed?: ProposalForm;
  readonly draftId?: string;
  readonly complaints?: Complaints;
}

/** Why there is no form for a recommendation now, in one sentence; undefined when there is. */
export const whyNoForm = async (
  ports: Ports,
  { control }: Recommendation,
): Promise<string | undefined> => obstacle(await situationFor(ports, control.id));

/** One recommendation, with a way to the form for whoever may propose it now. */
export async function cardOfOne(turn: Turn, found: Recommendation): Promise<AdaptiveCard> {
  const { ports } = turn;
  const proposable = mayPropose(turn) && (await whyNoForm(ports, found)) === undefined;
  return recommendationCard(found, { mayPropose: proposable, zone: ports.policy.timeZone });
}

/** The form of a proposal, empty or as it was typed. Its draft id makes a second delivery find the first. */
export async function formCard(
  ports: Ports,
  recommendation: Recommendation,
  { typed, draftId = randomUUID(), complaints }: Filled = {},
): Promise<AdaptiveCard> {
  return proposalCard({
    recommendation,
    draftId,
    owners: await owners(ports),
    today: dayOf(ports.now(), ports.policy.timeZone),
    zone: ports.policy.timeZone,
    ...(typed ? { typed } : {}),
    ...(complaints ? { complaints } : {}),
  });
}

/** Those who decide are the likely owners of a risk; Teams offers everybody else by search. */
async function owners({ directory }: Ports): Promise<readonly Pick<Person, 'id' | 'name'>[]> {
  const [cisos, managers] = await Promise.all([
    directory.holders('ciso'),
    directory.holders('itManager'),
  ]);
  return [...new Map([...cisos, ...managers].map(({ id, name }) => [id, { id, name }])).values()];
}
