import { randomUUID } from 'node:crypto';
import { viewFor } from '../app/acceptance-view.ts';
import { answer } from '../app/answer.ts';
import { driftList } from '../app/list-drift.ts';
import type { Format } from '../app/open-download.ts';
import type { Posted } from '../app/ports.ts';
import { queueOf } from '../app/queue.ts';
import { findRecommendations, type Recommendation } from '../app/recommendations.ts';
import { refreshIfOld, refreshNow } from '../app/read-controls.ts';
import { currentWeek, reviewSubject, reviewView } from '../app/review.ts';
import { sampleInForce } from '../app/sample.ts';
import { verifyRegister } from '../app/verify-register.ts';
import { acceptanceBriefCard } from '../cards/acceptance-brief-card.ts';
import { acceptanceMessage } from '../cards/acceptance-card.ts';
import { answerCard } from '../cards/answer-card.ts';
import { detailsCard } from '../cards/details-card.ts';
import { driftListCard } from '../cards/drift-list-card.ts';
import { exportCard } from '../cards/export-card.ts';
import { helpCard } from '../cards/help-card.ts';
import { queueCard } from '../cards/queue-card.ts';
import { chooserCard } from '../cards/recommendations-card.ts';
import type { AdaptiveCard } from '../cards/render.ts';
import { reviewCard } from '../cards/review-card.ts';
import { sampleCard } from '../cards/sample-card.ts';
import { verifyCard } from '../cards/verify-card.ts';
import type { ChatCommand } from './commands.ts';
import { askForDeputy, listDeputies } from './deputy-chat.ts';
import { beginForm, cardOfOne } from './form.ts';
import { listRecommendations, listRegister } from './lists.ts';
import { mayPropose, mayRead, noRole, type Turn } from './turn.ts';

/**
 * What the bot says to a sentence. `acceptanceId`, `subject`: of what the card is brought up to date. `elsewhere`: it
 * goes to the person's own chat, and `text` is said here.
 */
export type Reply =
  | { readonly text: string }
  | { readonly card: AdaptiveCard; readonly acceptanceId?: string; readonly subject?: string }
  | { readonly text: string; readonly elsewhere: AdaptiveCard };

type Said<Is extends ChatCommand['is']> = Extract<ChatCommand, { readonly is: Is }>;
type Talk = Exclude<ChatCommand, { readonly is: 'useThisChannel' }>;

/** Answers a sentence that reads or starts something. Never silent. */
export async function reply(turn: Turn, command: Talk): Promise<Reply> {
  if (command.is === 'help') return help(turn);
  if (command.is === 'unknown') return { text: unknownText(command.closest) };
  if (command.is === 'notBuilt')
    return { text: `${command.what} is not built yet. Type **help** for what I can do.` };
  if (!mayRead(turn)) return { text: noRole };
  return (replies[command.is] as (turn: Turn, command: Talk) => Promise<Reply>)(turn, command);
}

type Replies = {
  readonly [Is in Exclude<Talk['is'], 'help' | 'unknown' | 'notBuilt'>]: (
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
  queue: showQueue,
  register: async (turn, asked) => ({ card: await listRegister(turn, asked, 0) }),
  sample: drawSample,
  show: showOne,
  details: showDetails,
  verifyRegister: verify,
  drift: async (turn) => {
    if (turn.person.grants.length === 0) return { text: noRole };
    const list = driftListCard(await driftList(turn.ports, 'all', 0));
    return inOwnChat(turn, list, 'The list');
  },
  exportRegister: offerExport,
  review: async ({ ports }) => {
    const week = currentWeek(ports);
    return { card: reviewCard(await reviewView(ports, week)), subject: reviewSubject(week) };
  },
  deputies: listDeputies,
  deputy: (turn, { asked }) => askForDeputy(turn, asked),
  question: answerQuestion,
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

async function showQueue(turn: Turn): Promise<Reply> {
  const { ports, person } = turn;
  const queue = await queueOf(ports, person);
  const { timeZone: zone } = ports.policy;
  const at = ports.now().toISOString();
  return inOwnChat(turn, queueCard({ queue, zone, at }), 'Your queue');
}

/** The register's texts are for the roles, in their own chats. */
async function answerQuestion(turn: Turn, { question }: Said<'question'>): Promise<Reply> {
  if (question.ask === 'mine') return showQueue(turn);
  const { ports, person, place } = turn;
  const texts = place === 'personal' && person.grants.length > 0;
  return { card: answerCard(await answer(ports, question, { person, texts })) };
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
  const begun = await beginForm(turn.ports, only);
  return 'card' in begun ? inOwnChat(turn, begun.card, 'The form') : { text: begun.why };
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

const notOnRecord = (id: string): Reply => ({
  text: `There is no acceptance ${plain(id)} on record. Type **register** for the list.`,
});

async function showOne(turn: Turn, { id }: Said<'show'>): Promise<Reply> {
  const { ports, person, place } = turn;
  const acceptance = await ports.store.find(id);
  if (!acceptance) return notOnRecord(id);
  const view = await viewFor(ports, acceptance, person, { asked: true });
  if (place === 'personal' && person.grants.length > 0)
    return { card: acceptanceMessage(view), acceptanceId: acceptance.id };
  return { card: acceptanceBriefCard(view) };
}

async function showDetails(turn: Turn, { id }: Said<'details'>): Promise<Reply> {
  const { ports, person } = turn;
  if (person.grants.length === 0) return { text: noRole };
  const acceptance = await ports.store.find(id);
  if (!acceptance) return notOnRecord(id);
  const view = await viewFor(ports, acceptance, person, { asked: true });
  return inOwnChat(turn, detailsCard(view), 'All about it');
}

const MOST_SAMPLED = 20;

/** Where nobody named a seed, chance gives one. */
async function drawSample(turn: Turn, { count, seed }: Said<'sample'>): Promise<Reply> {
  const { ports, person } = turn;
  if (person.grants.length === 0) return { text: noRole };
  if (count < 1 || count > MOST_SAMPLED)
    return {
      text: `A sample has 1 to ${String(MOST_SAMPLED)} acceptances: say for example **sample 5**.`,
    };
  const chance = seed ?? randomUUID().slice(0, 8);
  const sample = await sampleInForce(ports, { count, seed: chance });
  return inOwnChat(turn, sampleCard(sample), 'The sample');
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

/** The links are one person's own: they go to their chat. */
async function offerExport(turn: Turn): Promise<Reply> {
  const { ports, person } = turn;
  if (person.grants.length === 0) return { text: noRole };
  const { total } = await ports.store.page({}, { offset: 0, count: 1 });
  const linkTo = (format: Format): string => ports.links.download(format, person.id);
  const [at, zone] = [ports.now().toISOString(), ports.policy.timeZone];
  return inOwnChat(turn, exportCard({ total, linkTo, at, zone }), 'The register to export');
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
