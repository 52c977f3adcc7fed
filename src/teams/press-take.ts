import { viewFor } from '../app/acceptance-view.ts';
import type { Ports } from '../app/ports.ts';
import { takeIt, type TakeRefusal } from '../app/take-it.ts';
import { acceptanceMessage } from '../cards/acceptance-card.ts';
import type { Answer } from './answer.ts';
import { directoryDown, noRole, stranger } from './turn.ts';

/** **I take it**: answered with the card, which says who took it, or with why it was not taken. */
export async function pressTake(ports: Ports, id: string, personId: string): Promise<Answer> {
  const taken = await takeIt(ports, id, personId);
  if (taken.person?.grants.length === 0) return { notice: noRole };
  if (!taken.acceptance || !taken.person) return { notice: taken.ok ? '' : words[taken.why] };
  const view = await viewFor(ports, taken.acceptance, taken.person, { asked: true });
  return { card: acceptanceMessage(view, taken.ok ? {} : { notice: words[taken.why] }) };
}

const words: Readonly<Record<TakeRefusal, string>> = {
  unknown: 'There is no such acceptance on record.',
  stranger,
  unreachable: directoryDown,
  notYou: 'This is for those who have to decide it.',
  notTurn: 'This is for those for whom it waits: nothing was changed.',
  taken: 'Somebody was faster and took it. You may still decide it.',
  noSubject: 'There is no such acceptance on record.',
  unknownOwner: stranger,
  barredOwner: 'Only active members of this organisation can take it.',
};
