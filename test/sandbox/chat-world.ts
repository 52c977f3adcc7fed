import assert from 'node:assert/strict';
import type { Shelf } from '../../src/app/shelf.ts';
import type { ChatMessage, PressAnswer, SandboxEvent } from '../../src/sandbox/api.ts';
import { createChat, type ChatOptions, type ChatService } from '../../src/sandbox/chat.ts';
import { pathOf } from '../../src/sandbox/json-http.ts';
import { memoryShelf } from '../../src/sandbox/memory-shelf.ts';
import { answerJson, serve, textOf, type Json } from './support.ts';

const people = [
  { id: 'sandbox-eve', name: 'Eve Engel', title: 'Engineer', upn: 'eve@sandbox.example' },
  { id: 'sandbox-carl', name: 'Carl Cato', title: 'CISO' },
  { id: 'sandbox-gus', name: 'Gus Gast', title: 'Guest', guest: true },
];
export const eve = 'chat-sandbox-eve';
export const governance = '19:governance@thread.tacv2';

export const card = (text: string) => ({
  type: 'AdaptiveCard',
  version: '1.5',
  body: [{ type: 'TextBlock', text }],
});

export const withCard = (text: string) => ({
  type: 'message',
  attachments: [{ contentType: 'application/vnd.microsoft.card.adaptive', content: card(text) }],
});

interface ConnectorAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: Json;
}

/** The chats with a fake bot on one side, over real HTTP; what may change is not readonly. */
export interface ChatWorld {
  chat: ChatService;
  now: Date;
  /** What the bot answers next, over HTTP. */
  reply: { readonly status: number; readonly body?: unknown } | 'nothing';
  readonly shelf: Shelf;
  readonly connectorUrl: string;
  readonly events: SandboxEvent[];
  readonly activities: Json[];
  readonly open: (more?: Partial<ChatOptions>) => Promise<ChatService>;
  /** A request of the bot's to the Connector. */
  readonly call: (method: string, path: string, body?: unknown) => Promise<ConnectorAnswer>;
  /** Posts to a conversation as the bot and answers the id of the message. */
  readonly post: (conversationId: string, body: unknown) => Promise<string>;
  /** Eve presses a button. */
  readonly press: (
    chatId: string,
    messageId: string,
    verb?: string,
    data?: unknown,
  ) => Promise<PressAnswer>;
  readonly inChat: (chatId: string) => readonly ChatMessage[];
  readonly close: () => Promise<void>;
}

const caller =
  (url: string): ChatWorld['call'] =>
  async (method, path, body) => {
    const headers = { 'content-type': 'application/json' };
    const rest = body === undefined ? {} : { body: JSON.stringify(body), headers };
    const answer = await fetch(`${url}/v3/${path}`, { method, ...rest });
    const { status } = answer;
    const retryAfter = answer.headers.get('retry-after');
    return { status, retryAfter, body: (await answer.json()) as Json };
  };

export const createChatWorld = async (): Promise<ChatWorld> => {
  const shelf = memoryShelf();
  const bot = await serve((req, res) => {
    void textOf(req).then((text) => {
      world.activities.push(JSON.parse(text) as Json);
      const { reply } = world;
      if (reply !== 'nothing') answerJson(res, reply.status, reply.body);
    });
  });
  const connector = await serve((req, res) => void world.chat.handle(req, res, pathOf(req)));
  const call = caller(connector.url);
  const now = (): Date => world.now;
  const open: ChatWorld['open'] = (more = {}) =>
    createChat({
      shelf,
      now,
      people,
      tenantId: 'tenant-1',
      botUrl: `${bot.url}/api/messages`,
      connectorUrl: `${connector.url}/`,
      timeZone: 'Europe/Berlin',
      deadlineMs: 150,
      ...more,
    });
  const world: ChatWorld = {
    now: new Date('2026-11-23T09:00:00.000Z'),
    // Opening does not ask for the time.
    chat: await open(),
    reply: { status: 200 },
    shelf,
    connectorUrl: connector.url,
    events: [],
    activities: [],
    open,
    call,
    post: async (conversationId, body) => {
      const path = `conversations/${encodeURIComponent(conversationId)}/activities`;
      const answer = await call('POST', path, body);
      assert.equal(answer.status, 201);
      return answer.body['id'] as string;
    },
    press: (chatId, messageId, verb = 'approve', data = {}) =>
      world.chat.press({ chatId, personId: 'sandbox-eve', messageId, verb, data }),
    inChat: (chatId) => world.chat.chats().find(({ id }) => id === chatId)?.messages ?? [],
    close: async () => {
      await world.chat.close();
      await bot.close();
      await connector.close();
    },
  };
  world.chat.subscribe((event) => world.events.push(event));
  return world;
};
