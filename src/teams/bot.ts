import { randomUUID } from 'node:crypto';
import type { Ports, PostStore } from '../app/ports.ts';
import { type Answer, answerFault, answerInvoke, cardActivity } from './answer.ts';
import { reply, rememberCard } from './chat.ts';
import { parseCommand } from './commands.ts';
import { channelOf, isPersonal, learnPerson, learnTeam } from './contact.ts';
import { type GateSettings, speakerOf } from './gate.ts';
import { saidText } from './mention.ts';
import { type Delivery, postActivity } from './messenger.ts';
import { type ParsedPress, parsePress } from './parse.ts';
import { pressForm } from './press-form.ts';
import { pressReading } from './press-reading.ts';
import { pressStep } from './press-step.ts';
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
): Promise<Answer> {
  const ports = needs.ports();
  const speaker = speakerOf(context.activity, needs.gate);
  if (!speaker.ok) return { notice: speaker.why === 'otherTenant' ? otherTenant : stranger };
  const press = parsePress(verb, data);
  if (!press)
    return { notice: 'This card cannot be read. Ask for a new one, for example with "queue".' };
  await learnPerson(ports, context.activity, speaker.personId, needs.gate.tenantId);
  if (press.verb === 'step' || press.verb === 'propose' || press.verb === 'resubmit')
    return change(ports, context.activity, press, speaker.personId);

  const turn = await turnOf(needs, context.activity, speaker.personId);
  if ('no' in turn) return { notice: turn.no };
  if (press.verb === 'say') {
    await answerSaid(needs, context, turn, press.data.text);
    return { notice: '' };
  }
  return pressReading(turn, press);
}

type Changing = Extract<ParsedPress, { readonly verb: 'step' | 'propose' | 'resubmit' }>;

/** A button that changes the record. */
async function change(
  ports: Ports,
  activity: Partial<Activity>,
  press: Changing,
  personId: string,
): Promise<Answer> {
  if (!isPersonal(activity)) return { notice: inOwnChat };
  if (press.verb === 'step') return pressStep(ports, press.on, press.step, personId);
  const submitted = await pressForm(ports, press, personId);
  await rememberPressed(ports, activity, submitted.acceptanceId, personId);
  return submitted;
}

const inOwnChat =
  'This works in our own chat only: there the card shows all that it takes to decide.';

/** The message that held the form is the entry's card from now on. */
async function rememberPressed(
  { store, now, wake }: Ports,
  { replyToId, conversation }: Partial<Activity>,
  acceptanceId: string | undefined,
  personId: string,
): Promise<void> {
  if (!acceptanceId || !replyToId || !conversation) return;
  await store.savePost({
    acceptanceId,
    personId,
    conversationId: conversation.id,
    activityId: replyToId,
    shown: '',
    askedRevision: 0,
  });
  await store.arm([{ kind: 'showTo', acceptanceId, personId }], now());
  wake();
}

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
    if ('card' in answer || answer.notice !== '')
      await context.sendActivity('card' in answer ? cardActivity(answer.card) : answer.notice);
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
    const sent = await context.sendActivity(cardActivity(answer.card));
    if (answer.acceptanceId && sent)
      await rememberCard(turn, answer.acceptanceId, {
        conversationId: context.activity.conversation.id,
        activityId: sent.id,
      });
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
  return { ports, person: answer.person, place: await placeOf(ports.store, activity, needs.gate) };
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
