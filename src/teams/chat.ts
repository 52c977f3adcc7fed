import { viewFor } from '../app/acceptance-view.ts';
import type { Posted } from '../app/ports.ts';
import { queueOf } from '../app/queue.ts';
import { findRecommendations, type Recommendation } from '../app/recommendations.ts';
import { refreshIfOld, refreshNow } from '../app/read-controls.ts';
import { verifyRegister } from '../app/verify-register.ts';
import { acceptanceBriefCard } from '../cards/acceptance-brief-card.ts';
import { acceptanceMessage } from '../cards/acceptance-card.ts';
import { helpCard } from '../cards/help-card.ts';
import { queueCard } from '../cards/queue-card.ts';
import { chooserCard } from '../cards/recommendations-card.ts';
import type { AdaptiveCard } from '../cards/render.ts';
import { verifyCard } from '../cards/verify-card.ts';
import type { ChatCommand } from './commands.ts';
import { cardOfOne, formCard, whyNoForm } from './form.ts';
import { listRecommendations, listRegister } from './lists.ts';
import { mayPropose, mayRead, noRole, type Turn } from './turn.ts';

/** What the bot says to a sentence. `elsewhere`: it goes to the person's own chat, and `text` is said here. */
export type Reply =
  | { readonly text: string }
  | { readonly card: AdaptiveCard; readonly acceptanceId?: string }
  | { readonly text: string; readonly elsewhere: AdaptiveCard };

type Said<Is extends ChatCommand['is']> = Extract<ChatCommand, { readonly is: Is }>;
type Talk = Exclude<ChatCommand, { readonly is: 'useThisChannel' }>;

/** Answers a sentence that reads or starts something. Never silent. */
export async function reply(turn: Turn, command: Talk): Promise<Reply> {
  if (command.is === 'help') return help(turn);
  if (command.is === 'unknown') return { text: unknownText(command.closest) };
  if (!mayRead(turn)) return { text: noRole };
  return (replies[command.is] as (turn: Turn, command: Talk) => Promise<Reply>)(turn, command);
}

type Replies = {
  readonly [Is in Exclude<Talk['is'], 'help' | 'unknown'>]: (
    turn: Turn,
    command: Said<Is>,
  ) => Promise<Reply>;
};

const replies: Replies = {
  recommendations: async (turn, { is: _is, ...filter }) => ({
    card: await listRecommendations(turn, filter, 0),
  }),
  recommendation: aboutRecommendation,
  propose: startProposal,
  queue: async (turn) =>
    inOwnChat(
      turn,
      queueCard({
        queue: await queueOf(turn.ports, turn.person),
        zone: turn.ports.policy.timeZone,
      }),
      'Your queue',
    ),
  register: async (turn, { filter }) => ({ card: await listRegister(turn, filter, 0) }),
  show: showOne,
  verifyRegister: verify,
};

const help = ({ person, place }: Turn): Reply => ({
  card: helpCard({
    roles: person.grants.map(({ role }) => role),
    where: place === 'personal' ? 'personal' : 'channel',
  }),
});

const unknownText = (closest: readonly string[]): string =>
  `I did not understand that. The closest things I can do:\n\n${closest.map((phrase) => `- ${phrase}`).join('\n')}\n\nType **help** for all of them.`;

/** Cards that are one person's own business go to their chat, also when asked for in a channel. */
function inOwnChat({ place }: Turn, card: AdaptiveCard, what: string): Reply {
  return place === 'personal' ? { card } : { text: `${what} is in our own chat.`, elsewhere: card };
}

async function aboutRecommendation(turn: Turn, { words }: Said<'recommendation'>): Promise<Reply> {
  if (words === '')
    return { text: 'Which one? Type **recommendation** and its id or some of its words.' };
  const found = await findRecommendations(turn.ports, words);
  const [only] = found;
  if (!only) return nothingFits(words);
  if (found.length > 1) return choose(found, 'recommendation');
  return { card: await cardOfOne(turn, only) };
}

async function startProposal(turn: Turn, { words }: Said<'propose'>): Promise<Reply> {
  if (!mayPropose(turn)) return { text: 'Proposing is for engineers, IT managers and CISOs.' };
  if (words === '')
    return {
      text: 'Which recommendation? Type **propose** and its id or some of its words, for example: propose audit log',
    };
  await refreshIfOld(turn.ports);
  const fitting = await findRecommendations(turn.ports, words);
  const open = fitting.filter(({ status, acceptance }) => status === 'To address' && !acceptance);
  // Where some can be proposed, those are meant; else the answer says why none can.
  const found = open.length > 0 ? open : fitting;
  const [only] = found;
  if (!only) return nothingFits(words);
  if (found.length > 1) return inOwnChat(turn, choose(found, 'openForm').card, 'The choice');
  const why = await whyNoForm(turn.ports, only);
  if (why !== undefined) return { text: why };
  return inOwnChat(turn, await formCard(turn.ports, only), 'The form');
}

const nothingFits = (words: string): Reply => ({
  text: `Secure Score has no recommendation that fits "${plain(words)}". Type **recommendations** and a word or two to search.`,
});

/** Quoted back without anything that a chat would read as format. */
const plain = (words: string): string => words.slice(0, 80).replace(/[^\p{L}\p{N} .,'-]/gu, '');

const choose = (
  items: readonly Recommendation[],
  verb: 'openForm' | 'recommendation',
): { card: AdaptiveCard } => ({
  card: chooserCard({ items, verb, heading: 'Which one do you mean?' }),
});

async function showOne(turn: Turn, { id }: Said<'show'>): Promise<Reply> {
  const { ports, person, place } = turn;
  const acceptance = await ports.store.find(id);
  if (!acceptance)
    return {
      text: `There is no acceptance ${plain(id)} on record. Type **register** for the list.`,
    };
  const view = await viewFor(ports, acceptance, person, { asked: true });
  if (place === 'personal' && person.grants.length > 0)
    return { card: acceptanceMessage(view), acceptanceId: acceptance.id };
  return { card: acceptanceBriefCard(view) };
}

async function verify(turn: Turn): Promise<Reply> {
  if (turn.person.grants.length === 0) return { text: noRole };
  await refreshNow(turn.ports);
  const verified = await verifyRegister(turn.ports);
  const reading = await turn.ports.store.controlsAsOf();
  return {
    card: verifyCard({
      verified,
      at: turn.ports.now().toISOString(),
      zone: turn.ports.policy.timeZone,
      readOn: reading?.asOf,
    }),
  };
}

/** Keeps where a card of an acceptance was posted, so that it can be brought up to date. */
export async function rememberCard(
  { ports, person }: Pick<Turn, 'ports' | 'person'>,
  acceptanceId: string,
  posted: Posted,
): Promise<void> {
  await ports.store.savePost({
    acceptanceId,
    personId: person.id,
    ...posted,
    shown: '',
    askedRevision: 0,
  });
}
