import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import type { ChatBook } from './chat-book.ts';
import { memberOf, placeOf, type ChatPerson } from './chat-places.ts';
import { createConnectorFaults, type ConnectorFaults } from './connector-faults.ts';
import { createConversations } from './connector-conversations.ts';
import { createPosts, type Posts } from './connector-posts.ts';
import { no, type Reply } from './connector-reply.ts';
import { createRosters, type Rosters } from './connector-rosters.ts';
import { readJson, sendJson } from './json-http.ts';

/** A request of the bot's, as it came. */
interface ConnectorRequest {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
}

export interface Connector {
  readonly handle: (req: IncomingMessage, res: ServerResponse, path: string) => Promise<void>;
  readonly fail: ConnectorFaults['set'];
  /** The last 500 requests, oldest first. */
  readonly requests: readonly ConnectorRequest[];
}

interface Asked {
  /** The ids of the path, in order, decoded. */
  readonly ids: readonly [string, string];
  readonly body: unknown;
  readonly query: URLSearchParams;
}

const keptRequests = 500;
const unknown = no(404, 'NotFound', 'There is no such operation.');
const badPath = no(400, 'BadSyntax', 'The path is not well formed.');

const operations = (
  create: (body: unknown) => Reply,
  posts: Posts,
  rosters: Rosters,
): Readonly<Record<string, (asked: Asked) => Reply>> => ({
  'POST conversations': ({ body }) => create(body),
  'POST conversations/*/activities': ({ ids, body }) => posts.post(ids[0], body),
  // The id of what is replied to changes nothing: the thread is in the conversation's id.
  'POST conversations/*/activities/*': ({ ids, body }) => posts.post(ids[0], body),
  'PUT conversations/*/activities/*': ({ ids, body }) => posts.update(...ids, body),
  'DELETE conversations/*/activities/*': ({ ids }) => posts.remove(...ids),
  'GET conversations/*/members': ({ ids }) => rosters.members(ids[0]),
  'GET conversations/*/pagedmembers': ({ ids, query }) => rosters.paged(ids[0], query),
  'GET conversations/*/members/*': ({ ids }) => rosters.member(...ids),
  'GET teams/*': ({ ids }) => rosters.team(ids[0]),
  'GET teams/*/conversations': ({ ids }) => rosters.channels(ids[0]),
});

/** `v3/teams/19%3Ax` becomes `['teams', '19:x']`; undefined for what is not well formed, or not v3. */
const segmentsOf = (path: string): readonly string[] | undefined => {
  try {
    const [version, ...rest] = path.replace(/^\//, '').split('/').map(decodeURIComponent);
    return version === 'v3' ? rest : [];
  } catch {
    return undefined;
  }
};

const firstMember = z.looseObject({
  members: z.tuple([z.looseObject({ id: z.string() })], z.unknown()),
});

/** Whose personal chat a request is about; empty for anything else. */
const ownerOf = (
  [first, conversationId = '']: readonly string[],
  body: unknown,
  people: readonly ChatPerson[],
): string => {
  if (first !== 'conversations') return '';
  if (conversationId !== '') return placeOf(conversationId, people)?.ownerId ?? '';
  const begun = firstMember.safeParse(body);
  return begun.success ? (memberOf(begun.data.members[0].id, people)?.id ?? '') : '';
};

/** The Bot Connector's REST interface over the chats in the book. */
export const createConnector = (
  book: ChatBook,
  people: readonly ChatPerson[],
  tenantId: string,
  now: () => Date,
): Connector => {
  const faults = createConnectorFaults();
  const requests: ConnectorRequest[] = [];
  const table = operations(
    createConversations(book, people, now),
    createPosts(book, people, now),
    createRosters(people, tenantId),
  );

  const answer = (method: string, path: string, body: unknown, query: URLSearchParams): Reply => {
    const segments = segmentsOf(path);
    if (segments === undefined) return badPath;
    const fault = faults.meet({
      writes: method !== 'GET',
      ownerId: ownerOf(segments, body, people),
    });
    if (fault !== undefined) return fault;
    // Every second segment is an id.
    const pattern = segments.map((segment, at) => (at % 2 === 1 ? '*' : segment)).join('/');
    const operation = table[`${method} ${pattern}`];
    return operation?.({ ids: [segments[1] ?? '', segments[3] ?? ''], body, query }) ?? unknown;
  };
  return {
    requests,
    fail: faults.set,
    handle: async (req, res, path) => {
      const method = req.method ?? 'GET';
      const writes = method === 'POST' || method === 'PUT';
      const body = writes ? await readJson(req) : ({ ok: true, value: undefined } as const);
      requests.push({ method, path, body: body.ok ? body.value : undefined });
      requests.splice(0, requests.length - keptRequests);
      const query = new URLSearchParams((req.url ?? '').split('?')[1] ?? '');
      const reply = body.ok
        ? answer(method, path, body.value, query)
        : no(body.status, 'BadSyntax', body.error);
      sendJson(res, reply.status, reply.body, reply.headers);
    },
  };
};
