import assert from 'node:assert/strict';
import type { Acceptance } from '../../src/domain/acceptance.ts';
import { type Control, isDeviceControl } from '../../src/domain/control.ts';
import { readConfig } from '../../src/config.ts';
import { jsonLog } from '../../src/log.ts';
import type { ChatMessage, PressAnswer } from '../../src/sandbox/api.ts';
import { channelChatId, personalChatId, type ChatPerson } from '../../src/sandbox/chat-places.ts';
import { type ChatService, createChat } from '../../src/sandbox/chat.ts';
import { pathOf } from '../../src/sandbox/json-http.ts';
import { memoryShelf } from '../../src/sandbox/memory-shelf.ts';
import { sandboxDefaults } from '../../src/sandbox/sandbox.ts';
import { sandboxPeople, upnOf } from '../../src/sandbox/tenant-directory.ts';
import { type Running, start } from '../../src/scorekeeper.ts';
import { answerJson, serve } from '../sandbox/support.ts';
import { dataOf, idIn, wordsOf } from './cards.ts';
import { graphStandIn, type GraphStandIn } from './graph-stand-in.ts';

export const eve = 'sandbox-eve';
export const ed = 'sandbox-ed';
export const mia = 'sandbox-mia';
export const carl = 'sandbox-carl';
export const aude = 'sandbox-aude';
export const zed = 'sandbox-zed';
export const gus = 'sandbox-gus';

type Typed = Readonly<Record<string, unknown>>;

/** A whole bot over real HTTP, with a Graph and a Teams of the test's own. */
export interface World {
  readonly running: Running;
  readonly graph: GraphStandIn;
  readonly chat: ChatService;
  /** The people of the Teams; whoever is taken out is nobody there. */
  readonly people: ChatPerson[];
  readonly url: string;
  readonly connectorUrl: string;
  /** Every line of the log. */
  readonly log: readonly string[];
  readonly settle: () => Promise<void>;
  /** A recommendation to address that no other test of the world has had. */
  readonly control: (fits?: (control: Control) => boolean) => Promise<Control>;
  readonly find: (id: string) => Promise<Acceptance>;
  /** What the bot says to this, in the person's own chat unless it is said in the channel. */
  readonly say: (
    personId: string,
    text: string,
    chatId?: string,
  ) => Promise<readonly ChatMessage[]>;
  readonly press: (
    personId: string,
    message: ChatMessage,
    verb: string,
    typed?: Typed,
  ) => Promise<PressAnswer>;
  /** The newest message of somebody's chat that offers this; throws where there is none. */
  readonly offer: (personId: string, verb: string, id?: string) => ChatMessage;
  /** Presses the newest button of this kind that the person has for an acceptance. */
  readonly step: (
    personId: string,
    id: string,
    verb: string,
    typed?: Typed,
  ) => Promise<PressAnswer>;
  readonly propose: (personId: string, controlId: string, typed?: Typed) => Promise<string>;
  readonly cards: (personId: string, id: string) => readonly ChatMessage[];
  readonly messages: (chatId: string) => readonly ChatMessage[];
  readonly moveClock: (to: Date) => Promise<void>;
  /** A status with which Teams answers a request of the bot's instead of taking it. */
  refuse: (asked: { readonly method: string; readonly path: string }) => number | undefined;
  readonly close: () => Promise<void>;
}

export const form = {
  treatment: 'riskAccepted',
  scope: 'tenant',
  residualRisk: 'Medium',
  riskDescription:
    'Without this, mail from outside reaches people with less of a check than we like.',
  justification:
    'The gateway in front of it does the same checks until the contract ends in spring.',
  compensatingControls: '',
  reviewOn: '',
  riskOwnerId: '',
  evidence: '',
};

export const context = 'The gateway is paid until April; nobody in sales notices a difference.';

/** The environment of a bot that talks to a Graph of the test's own. */
export const environmentFor = (graphUrl: string): Record<string, string> => ({
  PORT: '0',
  DATABASE_URL: 'sqlite::memory:',
  GRAPH_BASE_URL: graphUrl,
});

export async function createWorld(environment: Record<string, string> = {}): Promise<World> {
  const now = (): Date => up.running?.ports().now() ?? new Date();
  const up: { running?: Running } = {};
  const graph = await graphStandIn(now);
  const read = readConfig({ ...environmentFor(graph.url), ...environment }, sandboxDefaults);
  assert.ok(read.ok, read.ok ? '' : read.wrong.join(' '));
  const log: string[] = [];
  const speak = silenceSdk();
  const running = await start(
    read.config,
    jsonLog((line) => log.push(line)),
  );
  up.running = running;
  await running.ready;
  const people = everybody();
  const refuse: World['refuse'] = (asked) => world.refuse(asked);
  const teams = await teamsFor(running, people, now, refuse);
  const world = worldOf({ running, graph, log, people, speak, ...teams });
  for (const { id } of people) await teams.chat.install(id);
  await world.say(carl, 'use this channel anyway', channelChatId);
  await world.settle();
  return world;
}

const everybody = (): ChatPerson[] =>
  sandboxPeople.map((person) => {
    const upn = upnOf(person.id);
    return { ...person, upn, guest: upn.includes('#EXT#') };
  });

interface Teams {
  readonly chat: ChatService;
  readonly connectorUrl: string;
  readonly closeTeams: () => Promise<void>;
}

async function teamsFor(
  running: Running,
  people: readonly ChatPerson[],
  now: () => Date,
  refuse: World['refuse'],
): Promise<Teams> {
  const connector = await serve((req, res) => {
    const refused = refuse({ method: req.method ?? '', path: pathOf(req) });
    if (refused === undefined) void chat.handle(req, res, pathOf(req));
    else answerJson(res, refused, { error: { code: 'Simulated', message: 'secret words' } });
  });
  const connectorUrl = `${connector.url}/`;
  const chat = await createChat({
    shelf: memoryShelf(),
    now,
    people,
    tenantId: sandboxDefaults.tenantId,
    botUrl: `http://127.0.0.1:${String(running.port)}/api/messages`,
    connectorUrl,
  });
  const closeTeams = async (): Promise<void> => {
    await chat.close();
    await connector.close();
  };
  return { chat, connectorUrl, closeTeams };
}

/** The SDK prints whole errors; the process of the bot is quiet about them, and so is a test. */
export function silenceSdk(): () => void {
  const before = Object.getOwnPropertyDescriptor(globalThis.console, 'error') ?? {};
  Object.assign(globalThis.console, { error: () => undefined });
  return () => void Object.defineProperty(globalThis.console, 'error', before);
}

type Parts = Pick<World, 'running' | 'graph' | 'log' | 'people'> & Teams & { speak: () => void };

function worldOf(parts: Parts): World {
  const { running, graph, log, people, chat, connectorUrl, closeTeams, speak } = parts;
  const url = `http://127.0.0.1:${String(running.port)}`;
  const store = (): ReturnType<Running['ports']>['store'] => running.ports().store;
  const messages: World['messages'] = (chatId) =>
    chat.chats().find(({ id }) => id === chatId)?.messages ?? [];
  const press: World['press'] = (personId, { id: messageId, card }, verb, typed = {}) =>
    chat.press({
      chatId: personalChatId(personId),
      personId,
      messageId,
      verb,
      data: { ...dataOf(card, verb), ...typed },
    });
  const offer: World['offer'] = (personId, verb, id = '') => {
    const found = messages(personalChatId(personId)).findLast(
      ({ card }) => dataOf(card, verb) !== undefined && wordsOf(card).includes(id),
    );
    assert.ok(found, `${personId} is not offered ${verb} ${id}`);
    return found;
  };
  const say: World['say'] = async (personId, text, chatId = personalChatId(personId)) => {
    const before = new Set(messages(chatId).map(({ id }) => id));
    const done = await chat.say({ chatId, personId, text });
    assert.deepEqual(done, { ok: true });
    return messages(chatId).filter(({ id, from }) => from === 'bot' && !before.has(id));
  };
  const taken = new Set<string>();
  return {
    running,
    graph,
    chat,
    people,
    url,
    connectorUrl,
    log,
    say,
    press,
    offer,
    messages,
    refuse: () => undefined,
    settle: () => running.settle(),
    async control(fits = isPlain) {
      const found = (await store().controls()).find((one) => !taken.has(one.id) && fits(one));
      assert.ok(found, 'no such recommendation is left');
      taken.add(found.id);
      return found;
    },
    async find(id) {
      const found = await store().find(id);
      assert.ok(found, `${id} is not on record`);
      return found;
    },
    step: (personId, id, verb, typed) => press(personId, offer(personId, verb, id), verb, typed),
    async propose(personId, controlId, typed = {}) {
      const messages = await say(personId, `propose ${controlId}`);
      const message = messages.find(({ card }) => dataOf(card, 'propose') !== undefined);
      assert.ok(message, messages.map(({ text }) => text).join());
      const answer = await press(personId, message, 'propose', { ...form, ...typed });
      const id = idIn(answer.card);
      assert.match(id, /^RA-/, wordsOf(answer.card) || answer.notice);
      await running.settle();
      return id;
    },
    cards: (personId, id) =>
      messages(personalChatId(personId)).filter(({ card }) => wordsOf(card).includes(id)),
    async moveClock(to) {
      const headers = { 'content-type': 'application/json' };
      const body = JSON.stringify({ now: to.toISOString() });
      const answer = await fetch(`${url}/sandbox/clock`, { method: 'POST', headers, body });
      assert.equal(answer.status, 200);
    },
    async close() {
      // What hangs there is cut off, and does not hold up the end of the bot.
      await graph.close();
      await running.stop();
      await closeTeams();
      speak();
    },
  };
}

/** To address, measured, of more than two points, and written through Graph. */
export const isPlain = (control: Control): boolean =>
  isOpen(control) && !isDeviceControl(control) && control.maxScore - (control.score ?? 0) > 2;

export const isOpen = ({ score, maxScore, update, deprecated }: Control): boolean =>
  update.state === 'Default' && score !== null && score < maxScore && !deprecated;
