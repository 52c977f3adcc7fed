import { type Acted, act } from '../app/act.ts';
import { type AcceptanceView, viewFor } from '../app/acceptance-view.ts';
import type { Ports } from '../app/ports.ts';
import { acceptanceMessage } from '../cards/acceptance-card.ts';
import { confirmCard } from '../cards/confirm-card.ts';
import { sayInstant } from '../domain/calendar.ts';
import type { Command } from '../domain/guards.ts';
import { eventNames } from '../domain/workflow-names.ts';
import type { Event } from '../domain/workflow-table.ts';
import type { Answer } from './answer.ts';
import { givenBack } from './given-back.ts';
import type { Step } from './parse.ts';
import { directoryDown, noRole, stranger } from './turn.ts';

/** A button that moves an acceptance on: done, confirmed, or answered with the card as it stands and why not. */
export async function pressStep(
  ports: Ports,
  on: Event,
  step: Step,
  personId: string,
): Promise<Answer> {
  const acted = await act(ports, step.id, commandOf(on, step), personId);
  if (acted.person?.grants.length === 0) return { notice: noRole };
  if (acted.ok) {
    const known = acted.situation;
    const view = await viewFor(ports, acted.acceptance, acted.person, { known });
    return { card: acceptanceMessage(view) };
  }
  return refusedAnswer(ports, acted, typedIn(step));
}

const commandOf = (
  on: Event,
  { revision, reason, businessContext, conditions, reviewOn, confirm }: Step,
): Command => ({
  on,
  revision,
  reason,
  businessContext,
  conditions,
  reviewOn,
  ...(confirm ? { confirm } : {}),
});

const typedIn = ({
  reason,
  businessContext,
  conditions,
  reviewOn,
}: Step): Readonly<Record<string, string>> =>
  givenBack({ reason, businessContext, conditions, reviewOn });

type Refused = Extract<Acted, { readonly ok: false }>;

/** Why not, on the current card, with everything that was typed. */
async function refusedAnswer(
  ports: Ports,
  refused: Refused,
  typed: Readonly<Record<string, string>>,
): Promise<Answer> {
  const { acceptance, person } = refused;
  if (refused.refusal === 'unknown') return { notice: 'There is no such acceptance on record.' };
  if (refused.refusal === 'stranger' || !acceptance) return { notice: stranger };
  if (refused.refusal === 'unreachable' || !person) return { notice: directoryDown };
  // A refusal comes with the card that was pressed: its fields and buttons, also after a decision.
  const view = await viewFor(ports, acceptance, person, { asked: true });
  if (refused.refusal === 'confirm') {
    const { conditions = '', reviewOn: typedReviewOn = '' } = typed;
    return { card: confirmCard(view, { reviewOn: refused.reviewOn, conditions, typedReviewOn }) };
  }
  return {
    card: acceptanceMessage(view, {
      notice: noticeOf(refused, view),
      complaints: refused.refusal === 'invalid' ? refused.complaints : {},
      typed,
    }),
  };
}

/** A refusal in words: who decided and when, who may, or what to look at. */
export function noticeOf(refused: Refused, view: AcceptanceView): string {
  switch (refused.refusal) {
    case 'wrongState':
      return `${lastStep(view)} This step is no longer open.`;
    case 'stale':
      return `${lastStep(view)} Your card was out of date and nothing was changed: this is how it stands now.`;
    case 'notYou':
      return `This step is for ${refused.who}.`;
    case 'invalid':
      return 'Not sent yet: please see below.';
    case 'confirm':
    case 'unknown':
    case 'stranger':
    case 'unreachable':
      return 'Nothing was changed.';
  }
}

function lastStep({ history, names, zone }: AcceptanceView): string {
  // What Secure Score was seen to do is no decision.
  const last = history.findLast(({ event }) => event !== 'verified' && event !== 'markDone');
  if (!last) return '';
  const by = last.byId === 'system' ? 'Scorekeeper' : (names[last.byId] ?? 'Somebody');
  return `${by} ${eventNames[last.event] ?? 'changed'} this on ${sayInstant(last.at, zone)}.`;
}
