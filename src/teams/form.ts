import { randomUUID } from 'node:crypto';
import type { Ports } from '../app/ports.ts';
import type { Recommendation } from '../app/recommendations.ts';
import { situationFor } from '../app/situation.ts';
import { proposalCard } from '../cards/proposal-card.ts';
import { recommendationCard } from '../cards/recommendation-card.ts';
import type { AdaptiveCard } from '../cards/render.ts';
import { type Acceptance, final, inForce, type Treatment } from '../domain/acceptance.ts';
import { dayOf } from '../domain/calendar.ts';
import type { Person } from '../domain/person.ts';
import type { Complaints, ProposalForm } from '../domain/proposal.ts';
import { obstacle } from '../domain/workflow.ts';
import { mayPropose, type Turn } from './turn.ts';

interface Filled {
  readonly typed?: Partial<ProposalForm>;
  readonly draftId?: string;
  readonly complaints?: Complaints;
  readonly copies?: Acceptance | undefined;
  readonly replaces?: Acceptance | undefined;
}

/** What a form is to be about, as a card's button names it. */
export interface FormWish {
  /** The acceptance in force beside which another treatment is proposed. */
  readonly replaces?: string | undefined;
  readonly treatment?: Treatment | undefined;
}

/**
 * A form to begin with, or why there is none now, in one sentence. Where the newest acceptance of the recommendation
 * has ended, or another treatment is proposed beside one in force, its texts stand in it.
 */
export async function beginForm(
  ports: Ports,
  recommendation: Recommendation,
  { replaces, treatment }: FormWish = {},
): Promise<{ readonly card: AdaptiveCard } | { readonly why: string }> {
  const situation = await situationFor(ports, recommendation.control.id);
  const beside = standing(situation.others, replaces);
  const others = situation.others.filter(({ id }) => id !== beside?.id);
  const why = obstacle({ ...situation, others });
  if (why !== undefined) return { why };
  const newest = situation.others.at(-1);
  const ended = newest && final.includes(newest.state) ? newest : undefined;
  const copies = beside ?? ended;
  const typed = treatment === undefined ? {} : { treatment };
  return { card: await formCard(ports, recommendation, { typed, copies, replaces: beside }) };
}

const standing = (
  others: readonly Acceptance[],
  replaces: string | undefined,
): Acceptance | undefined =>
  others.find(({ id, state }) => id === replaces && inForce.includes(state));

/** The acceptance in force that a form names, where it is one of its recommendation. */
export const besideWhich = async (
  ports: Ports,
  recommendation: Recommendation | undefined,
  replaces: string | undefined,
): Promise<Acceptance | undefined> =>
  recommendation && replaces !== undefined
    ? standing(await ports.store.list({ controlId: recommendation.control.id }), replaces)
    : undefined;

/** Why there is no form for a recommendation now, in one sentence; undefined when there is. */
const whyNoForm = async (ports: Ports, { control }: Recommendation): Promise<string | undefined> =>
  obstacle(await situationFor(ports, control.id));

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
  { typed, draftId = randomUUID(), complaints, copies, replaces }: Filled = {},
): Promise<AdaptiveCard> {
  return proposalCard({
    recommendation,
    draftId,
    owners: await owners(ports, copies?.riskOwnerId ?? undefined),
    today: dayOf(ports.now(), ports.policy.timeZone),
    zone: ports.policy.timeZone,
    ...(typed ? { typed } : {}),
    ...(complaints ? { complaints } : {}),
    ...(copies ? { copies } : {}),
    ...(replaces ? { replaces } : {}),
  });
}

/** Those who decide are the likely owners of a risk, and whoever owned it before; Teams finds everybody else. */
async function owners(
  { directory, store }: Ports,
  before: string | undefined,
): Promise<readonly Pick<Person, 'id' | 'name'>[]> {
  const [cisos, managers, names] = await Promise.all([
    directory.holders('ciso'),
    directory.holders('itManager'),
    before === undefined ? new Map<string, string>() : store.names([before]),
  ]);
  const known = [...names].map(([id, name]) => ({ id, name }));
  return [
    ...new Map(
      [...cisos, ...managers, ...known].map(({ id, name }) => [id, { id, name }]),
    ).values(),
  ];
}
