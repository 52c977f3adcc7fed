import { randomUUID } from 'node:crypto';
import type { Posted, Ports, PostStore } from '../app/ports.ts';
import type { AdaptiveCard } from '../cards/render.ts';
import { type Answer, answerFault, answerInvoke, cardActivity } from './answer.ts';
import { reply, rememberCard } from './chat.ts';
import { parseCommand } from './commands.ts';
import { channelOf, conversationOf, isPersonal, learnPerson, learnTeam } from './contact.ts';
import { type GateSettings, speakerOf } from './gate.ts';
import { mentionedIn, saidText } from './mention.ts';
import { type Delivery, postActivity } from './messenger.ts';
import {
  type Drifting,
  isDeputising,
  isDrifting,
  isWatching,
  type ParsedPress,
  parsePress,
  type Watching,
} from './parse.ts';
import { pressDeputy } from './press-deputy.ts';
import { pressDrift } from './press-drift.ts';
import { pressForm } from './press-form.ts';
import { pressReading } from './press-reading.ts';
import { pressStep } from './press-step.ts';
import { pressTake } from './press-take.ts';
import { pressWatch, type Watched } from './press-watch.ts';
import { rememberPressed } from './remember-pressed.ts';
import { type Activity, Application, type TeamsAdapter, type TurnContext } from './sdk.ts';
import { directoryDown, otherTenant, type Place, stranger, type Turn } from './turn.ts';
import { useThisChannel } from './use-channel.ts';

export interface BotNeeds {
  readonly adapter: TeamsAdapter;
  readonly gate: GateSettings;
  readonly delivery: Delivery;
  readonly ports: () => Ports;
}

/** The SDK's router with our doors in it: one for what is pressed, one for what is said, one for who comes. */
export function createBot(needs: BotNeeds): Application {
  const app = new Application({ adapter: needs.adapter, removeRecipientMention: false });
  // The SDK shows "typing" whatever it is told, and stops it for the wrong conversation.
  app.startTypingTimer = () => undefined;
  app.error(async (context, error) => {
    await fault(needs, context, error);
  });
  app.addRoute(
    ({ activity }) => Promise.resolve(activity.type === 'invoke'),
    (context) => invoked(needs, context),
    true,
  );
  app.addRoute(
    ({ activity }) => Promise.resolve(activity.type === 'message'),
    (context) => said(needs, context),
  );
  app.addRoute(
    ({ activity }) =>
      Promise.resolve(
        activity.type === 'conversationUpdate' || activity.type === 'installationUpdate',
      ),
    (context) => came(needs, context),
  );
  return app;
}

async function fault({ ports }: BotNeeds, context: TurnContext, error: unknown): Promise<void> {
  const reference = randomUUID().slice(0, 8);
  ports().log.fault('turn-failed', error, { reference });
  const text = `That did not work, and nothing was changed. Try again; if it stays so, give your administrator the reference ${reference}.`;
  if (context.activity.type === 'invoke') await answerFault(context, text);
  else if (context.activity.type === 'message') await context.sendActivity(text);
}

async function invoked(needs: BotNeeds, context: TurnContext): Promise<void> {
  const { activity } = context;
  if (activity.name !== 'adaptiveCard/action') {
    await context.sendActivity({ type: 'invokeResponse', value: { status: 501 } });
    return;
  }
  const { action } = (activity.value ?? {}) as { action?: { verb?: unknown; data?: unknown } };
  await answerInvoke(context, await pressed(needs, context, action?.verb, action?.data));
}

/** A button, pressed as an invoke or, by an older client, sent as a message. */
async function pressed(
  needs: BotNeeds,
  context: TurnContext,
  verb: unknown,
  data: unknown,
): Promise<Watched> {
  const ports = needs.ports();
  const speaker = speakerOf(context.activity, needs.gate);
  if (!speaker.ok) return { notice: speaker.why === 'otherTenant' ? otherTenant : stranger };
  const press = parsePress(verb, data);
  if (!press)
    return { notice: 'This card cannot be read. Ask for a new one, for example with "queue".' };
  await learnPerson(ports, context.activity, speaker.personId, needs.gate.tenantId);
  if (isChanging(press)) return change(ports, context.activity, press, speaker.personId);
  if (isDrifting(press)) return driftPressed(needs, context, press, speaker.personId);
  if (isWatching(press)) {
    const place = await placeOf(ports.store, context.activity, needs.gate);
    return pressWatch(ports, press, { personId: speaker.personId, place });
  }
  return readingPressed(needs, context, press, speaker.personId);
}

async function readingPressed(
  needs: BotNeeds,
  context: TurnContext,
  press: Asking,
  personId: string,
): Promise<Answer> {
  const turn = await turnOf(needs, context.activity, personId);
  if ('no' in turn) return { notice: turn.no };
  return inTurn(needs, context, turn, press);
}

/** A button that asks for something, or that is about a deputy. */
async function inTurn(
  needs: BotNeeds,
  context: TurnContext,
  turn: Turn,
  press: Asking,
): Promise<Answer> {
  if (isDeputising(press)) return pressDeputy(turn, press);
  if (press.verb !== 'say') return pressReading(turn, press);
  await answerSaid(needs, context, turn, press.data.text);
  return { notice: '' };
}

type Asking = Exclude<ParsedPress, Changing | Watching | Drifting>;

const changing = ['step', 'propose', 'resubmit', 'takeIt'] as const;
type Changing = Extract<ParsedPress, { readonly verb: (typeof changing)[number] }>;

const isChanging = (press: ParsedPress): press is Changing =>
  changing.some((verb) => verb === press.verb);

/** A button about what Secure Score says otherwise. A form comes as a message of its own: the card stays. */
async function driftPressed(
  needs: BotNeeds,
  context: TurnContext,
  press: Drifting,
  personId: string,
): Promise<Answer> {
  if (!isPersonal(context.activity)) return { notice: inOwnChat };
  const { form, ...answer } = await pressDrift(needs.ports(), press, personId);
  if (form) await sendCard(needs, context, { card: form });
  return answer;
}

/** A button that changes the record. */
async function change(
  ports: Ports,
  activity: Partial<Activity>,
  press: Changing,
  personId: string,
): Promise<Answer> {
  if (!isPersonal(activity)) return { notice: inOwnChat };
  if (press.verb === 'takeIt') return pressTake(ports, press.data.id, personId);
  const submitted =
    press.verb === 'step'
      ? await pressStep(ports, press, personId)
      : await pressForm(ports, press, personId);
  await rememberPressed(ports, activity, submitted.acceptanceId, personId);
  return submitted;
}

const inOwnChat =
  'This works in our own chat only: there the card shows all that it takes to decide.';

async function said(needs: BotNeeds, context: TurnContext): Promise<void> {
  const { activity } = context;
  const speaker = speakerOf(activity, needs.gate);
  if (!speaker.ok) {
    await context.sendActivity(speaker.why === 'otherTenant' ? otherTenant : stranger);
    return;
  }
  const value: unknown = activity.value;
  if (value !== null && typeof value === 'object') {
    const { verb } = value as { verb?: unknown };
    const answer = await pressed(needs, context, verb, value);
    if ('card' in answer) await sendCard(needs, context, answer);
    else if (answer.notice !== '') await context.sendActivity(answer.notice);
    return;
  }
  await learnPerson(needs.ports(), activity, speaker.personId, needs.gate.tenantId);
  const turn = await turnOf(needs, activity, speaker.personId);
  if ('no' in turn) await context.sendActivity(turn.no);
  else await answerSaid(needs, context, turn, saidText(activity));
}

async function answerSaid(
  needs: BotNeeds,
  context: TurnContext,
  turn: Turn,
  text: string,
): Promise<void> {
  const command = parseCommand(text);
  if (command.is === 'useThisChannel') {
    const channel = channelOf(context.activity, needs.gate.tenantId);
    const { confirmed } = command;
    const { person, ports } = turn;
    const personId = person.id;
    const { roster } = needs.delivery;
    const done = await useThisChannel(ports, roster, { channel, personId, confirmed });
    await context.sendActivity(done);
    return;
  }
  const answer = await reply(turn, command);
  if ('card' in answer) {
    const posted = await sendCard(needs, context, answer);
    if (answer.acceptanceId && posted) await rememberCard(turn, answer.acceptanceId, posted);
    return;
  }
  if ('elsewhere' in answer) {
    const posted = await postActivity(
      needs.delivery,
      turn.person.id,
      cardActivity(answer.elsewhere),
    );
    await context.sendActivity(
      posted
        ? answer.text
        : 'I cannot write to you yet: open a chat with Scorekeeper and say hello.',
    );
    return;
  }
  await context.sendActivity(answer.text);
}

/** Sends a card where something was said, in the same thread; one with a subject is brought up to date there. */
async function sendCard(
  { gate, ports }: BotNeeds,
  context: TurnContext,
  { card, subject }: { readonly card: AdaptiveCard; readonly subject?: string },
): Promise<Posted | undefined> {
  const { activity } = context;
  const sent = await context.sendActivity(cardActivity(card));
  if (!sent) return undefined;
  const posted = { conversationId: activity.conversation.id, activityId: sent.id };
  const where = conversationOf(activity, gate.tenantId);
  if (subject !== undefined)
    await ports().store.saveCardPost({ subject, ...posted, shown: '' }, where);
  return posted;
}

/** Who speaks and where, as the directory knows them; or the one sentence they get instead. */
async function turnOf(
  needs: BotNeeds,
  activity: Partial<Activity>,
  personId: string,
): Promise<Turn | { readonly no: string }> {
  const ports = needs.ports();
  const answer = await ports.directory.recent(personId);
  if (!answer.ok) return { no: answer.why === 'stranger' ? stranger : directoryDown };
  await ports.store.savePeople([answer.person]);
  const place = await placeOf(ports.store, activity, needs.gate);
  return { ports, person: answer.person, place, mentioned: mentionedIn(activity) };
}

async function placeOf(
  store: PostStore,
  activity: Partial<Activity>,
  { tenantId }: GateSettings,
): Promise<Place> {
  if (isPersonal(activity)) return 'personal';
  const [channel, governance] = [channelOf(activity, tenantId), await store.channel()];
  return channel && governance?.conversationId === channel.conversationId
    ? 'governanceChannel'
    : 'elsewhere';
}

/** Somebody installed the bot, or it was added to a team: it learns where they can be written to. */
async function came(needs: BotNeeds, context: TurnContext): Promise<void> {
  const { activity } = context;
  const speaker = speakerOf(activity, needs.gate);
  if (!speaker.ok) return;
  const ports = needs.ports();
  await learnTeam(ports, activity, needs.gate.tenantId);
  if (activity.type === 'installationUpdate' && activity.action === 'remove') {
    if (isPersonal(activity)) await ports.store.forgetConversation(speaker.personId);
    return;
  }
  await learnPerson(ports, activity, speaker.personId, needs.gate.tenantId);
}
