import { type Acted, act } from '../app/act.ts';
import { type AcceptanceView, viewFor } from '../app/acceptance-view.ts';
import type { Ports } from '../app/ports.ts';
import { acceptanceMessage } from '../cards/acceptance-card.ts';
import { confirmCard } from '../cards/confirm-card.ts';
import { sayInstant } from '../domain/calendar.ts';
import type { Command } from '../domain/attempt.ts';
import { eventNames } from '../domain/workflow-names.ts';
import type { Event } from '../domain/workflow-table.ts';
import type { Answer, Submitted } from './answer.ts';
import { givenBack } from './given-back.ts';
import type { ParsedPress, Step } from './parse.ts';
import { directoryDown, noRole, stranger } from './turn.ts';

type Pressed = Extract<ParsedPress, { readonly verb: 'step' }>;
type Typed = Readonly<Record<string, string>>;

/** A button that moves an acceptance on: done, confirmed, or answered with the card as it stands and why not. */
export async function pressStep(
  ports: Ports,
  { on, step, typed }: Pressed,
  personId: string,
): Promise<Submitted> {
  const acted = await act(ports, step.id, commandOf(on, step), personId);
  if (acted.person?.grants.length === 0) return { notice: noRole };
  if (!acted.ok) return refusedAnswer(ports, acted, givenBack(typed));
  const { acceptance, person, situation: known } = acted;
  // Whoever only comments goes on with what they were about.
  const { comment: _, ...others } = typed;
  const asked = on === 'comment' || on === 'reapply';
  const view = await viewFor(ports, acceptance, person, { known, asked });
  const card = acceptanceMessage(view, on === 'comment' ? { typed: givenBack(others) } : {});
  // A renewal takes the place of the card on which it was asked for.
  return on === 'renew' ? { card, acceptanceId: acceptance.id } : { card };
}

const commandOf = (on: Event, { id: _, confirm, draftId, ...fields }: Step): Command => {
  const { riskChange, mitigationsNow, reasonsHold, ...others } = fields;
  return {
    on,
    ...others,
    answers: { riskChange, mitigationsNow, reasonsHold },
    ...(draftId === undefined ? {} : { draftId }),
    ...(confirm ? { confirm } : {}),
  };
};

type Refused = Extract<Acted, { readonly ok: false }>;

/** Why not, on the current card, with everything that was typed. */
async function refusedAnswer(ports: Ports, refused: Refused, typed: Typed): Promise<Answer> {
  const { acceptance, person } = refused;
  if (refused.refusal === 'unknown') return { notice: 'There is no such acceptance on record.' };
  if (refused.refusal === 'stranger' || !acceptance) return { notice: stranger };
  if (refused.refusal === 'unreachable' || !person) return { notice: directoryDown };
  // A refusal comes with the card that was pressed: its fields and buttons, also after a decision.
  const view = await viewFor(ports, acceptance, person, { asked: true });
  if (refused.refusal === 'confirm') {
    return { card: confirmCard(view, { reviewOn: refused.reviewOn, typed }) };
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

/** What Secure Score was seen to do, and what somebody said, is no decision. */
const aside: ReadonlySet<string> = new Set(['verified', 'markDone', 'comment', 'reapply']);

function lastStep({ history, names, zone }: AcceptanceView): string {
  const last = history.findLast(({ event }) => !aside.has(event));
  if (!last) return '';
  const by = last.byId === 'system' ? 'Scorekeeper' : (names[last.byId] ?? 'Somebody');
  return `${by} ${eventNames[last.event] ?? 'changed'} this on ${sayInstant(last.at, zone)}.`;
}
