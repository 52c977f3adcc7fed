import { type Assigned, assignOwner } from '../app/assign-owner.ts';
import type { Ports } from '../app/ports.ts';
import { reviewDone } from '../app/review-done.ts';
import { currentWeek, reviewSubject, reviewView } from '../app/review.ts';
import { alertView } from '../app/show-alert.ts';
import { alertCard } from '../cards/alert-card.ts';
import { reviewCard } from '../cards/review-card.ts';
import type { Answer } from './answer.ts';
import type { Watching } from './parse.ts';
import { directoryDown, type Place, stranger } from './turn.ts';

/** An answer whose card is brought up to date from then on, where it stands as a message of its own. */
export type Watched = Answer & { readonly subject?: string };

/** A button on an alert or a review: answered with the card as it stands then, for whoever pressed. */
export async function pressWatch(
  ports: Ports,
  press: Watching,
  { personId, place }: { readonly personId: string; readonly place: Place },
): Promise<Watched> {
  if (place === 'elsewhere')
    return { notice: 'This works in the governance channel, and in our own chat.' };
  return press.verb === 'assignOwner'
    ? pressOwner(ports, press.data, personId)
    : pressDone(ports, press.data.week, personId);
}

type Chosen = Extract<Watching, { readonly verb: 'assignOwner' }>['data'];

async function pressOwner(
  ports: Ports,
  { subject, week, ownerId }: Chosen,
  personId: string,
): Promise<Watched> {
  const missing = missingIn({ subject, week, ownerId });
  if (missing !== undefined) return { notice: missing };
  const assigned = await assignOwner(ports, { subject, ownerId, pressedBy: personId });
  if (!assigned.ok) return { notice: refusals[assigned.why] };
  const { alert } = assigned.subject;
  const thisWeek = currentWeek(ports);
  if (!alert && (week ?? thisWeek) !== thisWeek)
    return { notice: `${assigned.owner.name} looks after it now. ${pastReview}` };
  if (!alert) return reviewAnswer(ports, thisWeek);
  const view = await alertView(ports, alert);
  const card = view && alertCard(view);
  return card ? { card, subject: assigned.subject.subject } : { notice: 'The owner is kept.' };
}

/** What has to be chosen first. The card stays as it is, with what was chosen already. */
function missingIn({ subject, week, ownerId }: Chosen): string | undefined {
  if (subject === '' || ownerId === '')
    return week === undefined ? 'Choose an owner first.' : 'Choose a line and an owner first.';
  return ownerId.includes(',') ? 'Choose one owner: somebody has to see to it.' : undefined;
}

async function pressDone(ports: Ports, week: string, personId: string): Promise<Watched> {
  const done = await reviewDone(ports, { week, pressedBy: personId });
  if (!done.ok) return { notice: refusals[done.why] };
  return week === currentWeek(ports) ? reviewAnswer(ports, week) : { notice: pastReview };
}

const reviewAnswer = async (ports: Ports, week: string): Promise<Watched> => ({
  card: reviewCard(await reviewView(ports, week)),
  subject: reviewSubject(week),
});

const pastReview =
  'This review is of an earlier week and stays as it was: type **review** for this week’s.';

type Why = Extract<Assigned, { readonly ok: false }>['why'] | 'notPosted' | 'past';

const refusals: Readonly<Record<Why, string>> = {
  stranger,
  unreachable: directoryDown,
  notYou: 'This is for engineers, IT managers and CISOs.',
  noSubject: 'This is over, or not on record: nobody was made its owner.',
  unknownOwner: 'The directory does not know this person: choose another owner.',
  barredOwner: 'Only active members of this organisation can be owners: choose another one.',
  past: pastReview,
  notPosted: 'This review does not stand in the governance channel yet: there is nothing to close.',
};
