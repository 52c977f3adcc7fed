import { viewFor } from '../app/acceptance-view.ts';
import type { Acted } from '../app/act.ts';
import type { Ports } from '../app/ports.ts';
import { propose } from '../app/propose.ts';
import { findRecommendations } from '../app/recommendations.ts';
import { acceptanceMessage } from '../cards/acceptance-card.ts';
import type { AdaptiveCard } from '../cards/render.ts';
import type { Complaints } from '../domain/proposal.ts';
import type { Answer, Submitted } from './answer.ts';
import { besideWhich, formCard } from './form.ts';
import { givenBack } from './given-back.ts';
import type { ParsedPress } from './parse.ts';
import { noticeOf } from './press-step.ts';
import { directoryDown, noRole, stranger } from './turn.ts';

type Form = Extract<ParsedPress, { readonly verb: 'propose' | 'resubmit' }>;

/** A submitted form: replaced by the entry it became, or given back with its complaints and all that was typed. */
export async function pressForm(ports: Ports, press: Form, personId: string): Promise<Submitted> {
  const submission = {
    controlId: press.controlId,
    draftId: press.draftId,
    form: press.form,
    ...(press.verb === 'propose' && press.replaces !== undefined
      ? { replaces: press.replaces }
      : {}),
    ...(press.verb === 'resubmit' ? { resubmits: { id: press.id, revision: press.revision } } : {}),
  };
  const acted = await propose(ports, submission, personId);
  if (acted.person?.grants.length === 0) return { notice: noRole };
  if (!acted.ok) return refusedForm(ports, press, acted);
  const view = await viewFor(ports, acted.acceptance, acted.person, {
    known: acted.situation,
  });
  return { card: acceptanceMessage(view), acceptanceId: acted.acceptance.id };
}

type Refused = Extract<Acted, { readonly ok: false }>;

/** The form again, or the entry as it stands, with why and with everything that was typed. */
async function refusedForm(ports: Ports, press: Form, refused: Refused): Promise<Answer> {
  if (refused.refusal === 'stranger') return { notice: stranger };
  if (refused.refusal === 'unknown') return { notice: 'There is no such acceptance on record.' };
  if (refused.refusal === 'unreachable' || !refused.person) return { notice: directoryDown };
  const complaints = complaintsOf(refused);
  if (refused.acceptance) {
    const view = await viewFor(ports, refused.acceptance, refused.person);
    const notice = noticeOf(refused, view);
    return { card: acceptanceMessage(view, { notice, typed: givenBack(press.form), complaints }) };
  }
  const card = await emptyOrTyped(ports, press, complaints);
  return card ? { card } : { notice: 'Secure Score has no such recommendation.' };
}

function complaintsOf(refused: Refused): Complaints {
  if (refused.refusal === 'invalid') return refused.complaints;
  return refused.refusal === 'notYou' ? { form: `This step is for ${refused.who}.` } : {};
}

async function emptyOrTyped(
  ports: Ports,
  press: Form,
  complaints: Complaints,
): Promise<AdaptiveCard | undefined> {
  const [found] = await findRecommendations(ports, press.controlId);
  const { form, draftId } = press;
  const replaces =
    press.verb === 'propose' ? await besideWhich(ports, found, press.replaces) : undefined;
  const filled = { typed: givenBack(form), draftId, complaints, replaces };
  return found && formCard(ports, found, filled);
}
