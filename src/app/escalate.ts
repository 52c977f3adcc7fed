import { undecided } from '../domain/acceptance.ts';
import { sayDay } from '../domain/calendar.ts';
import type { Effect } from '../domain/effect.ts';
import { escapeMarkdown } from '../domain/text.ts';
import { whoseTurn } from './acceptance-view.ts';
import { waitOf } from './clock.ts';
import type { Ports, Progress } from './ports.ts';
import { situationOf } from './situation.ts';
import { post } from './tell.ts';

interface Escalation {
  readonly acceptanceId: string;
  /** With which it began to wait. */
  readonly revision: number;
}

/** Tells those above that something has waited too long: it informs them, and hands nothing over. */
export async function escalate(
  ports: Ports,
  { acceptanceId, revision }: Escalation,
): Promise<Progress> {
  const told = await stillWaits(ports, { acceptanceId, revision });
  if (!told) return 'done';
  const { itManager, ciso } = told.situation.holders;
  const above = told.acceptance.state === 'InReview' ? ciso : itManager;
  const own = new Set(told.turn.map(({ id }) => id));
  await ports.store.armOnce(
    above
      .filter(({ id }) => !own.has(id))
      .map(({ id }): Effect => ({ kind: 'tellWaiting', acceptanceId, revision, personId: id })),
    ports.now(),
  );
  return 'done';
}

/** Says to one person what waits for whom; nothing once it does no more. */
export async function tellWaiting(
  ports: Ports,
  { personId, ...escalation }: Escalation & { readonly personId: string },
): Promise<Progress> {
  const told = await stillWaits(ports, escalation);
  if (!told) return 'done';
  const { acceptance, turn, since } = told;
  const who = turn.map(({ name }) => escapeMarkdown(name)).join(' or ') || 'nobody who is there';
  return post(
    ports,
    personId,
    `**${acceptance.id}** ${escapeMarkdown(acceptance.facts.title)} has waited for ${who} since ${sayDay(since)}. You need not do anything: this is for your information.`,
  );
}

async function stillWaits(ports: Ports, { acceptanceId, revision }: Escalation) {
  const acceptance = await ports.store.find(acceptanceId);
  if (!acceptance || !undecided.includes(acceptance.state)) return undefined;
  const wait = await waitOf(ports, acceptance);
  if (wait?.revision !== revision) return undefined;
  const situation = await situationOf(ports, acceptance);
  return { acceptance, situation, turn: whoseTurn(acceptance, situation), since: wait.day };
}
