import { viewFor } from '../app/acceptance-view.ts';
import { queueOf } from '../app/queue.ts';
import { findRecommendations } from '../app/recommendations.ts';
import { acceptanceMessage } from '../cards/acceptance-card.ts';
import { detailsCard } from '../cards/details-card.ts';
import { queueCard } from '../cards/queue-card.ts';
import type { AdaptiveCard } from '../cards/render.ts';
import type { Answer } from './answer.ts';
import { beginForm, cardOfOne, type FormWish } from './form.ts';
import { listRecommendations, listRegister } from './lists.ts';
import type { Reading } from './parse.ts';
import { mayPropose, mayRead, noRole, type Turn } from './turn.ts';

type Shown = Exclude<Reading, { readonly verb: 'say' }>;

/** A button that shows something and changes nothing. */
export async function pressReading(turn: Turn, press: Shown): Promise<Answer> {
  if (!mayRead(turn)) return { notice: noRole };
  switch (press.verb) {
    case 'recommendations': {
      const { offset, ...filter } = press.data;
      return { card: await listRecommendations(turn, filter, offset) };
    }
    case 'register':
      return { card: await listRegister(turn, press.data, press.data.offset) };
    case 'queue':
      return {
        card: queueCard({
          queue: await queueOf(turn.ports, turn.person),
          ...zoneOf(turn),
          at: turn.ports.now().toISOString(),
        }),
      };
    case 'openForm':
    case 'recommendation':
      return aboutControl(turn, press.verb, press.data);
    case 'details':
    case 'show':
      return aboutAcceptance(turn, press.verb, press.data);
  }
}

const zoneOf = ({ ports }: Turn): { readonly zone: string } => ({ zone: ports.policy.timeZone });

async function aboutControl(
  turn: Turn,
  verb: 'openForm' | 'recommendation',
  { controlId, ...wish }: FormWish & { readonly controlId: string },
): Promise<Answer> {
  const [found] = await findRecommendations(turn.ports, controlId);
  if (!found) return { notice: 'Secure Score has no such recommendation.' };
  if (verb === 'recommendation') return { card: await cardOfOne(turn, found) };
  if (!mayPropose(turn)) return { notice: 'Proposing is for engineers, IT managers and CISOs.' };
  if (turn.place !== 'personal')
    return { notice: 'Forms come in our own chat: say "propose" with its name there.' };
  const begun = await beginForm(turn.ports, found, wish);
  return 'card' in begun ? begun : { notice: begun.why };
}

async function aboutAcceptance(
  turn: Turn,
  verb: 'details' | 'show',
  { id, typed }: { readonly id: string; readonly typed: Readonly<Record<string, string>> },
): Promise<Answer> {
  const { ports, person, place } = turn;
  const acceptance = await ports.store.find(id);
  if (!acceptance) return { notice: 'There is no such acceptance on record.' };
  if (person.grants.length === 0 || place !== 'personal')
    return { notice: 'The texts of the register are for the four roles, in their own chats.' };
  const view = await viewFor(ports, acceptance, person, { asked: true });
  const card: AdaptiveCard =
    verb === 'show' ? acceptanceMessage(view, { typed }) : detailsCard(view, typed);
  return { card };
}
